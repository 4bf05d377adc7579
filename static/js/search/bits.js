// Bits in a row, the first one highest: gamma and Rice codes, packed columns; the twin of gongbao.search.bits.

/** Reads bits from bytes; `place` is how many were read. */
export class BitReader {
  constructor(bytes, start = 0) {
    this.bytes = bytes;
    this.place = start * 8;
  }

  /** A number of up to 32 bits. */
  read(bits) {
    let value = 0;
    let left = bits;
    while (left > 0) {
      const room = 8 - (this.place & 7);
      const taken = left < room ? left : room;
      const byte = this.bytes[this.place >> 3] ?? 0;
      value = value * (1 << taken) + ((byte >> (room - taken)) & ((1 << taken) - 1));
      this.place += taken;
      left -= taken;
    }
    return value;
  }

  /** How many zeros stand before the next one; the one is read too. */
  zeros() {
    const { bytes } = this;
    let place = this.place;
    let at = place >> 3;
    let byte = bytes[at] & (0xff >> (place & 7));
    while (byte === 0) {
      at += 1;
      if (at >= bytes.length) throw new RangeError("the bits end within a number");
      byte = bytes[at];
    }
    place = at * 8 + (Math.clz32(byte) - 24);
    const count = place - this.place;
    this.place = place + 1;
    return count;
  }

  /** A number from 1. */
  gamma() {
    const bits = this.zeros();
    return 2 ** bits + this.read(bits);
  }

  /** A number from 0. */
  rice(k) {
    const high = this.zeros();
    return high * 2 ** k + this.read(k);
  }

  /** The first byte nothing was read of. */
  get nextByte() {
    return (this.place + 7) >> 3;
  }
}

/** A number in groups of seven bits, and the place behind it. */
export function varint(bytes, start) {
  let value = 0;
  let factor = 1;
  let place = start;
  while (bytes[place] & 0x80) {
    value += (bytes[place] & 0x7f) * factor;
    factor *= 128;
    place += 1;
  }
  return [value + bytes[place] * factor, place + 1];
}

export const SURE = 25; // bits that can be seen at once from any place

/** The bits from a place on, highest first, 25 of them for sure; zeros behind the last byte. */
export function seen(bytes, place) {
  const at = place >> 3;
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) << (place & 7);
}

/** So many numbers of a packed column, and the place behind it. */
export function unpacked(bytes, start, count) {
  const [least, place] = varint(bytes, start);
  const width = bytes[place];
  const first = (place + 1) * 8;
  const values = new Uint32Array(count);
  if (width === 0) return [values.fill(least), place + 1];
  if (width > SURE) throw new RangeError("a column is too wide");
  for (let at = 0; at < count; at += 1) values[at] = least + (seen(bytes, first + at * width) >>> (32 - width));
  return [values, (first + count * width + 7) >> 3];
}

/** The JSON a file opens with, and the place behind it. */
export function header(bytes) {
  const [size, place] = varint(bytes, 0);
  return [JSON.parse(new TextDecoder().decode(bytes.subarray(place, place + size))), place + size];
}

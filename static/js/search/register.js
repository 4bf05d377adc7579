// The register of numbers: series, year and serial, and the document that bears them; the twin of gongbao.search.register.

import { BitReader, header } from "./bits.js";

/** The entries of a register, by series, year and serial: {series, year, serial, document}; year 0 is none. */
export function decoded(bytes, first = 0) {
  const [names, place] = header(bytes);
  const reader = new BitReader(bytes, place);
  const entries = [];
  let document = 0;
  for (let left = reader.gamma() - 1; left > 0; left -= 1) {
    const [series, year, count, k] = [reader.gamma(), reader.gamma(), reader.gamma(), reader.gamma()];
    let serial = 0;
    for (let at = 0; at < count; at += 1) {
      serial += reader.gamma() - 1;
      const step = reader.rice(k - 1);
      document += step % 2 ? -(step + 1) / 2 : step / 2;
      entries.push({ series: names[series - 1], year: year - 1, serial, document: document + first });
    }
  }
  return entries;
}

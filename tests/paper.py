"""Small PDFs made by hand: characters at places, lines, pictures, each object written out."""

from __future__ import annotations

from dataclasses import dataclass, field

HEIGHT = 842


@dataclass
class Sheet:
    """A page of A4; places are in points from its top left corner."""

    content: list[str] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    pictured: bool = False

    def write(self, x: float, y: float, text: str, size: float = 16) -> Sheet:
        """A line of text with its baseline at `y`."""
        for letter in text:
            self.letters.add(letter)
            self.content.append(f"BT /F {size} Tf 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm <{ord(letter):04x}> Tj ET")
            x += size * (0.5 if letter.isascii() else 1)
        return self

    def column(self, x: float, y: float, lines: list[str], size: float = 16) -> Sheet:
        """Lines one below the other."""
        for at, line in enumerate(lines):
            self.write(x, y + 1.75 * size * at, line, size)
        return self

    def raw(self, operators: str) -> Sheet:
        """Operators as they stand."""
        self.content.append(operators)
        return self

    def rule(self, start: tuple[float, float], end: tuple[float, float]) -> Sheet:
        """A thin line."""
        return self.raw(f"{start[0]} {HEIGHT - start[1]} m {end[0]} {HEIGHT - end[1]} l S")

    def picture(self) -> Sheet:
        """A picture over the whole page, as a scanner leaves it."""
        self.pictured = True
        return self.raw("q 595 0 0 842 0 0 cm /P Do Q")

    def grid(self, place: tuple[float, float], widths: list[float], rows: list[list[str | None]]) -> Sheet:
        """A ruled table; None is a cell that the one to its left covers."""
        height = 30
        x0, y0 = place
        edges = [x0 + sum(widths[:at]) for at in range(len(widths) + 1)]
        for at in range(len(rows) + 1):
            self.rule((x0, y0 + height * at), (edges[-1], y0 + height * at))
        for at, row in enumerate(rows):
            top = y0 + height * at
            for place_, text in enumerate([*row, ""]):
                if text is not None:
                    self.rule((edges[place_], top), (edges[place_], top + height))
                    self.write(edges[place_] + 4, top + 20, text, 12)
        return self


@dataclass
class Paper:
    """A PDF while it is made."""

    sheets: list[Sheet] = field(default_factory=list)
    mapped: bool = True  # whether its font says which text its codes are
    texts: dict[str, str] = field(default_factory=dict)  # letters whose text the font tells wrongly

    def sheet(self) -> Sheet:
        """A further page."""
        self.sheets.append(Sheet())
        return self.sheets[-1]

    def pdf(self) -> bytes:
        """The file."""
        count = len(self.sheets)
        kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(count))
        objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
            f"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]{self._map_entry()}>>",
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            "/Supplement 0>>/DW 1000/W[32 126 500]/FontDescriptor<</Type/FontDescriptor/FontName/F/Flags 4"
            "/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>",
            stream(self._map()),
            stream("\xff", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
        ]
        for at, sheet in enumerate(self.sheets):
            resources = f"<</Font<</F 3 0 R>>{'/XObject<</P 6 0 R>>' if sheet.pictured else ''}>>"
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 {HEIGHT}]/Resources{resources}/Contents {8 + 2 * at} 0 R>>"
            )
            objects.append(stream("\n".join(sheet.content)))
        return written(objects)

    def _map_entry(self) -> str:
        return "/ToUnicode 5 0 R" if self.mapped else ""

    def _map(self) -> str:
        letters = sorted(set().union(*(sheet.letters for sheet in self.sheets)))
        pairs = [f"<{ord(one):04x}> <{self.texts.get(one, one).encode('utf-16-be').hex()}>" for one in letters]
        blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return f"begincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\nendcmap"


def stream(content: str, entries: str = "") -> str:
    """A stream object."""
    return f"<</Length {len(content)}{entries}>>\nstream\n{content}\nendstream"


def written(objects: list[str], trailer: str = "") -> bytes:
    """A file of numbered objects with its table of places; the first object is the root."""
    data = b"%PDF-1.7\n"
    places = []
    for at, each in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{at} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def notice() -> Paper:
    """A notice on one page, its paragraphs wrapped in a column of 26 characters."""
    paper = Paper()
    sheet = paper.sheet()
    sheet.write(120, 100, "云州市人民政府关于加强桥梁管理的通知", 20)
    sheet.write(230, 140, "云政发〔2024〕5号")
    sheet.column(
        80,
        200,
        [
            "各县（市、区）人民政府，市政府各部门、直属各单位：",
            "　　为加强全市桥梁管理，保障桥梁安全，根据有关法律、法",
            "规，结合本市实际，现将有关事项通知如下。",
            "　　一、加强日常巡查",
            "　　桥梁管理单位应当每日巡查，发现险情立即处置，并向所",
            "在地人民政府报告。",
        ],
    )
    sheet.write(380, 420, "云州市人民政府").write(380, 450, "2024年3月1日")
    return paper

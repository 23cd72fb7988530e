"""Makes the fonts of this folder out of Debian's packages: see README.md."""
import io
import sys
import zlib
from fontTools import subset
from fontTools.ttLib import TTFont

SOURCES = "/usr/share/fonts/truetype"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
SYMBOLS = [ord(c) for c in "‣‑‱▪▫☐☑☒✓✔✗✘➀➁➂➃➄➅➆➇➈➉⁃∙➤➢❖"]


def make(source, target, unicodes):
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_bounds = False
    options.recalc_timestamp = False
    options.name_IDs, options.name_languages, options.name_legacy = ["*"], ["*"], True
    options.layout_features = ["*"] if unicodes is None else []
    options.drop_tables = ["DSIG", "FFTM", "MATH"]  # a signature no longer holds; formulas are not set
    options.passthrough_tables = True
    font = TTFont(f"{SOURCES}/{source}", recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    if unicodes is None:
        every = {code for table in font["cmap"].tables if table.format != 14 for code in table.cmap}
        subsetter.populate(glyphs=font.getGlyphOrder(), unicodes=every)
    else:
        subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    program = io.BytesIO()
    font.save(program)
    with open(f"{sys.path[0]}/{target}.z", "wb") as file:
        file.write(zlib.compress(program.getvalue(), 9))


make("bizud-mincho/BIZUDMincho-Regular.ttf", "BIZUDMincho-Regular.ttf", None)
make("bizud-gothic/BIZUDGothic-Regular.ttf", "BIZUDGothic-Regular.ttf", None)
make("bizud-mincho/BIZUDPMincho-Regular.ttf", "BIZUDPMincho-Latin.ttf", LATIN)
make("bizud-gothic/BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Latin.ttf", LATIN)
make("dejavu/DejaVuSans.ttf", "DejaVuSans-Symbols.ttf", SYMBOLS)

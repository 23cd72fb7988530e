"""Sets the same prose with fukkoku and with Typst and measures both: `beside_typst.py FUKKOKU FOLDER`.

Not part of CI. Needs `pip install typst==0.15.2` and `pdfinfo`. The prose is that of the reports in fixtures/, repeated
to some 30 pages of A4; face, size, leading and margins are those of fukkoku; Typst, too, makes PDF/A-3a and PDF/UA-1.
Each program runs alone in a process of its own; what Python takes to start is measured and taken off.
"""

import glob
import json
import os
import resource
import subprocess
import sys
import zlib

ROUNDS = 9
CHARACTERS = 40_500
HEAD = """#set document(title: "比較", date: datetime(year: 2024, month: 4, day: 1))
#set page(paper: "a4", margin: (x: 77.1pt, top: 76pt, bottom: 70pt), numbering: "1")
#set text(font: "BIZ UDMincho", size: 10.5pt, lang: "ja")
#set par(leading: 7.5pt, first-line-indent: (amount: 1em, all: true), justify: true, spacing: 7.5pt)
#outline()
= 比較のための報告
"""
COMPILE = "import typst; typst.compile('{0}.typ', output='{0}-typst.pdf', font_paths=['{1}'], ignore_system_fonts=True, pdf_standards=['a-3a', 'ua-1'])"


def prose(fukkoku, folder):
    subprocess.run([fukkoku, "convert", "fixtures/reports", "-o", folder, "-q", "--formats", "json"], check=True)
    texts = []
    for path in sorted(glob.glob(f"{folder}/*/report/document.json")):
        for element in json.load(open(path))["elements"]:
            if element["kind"] == "paragraph" or element["kind"] == "heading" and element["level"] == 2:
                texts.append((element["kind"], element["text"].rsplit("）", 1)[-1] or element["text"]))
    assert texts, "no prose in fixtures/reports"
    size = 0
    while size < CHARACTERS:
        for kind, text in texts:
            size += max(len(text), 42)
            yield kind, text
            if size >= CHARACTERS:
                return


def measure(command):
    """Median of the processor time in milliseconds, and the peak of memory of all children so far in MB."""
    times = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(times)[ROUNDS // 2] * 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def pages(path):
    lines = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout.splitlines()
    return next(line.split()[1] for line in lines if line.startswith("Pages"))


fukkoku, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
fonts = f"{folder}/fonts"
os.makedirs(fonts, exist_ok=True)
for path in glob.glob("crates/fukkoku-typeset/src/fonts/*.ttf.z"):
    name = os.path.basename(path).removesuffix(".z")
    open(f"{fonts}/{name}", "wb").write(zlib.decompress(open(path, "rb").read()))
parts = list(prose(fukkoku, folder))
numbered = [f"（{at + 1}）{text}" if kind == "heading" else text for at, (kind, text) in enumerate(parts)]
open(f"{folder}/r.txt", "w").write("１ 比較のための報告 \n\n" + "".join(f"{text} \n\n" for text in numbered))
escaped = ["".join("\\" + c if c in "#*_$<>@[]\\`~=-+/'\"" else c for c in text) for text in numbered]
marked = ["== " + text if kind == "heading" else text for (kind, _), text in zip(parts, escaped)]
open(f"{folder}/r.typ", "w").write(HEAD + "\n\n".join(marked))

convert = [fukkoku, "convert", f"{folder}/r.txt", "-o", folder, "-q", "--force", "--formats"]
reading, _ = measure(convert + ["json"])
whole, memory = measure(convert + ["pdf"])
start, _ = measure([sys.executable, "-c", "import typst"])
typst, typst_memory = measure([sys.executable, "-c", COMPILE.format(f"{folder}/r", fonts)])
ours, theirs = f"{folder}/r/report.pdf", f"{folder}/r-typst.pdf"
print(f"fukkoku: {pages(ours)} pages, {os.path.getsize(ours):,} bytes, {whole:.0f} ms, of these {reading:.0f} for reading; {memory:.0f} MB")
print(f"typst:   {pages(theirs)} pages, {os.path.getsize(theirs):,} bytes, {typst - start:.0f} ms; {typst_memory:.0f} MB")
print(f"typst takes {(typst - start) / (whole - reading):.1f} times as long to set them, {(typst - start) / whole:.1f} times as long as our whole command; our file has {os.path.getsize(ours) / os.path.getsize(theirs):.2f} of its size")

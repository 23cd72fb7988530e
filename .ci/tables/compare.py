"""Reads the tables of editions back with pdfplumber and compares them with tables/*.csv: `compare.py FOLDER…`.

A table over several pages is one: its header is dropped from all pieces but the first, and a merged cell that says its
text again on the next page is counted once. White space is not compared. Exit 1 if F1 of the cells is below 0.999.
"""

import collections
import csv
import json
import sys

import pdfplumber

LEAST = 0.999


def bare(text):
    return "".join(text.split()) if text else text


def wanted(folder):
    """For each table its id, the rows of its header, the names of its columns, its rows, and which places are covered."""
    for element in json.load(open(f"{folder}/document.json"))["elements"]:
        if element["kind"] != "table":
            continue
        with open(f"{folder}/tables/{element['id']}.csv", newline="") as file:
            names, *rows = [[bare(text) for text in row] for row in csv.reader(file)]
        covered = set()
        for at, row in enumerate(element["rows"]):
            for cell in row["cells"]:
                below = range(at + 1, at + cell["row_span"])
                covered |= {(line, cell["column"] + more) for line in below for more in range(cell["column_span"])}
        yield element["id"], len(element["header"]), names, rows, covered


def pieces(folder):
    with pdfplumber.open(f"{folder}/report.pdf") as pdf:
        for page in pdf.pages:
            for table in sorted(page.find_tables(), key=lambda table: table.bbox[1]):
                yield [[bare(text) for text in row] for row in table.extract()]


def path_names(rows):
    """The names of the columns: a merged header stands above each column that it covers."""
    names = []
    for column in range(max(map(len, rows), default=0)):
        path = []
        for depth, row in enumerate(rows):
            at = column
            while row[at] is None and at > 0 and any(below[column] for below in rows[depth + 1 :]):
                at -= 1
            path += [row[at]] if row[at] else []
        # A column without a label is named by its number.
        names.append("／".join(path) or f"列{column + 1}")
    return list(numbered(names))


def numbered(names):
    """Names of columns that are alike are told apart as the CSV does it: the second gets `(2)`."""
    seen = collections.Counter()
    for name in names:
        seen[name] += 1
        yield f"{name}({seen[name]})" if seen[name] > 1 else name


def compare(folder):
    found, hits, given, read = list(pieces(folder)), 0, 0, 0
    for id, depth, names, rows, covered in wanted(folder):
        while found and path_names(found[0][:depth]) != names:
            found.pop(0)
        body = []
        # The next table may have the same header.
        while found and len(body) < len(rows) and path_names(found[0][:depth]) == names:
            body += found.pop(0)[depth:]
        cells = lambda rows: collections.Counter(
            (at, column, text)
            for at, row in enumerate(rows)
            for column, text in enumerate(row)
            if text and (at, column) not in covered
        )
        one, other = cells(body), cells(rows)
        hits, given, read = hits + (one & other).total(), given + other.total(), read + one.total()
        for at, column, text in sorted((other - one) + (one - other)):
            print(f"{folder}: {id}, row {at + 1}, column {column + 1}: {text}")
    return hits, given, read


hits, given, read = map(sum, zip(*(compare(folder) for folder in sys.argv[1:])))
f1 = 2 * hits / max(given + read, 1)
print(f"{hits} of {given} cells read back, F1 {f1:.5f}")
sys.exit(f1 < LEAST)

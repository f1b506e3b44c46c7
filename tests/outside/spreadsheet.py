"""Converts the workbook of the whole data set with LibreOffice, a CSV for each sheet, and compares these with the lists:
python spreadsheet.py ADDRESS SOFFICE FOLDER"""
import csv
import io
import pathlib
import subprocess
import sys
import urllib.request

address, soffice, folder = sys.argv[1:]


def get(path):
    with urllib.request.urlopen(f"http://{address}{path}") as response:
        return response.read()


workbook = pathlib.Path(folder) / "data.xlsx"
workbook.write_bytes(get("/v1/dataset.xlsx"))
# Comma, quotation mark, UTF-8, formatted as shown; -1 writes a file for every sheet.
options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
profile = f"-env:UserInstallation=file://{folder}/profile"
subprocess.run(
    [soffice, profile, "--headless", "--convert-to", options, "--outdir", folder, str(workbook)],
    check=True,
    capture_output=True,
    timeout=300,
)
sheets = sorted(pathlib.Path(folder).glob("data-*.csv"))
assert len(sheets) > 15, sheets
for sheet in sheets:
    name = sheet.stem.removeprefix("data-")
    if name == "dataset":
        continue  # its version, licence and citation
    shown = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8"), newline="")))
    served = list(csv.DictReader(io.StringIO(get(f"/v1/{name}.csv").decode(), newline="")))
    assert len(shown) == len(served), (name, len(shown), len(served))
    for one, other in zip(shown, served):
        for column, value in other.items():
            value = value.removeprefix("'")
            assert one[column].lower() == value.lower(), (name, column, one[column], value)

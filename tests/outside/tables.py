"""Loads the CSV of every list into pandas, polars, DuckDB and the csv module, and its workbook into pandas, without options:
python tables.py ADDRESS FOLDER README

Then runs the Python example of the README, which must print the output shown below it.
"""
import contextlib
import csv
import io
import json
import re
import sys
import urllib.request

import duckdb
import pandas
import polars

address, folder, readme = sys.argv[1:]


def get(path):
    with urllib.request.urlopen(f"http://{address}{path}") as response:
        return response.read()


for collection in json.loads(get("/v1"))["collections"]:
    name = collection["url"].rsplit("/", 1)[1]
    total = json.loads(get(f"/v1/{name}?limit=0"))["total"]
    path = f"{folder}/{name}.csv"
    with open(path, "wb") as file:
        file.write(get(f"/v1/{name}.csv"))
    frame = pandas.read_csv(path)
    rows = duckdb.sql(f"select count(*) from '{path}'").fetchall()[0][0]
    plain = list(csv.DictReader(io.StringIO(get(f"/v1/{name}.csv").decode(), newline="")))
    # Polars reads a file by its URL in ranges.
    table = polars.read_csv(f"http://{address}/v1/{name}.csv", infer_schema_length=None)
    sheet = pandas.read_excel(io.BytesIO(get(f"/v1/{name}.xlsx")))
    counts = [len(frame), rows, len(plain), len(table), len(sheet), total]
    assert len(set(counts)) == 1, (name, counts)
    assert list(frame) == table.columns == list(sheet), name

trade = pandas.read_csv(f"{folder}/trade.csv")
mongolia = trade[trade["relation"] == "kazakhstan-mongolia"]
assert mongolia["amount_value"].tolist() == [68200000], mongolia["amount_value"]
assert mongolia["exporter"].isna().all(), "an unknown exporter is a missing value"
goods = pandas.read_csv(f"{folder}/goods.csv")
assert goods["position"].dtype == "int64"
visits = f"select typeof(date_earliest), date_approximate from '{folder}/visits.csv' where id = 'nazarbayev-mongolia-1993'"
visits = duckdb.sql(visits).fetchall()[0]
assert visits == ("DATE", False), visits
assert "Ukhnaagiin Khürelsükh" in pandas.read_csv(f"{folder}/visits.csv")["guests_name"].tolist()

with open(readme, encoding="utf-8") as file:
    code, output = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", file.read(), re.DOTALL).groups()
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    exec(code.replace("localhost:8080", address))  # noqa: S102, the example of our own README
assert printed.getvalue().split() == output.split(), printed.getvalue()

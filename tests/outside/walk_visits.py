"""Walks a list with the client that openapi-python-client has generated, filtered by two values: python walk_visits.py ADDRESS"""
import sys
from urllib.parse import parse_qs, urlsplit

from bilateral_client import Client
from bilateral_client.api.visits import get_visit, list_visits

client = Client(base_url=f"http://{sys.argv[1]}", raise_on_unexpected_status=True)
dates, cursor = [], {}
while True:
    page = list_visits.sync(client=client, host=["Kazakhstan", "MNG"], limit=2, **cursor)
    dates += [visit.date.edtf for visit in page.items]
    if page.next_ is None:
        break
    cursor = {"cursor": parse_qs(urlsplit(page.next_).query)["cursor"][0]}
assert dates == ["1993-10", "1998", "2008-22", "2019-10", "2021-10"], dates
visit = get_visit.sync(client=client, id="khurelsukh-nur-sultan").item
assert visit.guests[0].name == "Ukhnaagiin Khürelsükh", visit

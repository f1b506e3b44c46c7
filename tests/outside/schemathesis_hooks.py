"""What the OpenAPI document cannot say: a cursor comes from an answer, a period ends after it begins."""
import re

import schemathesis

DAY = re.compile(r"\d{4}(-\d\d){0,2}")


@schemathesis.hook
def before_call(context, case, kwargs):
    query = case.query or {}
    if query.get("cursor"):
        query.pop("cursor")
    if all(DAY.fullmatch(str(query.get(name, ""))) for name in ("from", "to")):
        query.pop("to")


@schemathesis.hook
def before_load_schema(context, schema):
    """Every value of a list is tried in every place; hundreds of codes would say no more than these."""
    schema["components"]["schemas"]["CountryCode"]["enum"] = ["KAZ", "KZ", "MNG", "MN", "TUV"]
    schema["components"]["schemas"]["CurrencyCode"]["enum"] = ["JPY", "USD"]

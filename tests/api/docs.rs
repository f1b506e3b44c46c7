//! The documentation: every parameter and field in the words of the declarations, and examples that are true.

use bilateral::kinds;
use serde_json::Value;

use crate::client::{get, ok, send, text};

/// The text of a page with its characters as they are, without the marks of code.
fn plain(page: &str) -> String {
    let written = [
        ("<code>", ""),
        ("</code>", ""),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&amp;", "&"),
        ("&#38;", "&"),
    ];
    written
        .iter()
        .fold(page.to_owned(), |page, (from, to)| page.replace(from, to))
}

fn page(path: &str) -> String {
    let response = get(path);
    assert_eq!(response.status, 200, "{path}: {}", response.body);
    plain(&response.body)
}

/// The response that a page shows.
fn answer(page: &str) -> Value {
    let (_, rest) = page.split_once("aria-live=\"polite\">").expect("an answer");
    let (json, _) = rest.split_once("</pre>").expect("an end");
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

#[test]
fn every_list_has_its_parameters_with_their_values() {
    for kind in kinds::all() {
        let path = kind.path().replacen("/v1", "/docs", 1);
        let docs = page(&path);
        for parameter in kinds::list_parameters(kind) {
            let described = parameter.description.replace('`', "");
            assert!(docs.contains(&described), "{path}: {}", parameter.name);
            for (value, meaning) in parameter
                .vocabulary
                .iter()
                .flat_map(|known| known.entries())
            {
                let entry = format!("<dt>{value}</dt><dd>{}</dd>", meaning.replace('`', ""));
                assert!(docs.contains(&entry), "{path}: {value}");
            }
        }
    }
}

#[test]
fn every_field_of_an_item_is_described_as_in_openapi() {
    let schemas = ok("/openapi.json")["components"]["schemas"].clone();
    for (path, name) in [
        ("/docs/visits", "Visit"),
        ("/docs/missions", "Mission"),
        ("/docs/timeline", "TimelineEntry"),
        ("/docs/search", "SearchHit"),
    ] {
        let docs = page(path);
        let (_, docs) = docs.split_once("<h2 id=\"fields\">").unwrap();
        for (key, property) in schemas[name]["properties"].as_object().unwrap() {
            let row = format!("<tr><td>{key}<td>");
            let (_, row) = docs
                .split_once(&row)
                .unwrap_or_else(|| panic!("{path}: {key}"));
            let description = text(&property["description"]).replace('`', "");
            let row = row.split("<tr>").next().unwrap();
            assert!(row.contains(&description), "{path}: {key}: {row}");
        }
    }
    let docs = page("/docs/visits");
    assert!(docs.contains("<td>guests[].office<td>text or null<td>the office held at the time"));
    assert!(docs.contains("<td>date<td><a href=\"/docs#Date\">Date or null</a>"));
}

#[test]
fn examples_are_what_the_api_responds() {
    for list in ok("/v1")["collections"].as_array().unwrap() {
        let url = text(&list["url"]);
        let docs = page(&url.replacen("/v1", "/docs", 1));
        assert_eq!(answer(&docs), ok(&format!("{url}?limit=1")), "{url}");
    }
    let search = page("/docs/search");
    assert_eq!(answer(&search), ok("/v1/search?q=embassy&limit=1"));
}

#[test]
fn the_console_sends_its_request_without_script() {
    let docs = page("/docs/visits?host=Mongolia&q=&limit=2");
    assert_eq!(answer(&docs), ok("/v1/visits?host=Mongolia&limit=2"));
    assert!(docs.contains("<option value=\"MNG\" selected>Mongolia</option>"));
    assert!(docs.contains("status <strong id=\"status\">200</strong>"));
    // A problem is a response like any other, and the page that shows it is not cached for valid requests.
    let html = [("accept", "text/html")];
    let refused = send(
        axum::http::Method::GET,
        "/docs/visits?from=x&limit=2",
        &html,
    );
    assert_eq!(refused.status, 200);
    let problem = answer(&plain(&refused.body));
    assert_eq!(problem, get("/v1/visits?from=x&limit=2").json());
    assert!(plain(&refused.body).contains("<strong id=\"status\">400</strong>"));
    assert!(answer(&page("/docs/visits?limit=2"))["items"].is_array());
}

#[test]
fn the_common_page_has_the_problems_the_formats_and_the_shapes() {
    let docs = page("/docs");
    for name in [
        "Date",
        "Place",
        "Source",
        "FactReference",
        "Problem",
        "list",
    ] {
        assert!(docs.contains(&format!("<h3 id=\"{name}\">")), "{name}");
    }
    for known in [
        "/docs/problems/not-found",
        ".ndjson",
        "text/csv",
        "/v1/dataset.sqlite",
    ] {
        assert!(docs.contains(known), "{known}");
    }
}

//! Formats: CSV, NDJSON and the feed of TimelineJS, and the choice among them by suffix and `Accept`.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::{Value, json};

use crate::client::{Response, get, items, ok, rejections, send, text};
use crate::lists::lists;

/// The rows of a CSV file, each by the names of its columns.
fn rows(response: &Response) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(response.body.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The values of an NDJSON file.
fn lines(path: &str) -> Vec<Value> {
    let body = get(path).body;
    body.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn csv_has_a_row_with_the_values_of_every_item() {
    for list in lists() {
        let response = get(&list.url_in(".csv", ""));
        assert_eq!(
            (response.status, response.header("content-type")),
            (200, "text/csv; charset=utf-8; header=present")
        );
        assert_eq!(
            response.header("content-disposition"),
            format!("inline; filename=\"{}.csv\"", list.name)
        );
        assert!(response.body.ends_with("\r\n") && !response.body.starts_with('\u{feff}'));
        let (rows, items) = (rows(&response), list.items());
        assert_eq!(rows.len(), items.len(), "{}", list.name);
        for (row, item) in rows.iter().zip(&items) {
            for key in ["id", "kind", "relation", "title", "rank"] {
                assert_eq!(row[key], text(&item[key]), "{}", list.name);
            }
            for (column, key) in [("date_edtf", "edtf"), ("date_text", "text")] {
                let value = item["date"][key].as_str().unwrap_or_default();
                assert_eq!(row[column].trim_start_matches('\''), value, "{}", list.name);
            }
            let sources = item["sources"].as_array().unwrap().iter();
            let pointer = |source: &Value| {
                [&source["document"], &source["pointer"]]
                    .map(text)
                    .join("#")
            };
            let pointers: Vec<String> = sources.map(pointer).collect();
            assert_eq!(row["sources"], pointers.join("; "), "{}", list.name);
        }
    }
}

#[test]
fn columns_are_named_by_the_path_of_the_field() {
    let header = |list: &str| {
        get(&format!("/v1/{list}.csv"))
            .body
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    insta::assert_snapshot!(header("visits"), @"id,kind,relation,title,date_edtf,date_text,date_calendar,date_precision,date_earliest,date_latest,date_approximate,date_uncertain,guests_name,guests_also,guests_title,guests_number,guests_office,guests_other_offices,guests_country,host,places_id,places_name,places_also,type,status,occasion,significance,met_name,met_also,met_title,met_number,met_office,met_other_offices,met_country,standing,attributed_to_name,attributed_to_also,attributed_to_country,attributed_to_number,claim,note,rank,discrepancies,sources,sources_link,sources_supports,sources_references,url");
    insta::assert_snapshot!(header("missions"), @"id,kind,relation,title,date_edtf,date_text,date_calendar,date_precision,date_earliest,date_latest,date_approximate,date_uncertain,sending,receiving,name,other_names,resident,state_as_of,state_status,state_type,state_seats_id,state_seats_name,state_seats_also,state_name,state_head_name,state_head_also,state_head_title,state_head_number,state_head_office,state_head_other_offices,state_head_country,state_may_have_happened,state_last_evidence,state_after_documents,events,claim,note,rank,discrepancies,sources,sources_link,sources_supports,sources_references,url");
    insta::assert_snapshot!(get("/v1/trade.csv?fields=amount,flow,exporter&relation=kazakhstan-mongolia").body.trim_end(), @"
    id,flow,exporter,amount_value,amount_min,amount_max,amount_currency,amount_precision,amount_text
    turnover-2017,turnover,,68200000,,,USD,100000,US$68.2 million
    ");
}

#[test]
fn ndjson_has_the_items_of_the_whole_filtered_list_unless_a_limit_is_given() {
    for list in lists() {
        for query in [
            "",
            "limit=2",
            "limit=0",
            "relation=iceland-japan",
            "fields=title",
        ] {
            let json = if query.starts_with("limit") {
                query
            } else {
                &format!("limit=1000&{query}")
            };
            let expected = items(&list.url(json.trim_end_matches('&')));
            assert_eq!(
                lines(&list.url_in(".ndjson", query)),
                expected,
                "{} {query}",
                list.name
            );
        }
    }
    for query in [
        "sort=-title&from=1990",
        "sort=guest,-id&match=certain",
        "sort=title&host=KAZ,MNG&limit=2",
    ] {
        let expected = items(&format!("/v1/visits?{query}"));
        assert!(!expected.is_empty(), "{query}");
        assert_eq!(
            lines(&format!("/v1/visits.ndjson?{query}")),
            expected,
            "{query}"
        );
    }
    let header = get("/v1/visits.csv")
        .body
        .lines()
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(get("/v1/visits.csv?guest=nobody").body, header + "\r\n");
}

#[test]
fn a_suffix_wins_over_accept_and_the_default_is_json() {
    let type_of = |path: &str, accept: &str| {
        let response = send(Method::GET, path, &[("accept", accept)]);
        (response.status, response.media_type().to_owned())
    };
    let json = (200, "application/json".to_owned());
    let csv = (200, "text/csv".to_owned());
    assert_eq!(type_of("/v1/visits", "text/csv"), csv);
    assert_eq!(type_of("/v1/visits.json", "text/csv"), json);
    assert_eq!(type_of("/v1/visits.csv", "application/json"), csv);
    assert_eq!(type_of("/v1/visits", "*/*"), json);
    assert_eq!(
        type_of("/v1/visits", "text/html,application/xhtml+xml,*/*;q=0.8"),
        json
    );
    assert_eq!(
        type_of("/v1/visits", "text/csv;q=0.5, application/json;q=0.4"),
        csv
    );
    assert_eq!(
        type_of("/v1/visits", "application/x-ndjson").1,
        "application/x-ndjson"
    );
    assert_eq!(type_of("/v1/visits", "text/*"), csv);
    assert_eq!(type_of("/v1/visits", "application/json;q=0, */*"), csv);
    assert_eq!(
        type_of("/v1/visits", "application/json;q=0, text/html").0,
        406
    );
    assert_eq!(type_of("/v1/visits", "text/html"), json);
    assert_eq!(type_of("/v1/visits", "not a media type"), json);
    assert_eq!(type_of("/v1/visits", "image/png").0, 406);
    assert_eq!(type_of("/v1/visits", "text/csv;q=0").0, 406);
    assert_eq!(type_of("/v1/visits", "text/csv;q=0, */*;q=0.1"), json);
    assert_eq!(
        type_of("/v1/visits", "application/json;q=0, */*, text/csv;q=0.1").1,
        "application/x-ndjson",
        "a type with q=0 is not selected through a wildcard"
    );
    assert_eq!(type_of("/v1/visits/minister-akureyri", "text/csv"), csv);
}

#[test]
fn an_unknown_format_is_406_with_the_available_ones() {
    let common = json!([".json", ".csv", ".ndjson", ".xlsx"]);
    let with_feed = json!([".json", ".csv", ".ndjson", ".xlsx", ".timelinejs"]);
    for (path, formats) in [
        ("/v1/visits.xml", &with_feed),
        ("/v1/timeline.parquet", &with_feed),
        ("/v1/trade.timelinejs", &common),
        ("/v1/search.timelinejs", &common),
    ] {
        let response = get(path);
        assert_eq!(
            (response.status, &response.json()["errors"][0]["allowed"]),
            (406, formats),
            "{path}"
        );
    }
    let image = send(Method::GET, "/v1/trade", &[("accept", "image/png")]);
    assert_eq!(
        (image.status, &image.json()["errors"][0]["allowed"]),
        (406, &common)
    );
    assert_eq!(get("/v1/visits.csv/minister-akureyri").status, 404);
    assert_eq!(rejections("/v1/visits?format=csv"), ["format unknown null"]);
}

#[test]
fn a_type_that_is_not_available_is_406_with_the_available_types() {
    let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let of_facts = json!([
        "application/json",
        "text/csv",
        "application/x-ndjson",
        workbook
    ]);
    let json = json!(["application/json"]);
    let html = json!(["text/html"]);
    for (path, types) in [
        ("/v1/trade", &of_facts),
        ("/v1/visits/minister-akureyri", &of_facts),
        ("/v1/sentences", &of_facts),
        ("/v1", &json),
        ("/v1/dataset", &json),
        ("/", &html),
        ("/relations/iceland-japan", &html),
        ("/documents/iceland-japan", &html),
        ("/docs", &html),
        (
            "/docs/problems/not-found",
            &json!(["text/plain", "text/html"]),
        ),
    ] {
        for accept in [
            "image/png",
            "application/json;q=0, text/*;q=0, application/*;q=0",
        ] {
            let response = send(Method::GET, path, &[("accept", accept)]);
            assert_eq!(response.status, 406, "{path}");
            let problem = response.json();
            let errors = problem["errors"].as_array().unwrap();
            let of_header = errors.iter().find(|error| error["parameter"] == "Accept");
            assert_eq!(of_header.unwrap()["allowed"], *types, "{path}");
            assert!(
                text(&problem["detail"]).contains(&text(&types[0])),
                "{problem}"
            );
        }
        // The types themselves are accepted, alone and with others that are refused.
        for accepted in types.as_array().unwrap().iter().map(text) {
            let accept = format!("{accepted}, */*;q=0");
            let response = send(Method::GET, path, &[("accept", &accept)]);
            assert_eq!(
                (response.status, response.media_type()),
                (200, accepted.as_str()),
                "{path}"
            );
        }
    }
    for path in ["/v1", "/v1/dataset"] {
        assert_eq!(
            send(Method::GET, path, &[("accept", "text/html")]).status,
            200,
            "{path}"
        );
    }
    // A path that names its format has nothing to negotiate, and probes ask for nothing.
    for path in [
        "/openapi.json",
        "/v1/visits.csv",
        "/llms.txt",
        "/v1/dataset.sqlite",
        "/assets/style.css",
        "/healthz",
    ] {
        assert_eq!(
            send(Method::GET, path, &[("accept", "image/png")]).status,
            200,
            "{path}"
        );
    }
}

#[test]
fn an_item_in_an_unknown_format_is_406_with_the_available_ones() {
    for path in [
        "/v1/visits/minister-akureyri.xml",
        "/v1/relations/iceland-japan.timelinejs",
    ] {
        let response = get(path);
        assert_eq!(response.status, 406, "{path}");
        assert_eq!(
            response.json()["errors"][0]["allowed"],
            json!([".json", ".csv", ".ndjson", ".xlsx"])
        );
    }
    assert_eq!(
        get("/v1/visits/nobody.xml").status,
        404,
        "no item, in whatever format"
    );
}

#[test]
fn formats_without_room_for_counts_or_fields_reject_these_parameters() {
    for list in lists() {
        for suffix in [".csv", ".ndjson"] {
            let url = list.url_in(suffix, "facets=relation");
            assert_eq!(rejections(&url), ["facets unknown null"]);
        }
        let accept = [("accept", "text/csv")];
        let response = send(Method::GET, &list.url("facets=relation"), &accept);
        assert_eq!(
            response.json()["errors"][0]["reason"],
            "unknown",
            "{}",
            list.name
        );
    }
    for parameter in ["facets", "fields"] {
        let url = format!("/v1/visits.timelinejs?{parameter}=title");
        assert_eq!(rejections(&url), [format!("{parameter} unknown null")]);
    }
}

#[test]
fn an_item_comes_in_every_format() {
    assert_eq!(
        get("/v1/visits/minister-akureyri.json").body,
        get("/v1/visits/minister-akureyri").body
    );
    assert_eq!(
        rows(&get("/v1/visits/minister-akureyri.csv"))[0]["places_name"],
        "Akureyri"
    );
    let line: Value =
        serde_json::from_str(&get("/v1/visits/minister-akureyri.ndjson").body).unwrap();
    assert_eq!(line, ok("/v1/visits/minister-akureyri")["item"]);
}

#[test]
fn a_feed_tells_each_fact_in_a_sentence_with_its_sources() {
    let feed = ok("/v1/visits.timelinejs?id=khurelsukh-nur-sultan");
    insta::assert_snapshot!(text(&feed["events"][0]["text"]["text"]), @"<p>Prime Minister Ukhnaagiin Khürelsükh of Mongolia visits Nur-Sultan: the first such visit in 25 years.</p><p>Sources: kazakhstan-mongolia, High level visits 2.1; kazakhstan-mongolia, High level visits 2.2</p>");
}

#[test]
fn the_feed_is_as_precise_as_the_dates() {
    let feed = ok("/v1/visits.timelinejs");
    let events = feed["events"].as_array().unwrap().iter();
    let events = events.map(|e| {
        format!(
            "{} {} {} {}",
            e["start_date"], e["end_date"], e["display_date"], e["text"]["headline"]
        )
    });
    insta::assert_snapshot!(events.collect::<Vec<_>>().join("\n"), @r#"
    {"year":1905,"month":6,"day":16} null "3 June 1905 (Julian calendar)" "Envoy Ichirō Mori of Japan visits Nes"
    {"year":1975} null "1975" "Two senators of Japan visit Reykjavík"
    {"year":1993,"month":7,"day":10} {"year":1993,"month":7,"day":12} "From 10 to 12 July 1993" "A minister of Japan visits Akureyri"
    {"year":1993,"month":10} null "October 1993" "President Nursultan Nazarbayev of Kazakhstan pays an official visit to Mongolia"
    {"year":1998} null "1998" "President Natsagyn Bagabandi of Mongolia pays an official visit to Kazakhstan"
    {"year":2004,"month":3} {"year":2004,"month":5} "spring of 2004" "President Sigríður Hallsdóttir pays a state visit to Japan"
    {"year":2008,"month":6} {"year":2008,"month":8} "summer of 2008" "Nursultan Nazarbayev of Kazakhstan pays an official visit to Mongolia"
    {"year":2019,"month":10} null "October 2019" "Prime Minister Ukhnaagiin Khürelsükh of Mongolia visits Nur-Sultan"
    {"year":2021,"month":10} null "October 2021" "Foreign Minister Batmunkh Battsetseg of Mongolia visits Nur-Sultan"
    "#);
    let open: Vec<String> = ok("/v1/timeline.timelinejs")["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| {
            ["since 1988", "until 1991"].contains(&text(&event["display_date"]).as_str())
        })
        .map(|event| {
            format!(
                "{} {} {}",
                event["start_date"], event["end_date"], event["display_date"]
            )
        })
        .collect();
    insta::assert_snapshot!(open.join("\n"), @r#"
    {"year":1988} null "since 1988"
    {"year":1991} null "until 1991"
    "#);
    let dated = ok("/v1/timeline?limit=0")["total"].clone();
    assert_eq!(
        dated,
        ok("/v1/timeline.timelinejs")["events"]
            .as_array()
            .unwrap()
            .len()
    );
}

#[test]
fn parameters_of_an_accepted_type_do_not_matter() {
    for (accept, media_type) in [
        ("application/json; charset=utf-8", "application/json"),
        ("application/json;odata=verbose", "application/json"),
        ("text/csv;charset=utf-8;header=present", "text/csv"),
        (
            "text/csv; charset=UTF-8; q=0.5, application/json;q=0.1",
            "text/csv",
        ),
        ("text/csv;charset=utf-8;q=0, */*;q=0.1", "application/json"),
    ] {
        let response = send(Method::GET, "/v1/visits", &[("accept", accept)]);
        let sent = (response.status, response.media_type());
        assert_eq!(sent, (200, media_type), "{accept}");
    }
}

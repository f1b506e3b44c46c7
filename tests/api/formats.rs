use std::collections::BTreeMap;

use axum::http::Method;
use bilateral::kinds;
use serde_json::{Value, json};

use crate::world::{Answer, get, items, ok, send, text};

/// The rows of a CSV by the names of their columns.
fn rows(answer: &Answer) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(answer.body.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn a_csv_has_total_rows_and_says_what_the_items_say() {
    for kind in kinds::LISTS {
        let path = format!("/v1/{}", kind.plural);
        let answer = get(&format!("{path}.csv"));
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "text/csv; charset=utf-8; header=present")
        );
        assert_eq!(
            answer.header("content-disposition"),
            format!("inline; filename=\"{}.csv\"", kind.plural)
        );
        assert!(
            answer.body.lines().count() > 1
                && answer.body.ends_with("\r\n")
                && !answer.body.starts_with('\u{feff}')
        );
        let (rows, items) = (rows(&answer), items(&path));
        assert_eq!(rows.len(), items.len());
        for (row, item) in rows.iter().zip(&items) {
            assert_eq!(
                (&row["id"], &row["title"]),
                (&text(&item["id"]), &text(&item["title"]))
            );
            assert_eq!(
                row["date_edtf"],
                item["date"]["edtf"].as_str().unwrap_or_default()
            );
            let pointers: Vec<String> = item["sources"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| text(&s["pointer"]))
                .collect();
            assert_eq!(row["sources"], pointers.join("; "));
        }
    }
}

#[test]
fn columns_are_nested_names_joined() {
    let header = |list: &str| {
        get(&format!("/v1/{list}.csv"))
            .body
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    insta::assert_snapshot!(header("visits"), @"id,kind,relation,title,date_edtf,date_text,date_precision,date_earliest,date_latest,date_approximate,date_uncertain,guest_name,guest_title,guest_office,guest_country,host,place_id,place_name,type,met_name,met_title,met_office,met_country,claim,note,rank,discrepancies,sources,url");
    insta::assert_snapshot!(header("missions"), @"id,kind,relation,title,date_edtf,date_text,date_precision,date_earliest,date_latest,date_approximate,date_uncertain,sending,receiving,name,resident,state_as_of,state_status,state_type,state_seats_id,state_seats_name,state_may_have_happened,events,claim,note,rank,discrepancies,sources,url");
    insta::assert_snapshot!(get("/v1/trade.csv?fields=amount,flow,exporter&relation=kazakhstan-mongolia").body.trim_end(), @"
    id,flow,exporter,amount_value,amount_currency,amount_precision,amount_text
    turnover-2017,turnover,,68200000,USD,100000,US$68.2 million
    ");
}

#[test]
fn lines_are_the_whole_filtered_list_unless_a_limit_is_given() {
    for (path, lines) in [
        ("/v1/history.ndjson", 30),
        ("/v1/history.ndjson?limit=7", 7),
        ("/v1/visits.ndjson?host=KAZ", 3),
        ("/v1/timeline.ndjson?limit=0", 0),
        ("/v1/visits.csv?guest=nobody", 1),
    ] {
        assert_eq!(get(path).body.lines().count(), lines, "{path}");
    }
    for query in [
        "?sort=-title&from=1990",
        "?sort=guest,-id&match=certain",
        "?sort=title&host=KAZ,MNG&limit=2",
    ] {
        let lines = get(&format!("/v1/visits.ndjson{query}")).body;
        let lines: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines, items(&format!("/v1/visits{query}")), "{query}");
    }
    let shown: Vec<Value> = get("/v1/visits.ndjson")
        .body
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(shown, items("/v1/visits"));
}

#[test]
fn a_suffix_wins_over_accept_and_neither_means_json() {
    let type_of = |path: &str, accept: &str| {
        let answer = send(Method::GET, path, &[("accept", accept)]);
        (
            answer.status,
            answer
                .header("content-type")
                .split(';')
                .next()
                .unwrap()
                .to_owned(),
        )
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
    assert_eq!(type_of("/v1/visits", "image/png").0, 406);
    assert_eq!(type_of("/v1/visits", "text/csv;q=0").0, 406);
    assert_eq!(type_of("/v1/visits", "text/csv;q=0, */*;q=0.1"), json);
    assert_eq!(
        type_of("/v1/visits", "application/json;q=0, */*, text/csv;q=0.1").1,
        "application/x-ndjson",
        "a type with q=0 is not selected through a wildcard, and a specific range overrides it"
    );
    assert_eq!(type_of("/v1/visits/minister-akureyri", "text/csv"), csv);
}

#[test]
fn an_unknown_format_is_406_with_those_there_are() {
    let (common, drawn) = (
        json!([".json", ".csv", ".ndjson"]),
        json!([".json", ".csv", ".ndjson", ".timelinejs"]),
    );
    for (path, formats) in [
        ("/v1/visits.xml", &drawn),
        ("/v1/timeline.parquet", &drawn),
        ("/v1/trade.timelinejs", &common),
    ] {
        let answer = get(path);
        assert_eq!(
            (answer.status, &answer.json()["errors"][0]["allowed"]),
            (406, formats),
            "{path}"
        );
    }
    let picture = send(Method::GET, "/v1/trade", &[("accept", "image/png")]);
    assert_eq!(
        (picture.status, &picture.json()["errors"][0]["allowed"]),
        (406, &common)
    );
    assert_eq!(get("/v1/visits.csv/minister-akureyri").status, 404);
    assert_eq!(get("/v1/visits?format=csv").status, 400);
}

#[test]
fn a_format_takes_what_it_has_a_place_for() {
    for path in [
        "/v1/visits.csv?facets=host",
        "/v1/visits.ndjson?facets=host",
        "/v1/visits.timelinejs?facets=host",
        "/v1/visits.timelinejs?fields=title",
    ] {
        let answer = get(path);
        assert_eq!(
            (answer.status, &answer.json()["errors"][0]["reason"]),
            (400, &json!("unknown")),
            "{path}"
        );
    }
    let lines = send(
        Method::GET,
        "/v1/visits?facets=host",
        &[("accept", "text/csv")],
    );
    assert_eq!(lines.status, 400);
}

#[test]
fn an_item_comes_in_every_format() {
    assert_eq!(
        get("/v1/visits/minister-akureyri.json").body,
        get("/v1/visits/minister-akureyri").body
    );
    assert_eq!(
        rows(&get("/v1/visits/minister-akureyri.csv"))[0]["place_name"],
        "Akureyri"
    );
    let line: Value =
        serde_json::from_str(&get("/v1/visits/minister-akureyri.ndjson").body).unwrap();
    assert_eq!(line, ok("/v1/visits/minister-akureyri")["item"]);
}

#[test]
fn the_feed_knows_no_more_than_the_dates() {
    let feed = ok("/v1/visits.timelinejs");
    let events: Vec<String> = feed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            format!(
                "{} {} {} {}",
                e["start_date"], e["end_date"], e["display_date"], e["text"]["headline"]
            )
        })
        .collect();
    insta::assert_snapshot!(events.join("\n"), @r#"
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
    {"year":1991} null "until 1991"
    {"year":1988} null "since 1988"
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

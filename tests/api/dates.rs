//! Date filters and `as_of`, compared with naive models that look at every item.

use proptest::prelude::*;
use serde_json::Value;

use crate::client::{get, ids, items, ok, rejections, text, walk};
use crate::lists::lists;
use crate::paging::sort_days;

/// Years, months and days, most of them near the dates of the facts.
fn day() -> impl Strategy<Value = String> {
    let year = prop_oneof![1..=9999_i32, 1950..=2030_i32];
    prop_oneof![
        year.clone().prop_map(|y| format!("{y:04}")),
        (year.clone(), 1..=12).prop_map(|(y, m)| format!("{y:04}-{m:02}")),
        (year, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
    ]
}

/// `revised` of `dataset.toml`, because no document of the two pairs says when it was retrieved.
const REVISED: &str = "2026-11-27";

fn first(day: &str) -> String {
    format!("{day}{}", &"-01-01"[day.len().saturating_sub(4).min(6)..])
}

fn last(day: &str) -> String {
    let long = |month: &str| match month {
        "04" | "06" | "09" | "11" => "30",
        "02" => "",
        _ => "31",
    };
    match day.len() {
        4 => format!("{day}-12-31"),
        7 if long(&day[5..]).is_empty() => {
            let year: u32 = day[..4].parse().unwrap();
            let leap =
                year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
            format!("{day}-{}", if leap { 29 } else { 28 })
        }
        7 => format!("{day}-{}", long(&day[5..])),
        _ => day.to_owned(),
    }
}

/// True if a date may lie in a period, or certainly does.
fn lies_in(date: &Value, from: &str, to: &str, certain: bool) -> bool {
    let bound = |key: &str| date[key].as_str();
    if date.is_null() {
        return false;
    }
    if certain {
        let doubtful = date["approximate"] == true || date["uncertain"] == true;
        return !doubtful
            && bound("earliest").is_some_and(|d| d >= from)
            && bound("latest").is_some_and(|d| d <= to);
    }
    bound("earliest").is_none_or(|d| d <= to) && bound("latest").is_none_or(|d| d >= from)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_period_finds_the_items_whose_dates_lie_in_it(a in day(), b in day(), certain in any::<bool>(), list in prop::sample::select(lists())) {
        let (from, to) = if first(&a) <= last(&b) { (a, b) } else { (b, a) };
        prop_assume!(first(&from) <= last(&to));
        let certainty = if certain { "certain" } else { "possible" };
        let response = ok(&list.url(&format!("limit=1000&from={from}&to={to}&match={certainty}")));
        let all = list.items();
        let expected: Vec<&Value> = all.iter().filter(|i| lies_in(&i["date"], &first(&from), &last(&to), certain)).collect();
        prop_assert_eq!(response["items"].as_array().unwrap().iter().collect::<Vec<_>>(), expected, "{}", list.name);
        // The timeline has no undated facts to begin with.
        if list.name != "timeline" {
            let undated = all.iter().filter(|item| item["date"].is_null()).count();
            prop_assert_eq!(&response["undated"], undated, "{}", list.name);
        }
    }

    #[test]
    fn the_state_of_a_mission_follows_from_its_events(day in day()) {
        let wanted = last(&day);
        for mission in items(&format!("/v1/missions?as_of={day}")) {
            prop_assert_eq!(&mission["state"], &folded(mission["events"].as_array().unwrap(), &wanted), "{}", mission["id"]);
        }
    }
}

/// The state on a day by a naive model: the events up to the last one that has certainly happened.
fn folded(events: &[Value], day: &str) -> Value {
    // An event without a date counts from the day of its document, which in these seeds is that of their revision.
    let must = |event: &&Value| match event["date"]["latest"].as_str() {
        Some(latest) => latest <= day,
        None => day >= REVISED,
    };
    let happened = events
        .iter()
        .rposition(|event| must(&event))
        .map_or(0, |last| last + 1);
    let opens_first = events
        .first()
        .is_some_and(|event| event["type"] == "opened");
    let (mut status, mut kind, mut seats, mut head) = (
        if opens_first { "not_open" } else { "unknown" },
        Value::Null,
        Vec::new(),
        Value::Null,
    );
    for event in &events[..happened] {
        if event["type"] == "closed" {
            (status, kind, seats, head) = ("closed", Value::Null, Vec::new(), Value::Null);
            continue;
        }
        status = "open";
        kind = if event["type_after"].is_null() {
            kind
        } else {
            event["type_after"].clone()
        };
        head = if event["head"].is_null() {
            head
        } else {
            event["head"].clone()
        };
        seats.extend(Some(event["place"].clone()).filter(|place| !place.is_null()));
    }
    let may = events[happened..]
        .iter()
        .filter(|event| event["date"]["earliest"].as_str().is_none_or(|d| d <= day));
    let may: Vec<&Value> = may.map(|event| &event["id"]).collect();
    let last_evidence = events[..happened]
        .last()
        .map(|event| event["date"]["edtf"].as_str().unwrap_or(REVISED));
    serde_json::json!({
        "as_of": day, "status": status, "type": kind, "seats": seats, "name": null, "head": head, "may_have_happened": may,
        "last_evidence": last_evidence, "after_documents": day > REVISED,
    })
}

#[test]
fn lists_are_sorted_by_date_with_undated_facts_last() {
    for list in lists().into_iter().filter(|list| list.name != "search") {
        let days = |item: &Value| {
            let date = &item["date"];
            (date.is_null(), sort_days(date))
        };
        assert!(list.items().is_sorted_by_key(days), "{}", list.name);
    }
}

#[test]
fn undated_facts_keep_the_order_of_the_article_in_both_directions_and_in_exports() {
    // The last three are read from one sentence, which tells them in the order of the seed file.
    let in_the_article = [
        "centuries-of-contact",
        "xiongnu",
        "xiongnu-ancestry",
        "shared-nomadic-rule",
        "genghis-khan-union",
        "mongol-empire-identity",
    ];
    for sort in ["date", "-date"] {
        let list = format!("/v1/history?relation=kazakhstan-mongolia&sort={sort}");
        let all = items(&format!("{list}&limit=1000"));
        let undated = all.iter().filter(|item| item["date"].is_null());
        let undated: Vec<String> = undated.map(|item| text(&item["id"])).collect();
        assert_eq!(undated[1..7], in_the_article, "{sort}");
        let paged: Vec<String> = walk(&format!("{list}&limit=1"))
            .iter()
            .map(|item| text(&item["id"]))
            .collect();
        assert!(paged.ends_with(&undated), "{sort}");
        let csv = get(&list.replace("history", "history.csv")).body;
        let exported = csv
            .lines()
            .skip(1)
            .map(|line| line.split(',').next().unwrap());
        assert_eq!(exported.collect::<Vec<_>>(), paged, "{sort}");
    }
}

#[test]
fn undated_facts_are_counted_only_when_a_period_leaves_them_out() {
    let all = ok("/v1/cooperation?relation=kazakhstan-mongolia");
    assert_eq!((&all["total"], &all["undated"]), (&10.into(), &0.into()));
    let (dated, undated) = all["items"].as_array().unwrap().split_at(6);
    assert!(undated.iter().all(|item| item["date"].is_null()));
    let list = ok("/v1/cooperation?relation=kazakhstan-mongolia&from=1900");
    assert_eq!((&list["total"], &list["undated"]), (&6.into(), &4.into()));
    assert_eq!(list["items"].as_array().unwrap(), dated);
}

#[test]
fn a_year_in_from_is_its_first_day_and_in_to_its_last() {
    assert_eq!(
        ids("/v1/visits?from=2008&to=2008"),
        ["nazarbayev-mongolia-2008"]
    );
    assert_eq!(
        ids("/v1/visits?from=2008-09&to=2019-09"),
        Vec::<String>::new()
    );
    assert_eq!(
        ids("/v1/visits?from=2008-08&to=2008-12"),
        ["nazarbayev-mongolia-2008"]
    );
    assert_eq!(
        ids("/v1/visits?from=2008-08&to=2008-12&match=certain"),
        Vec::<String>::new()
    );
    assert_eq!(
        ids("/v1/cooperation?from=2028&to=2028"),
        ["haiku-contest", "garden-nes", "satellite-launch"]
    );
    assert_eq!(
        ids("/v1/cooperation?from=2028&to=2028&match=certain"),
        Vec::<String>::new()
    );
}

#[test]
fn a_period_that_ends_before_it_begins_is_rejected() {
    for list in lists() {
        assert_eq!(
            rejections(&list.url("from=2010&to=2009")),
            ["from invalid 2010"]
        );
    }
}

#[test]
fn naming_the_default_of_match_changes_nothing() {
    for list in lists() {
        let [plain, named] =
            ["limit=0", "limit=0&match=possible"].map(|query| get(&list.url(query)));
        assert_eq!(
            plain.json()["total"],
            named.json()["total"],
            "{}",
            list.name
        );
        assert_eq!(plain.header("etag"), named.header("etag"), "{}", list.name);
    }
}

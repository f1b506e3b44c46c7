//! Date filters and `as_of` against naive models that look at every item.

use proptest::prelude::*;
use serde_json::Value;

use crate::world::{get, ids, items, ok, text};

/// Years, months and days around all dates there are.
fn day() -> impl Strategy<Value = String> {
    let year = prop_oneof![1..=9999_i32, 1950..=2030_i32];
    prop_oneof![
        year.clone().prop_map(|y| format!("{y:04}")),
        (year.clone(), 1..=12).prop_map(|(y, m)| format!("{y:04}-{m:02}")),
        (year, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
    ]
}

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

/// Whether a fact's date lies in a period, by the words of the design.
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
    fn a_period_finds_what_lies_in_it(a in day(), b in day(), certain in any::<bool>(), list in 0..4_usize) {
        let (from, to) = if first(&a) <= last(&b) { (a, b) } else { (b, a) };
        prop_assume!(first(&from) <= last(&to));
        let list = ["timeline", "history", "cooperation", "visits"][list];
        let how = if certain { "certain" } else { "possible" };
        let answer = ok(&format!("/v1/{list}?from={from}&to={to}&match={how}"));
        let all = items(&format!("/v1/{list}"));
        let expected: Vec<&Value> = all.iter().filter(|i| lies_in(&i["date"], &first(&from), &last(&to), certain)).collect();
        prop_assert_eq!(answer["items"].as_array().unwrap().iter().collect::<Vec<_>>(), expected);
        if list != "timeline" {
            let undated = all.iter().filter(|item| item["date"].is_null()).count();
            prop_assert_eq!(&answer["undated"], undated);
        }
    }

    #[test]
    fn certain_is_a_part_of_possible(from in day()) {
        let certain = ids(&format!("/v1/timeline?from={from}&match=certain"));
        let possible = ids(&format!("/v1/timeline?from={from}"));
        prop_assert!(certain.iter().all(|id| possible.contains(id)));
    }

    #[test]
    fn a_mission_is_what_its_events_made_it(day in day()) {
        let wanted = last(&day);
        for mission in items(&format!("/v1/missions?as_of={day}")) {
            prop_assert_eq!(&mission["state"], &folded(mission["events"].as_array().unwrap(), &wanted), "{}", mission["id"]);
        }
    }
}

/// The state on a day, folded the long way round: events up to the last that has certainly happened.
fn folded(events: &[Value], day: &str) -> Value {
    let must = |event: &&Value| {
        event["date"]["latest"]
            .as_str()
            .is_some_and(|latest| latest <= day)
    };
    let happened = events
        .iter()
        .rposition(|event| must(&event))
        .map_or(0, |last| last + 1);
    let opens_first = events
        .first()
        .is_some_and(|event| event["type"] == "opened");
    let (mut status, mut kind, mut seats) = (
        if opens_first { "not_open" } else { "unknown" },
        Value::Null,
        Vec::new(),
    );
    for event in &events[..happened] {
        match event["type"].as_str().unwrap() {
            "closed" => (status, seats) = ("closed", Vec::new()),
            _ => status = "open",
        }
        kind = if event["type_after"].is_null() {
            kind
        } else {
            event["type_after"].clone()
        };
        seats.extend(Some(event["place"].clone()).filter(|place| !place.is_null()));
    }
    let may = events[happened..]
        .iter()
        .filter(|event| event["date"]["earliest"].as_str().is_some_and(|d| d <= day));
    let may: Vec<&Value> = may.map(|event| &event["id"]).collect();
    serde_json::json!({ "as_of": day, "status": status, "type": kind, "seats": seats, "may_have_happened": may })
}

#[test]
fn lists_are_in_order_of_date_with_undated_facts_last() {
    for list in ["visits", "history", "cooperation", "timeline", "trade"] {
        let days = |item: &Value| {
            let date = &item["date"];
            let bound = |key: &str, open: &str| date[key].as_str().unwrap_or(open).to_owned();
            (
                date.is_null(),
                bound("earliest", "0000"),
                bound("latest", "9999-12-31"),
            )
        };
        assert!(
            items(&format!("/v1/{list}")).is_sorted_by_key(days),
            "{list}"
        );
    }
}

#[test]
fn undated_facts_are_listed_and_counted_when_a_period_leaves_them_out() {
    let all = ok("/v1/cooperation?relation=kazakhstan-mongolia");
    assert_eq!((&all["total"], &all["undated"]), (&10.into(), &0.into()));
    let dated = ok("/v1/cooperation?relation=kazakhstan-mongolia&from=1900");
    assert_eq!((&dated["total"], &dated["undated"]), (&6.into(), &4.into()));
}

#[test]
fn a_year_means_its_first_day_in_from_and_its_last_in_to() {
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
        ["haiku-contest", "satellite-launch"]
    );
    assert_eq!(
        ids("/v1/cooperation?from=2028&to=2028&match=certain"),
        Vec::<String>::new()
    );
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let answer = get("/v1/visits?from=2010&to=2009");
    assert_eq!(
        (
            answer.status,
            text(&answer.json()["errors"][0]["parameter"])
        ),
        (400, "from".to_owned())
    );
}

//! Paging, sorting and the counts of facets, compared with naive models that look at every item.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use bilateral::kind::Kind;
use bilateral::values::fold::fold;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::client::{at, get, ids, items, ok, rejections, text, walk};
use crate::lists::{List, encoded, has_words, lists};

/// The text by which a date is sorted: one with an open start comes after those that begin on its last day.
pub fn sort_days(date: &Value) -> String {
    let latest = date["latest"].as_str().unwrap_or("9999-12-31");
    match date["earliest"].as_str() {
        Some(earliest) => [earliest, " ", latest].concat(),
        None => [latest, "~", latest].concat(),
    }
}

/// The value that an item is sorted by: absent, a number, or folded text.
fn sort_value(kind: Option<&Kind>, item: &Value, name: &str) -> Option<(i64, String)> {
    match name {
        "id" => Some((0, text(&item["id"]))),
        "title" => Some((0, fold(&text(&item["title"])))),
        "date" if item["date"].is_null() => None,
        "date" => Some((0, sort_days(&item["date"]))),
        _ => {
            let sort = kind?.sorts.iter().find(|sort| sort.name == name)?;
            // Of a list, such as guests, the first entry counts.
            let (first, rest) = sort.path.split_once('.').unwrap_or((sort.path, ""));
            let value = match item[first].as_array() {
                Some(entries) => entries
                    .first()
                    .map_or(&Value::Null, |entry| at(entry, rest)),
                None => at(item, sort.path),
            };
            let number = value.as_i64().map(|number| (number, String::new()));
            number.or(value.as_str().map(|word| (0, fold(word))))
        }
    }
}

/// The items in the order of the keys, where an item without a value comes last and the id breaks ties. `items` are in the
/// default order of the list, in which items without a date are in the order of the article.
fn sorted(kind: Option<&Kind>, mut items: Vec<Value>, keys: &[String]) -> Vec<Value> {
    let descends = |key: &String| key.starts_with('-');
    let directed = |order: Ordering, reverse: bool| if reverse { order.reverse() } else { order };
    // A sort by date alone is the default order, where undated items are in the order of the article.
    if let [key] = keys
        && key.trim_start_matches('-') == "date"
    {
        if descends(key) {
            items.sort_by_key(|item| item["date"].is_null());
            let dated = items.partition_point(|item| !item["date"].is_null());
            items[..dated].reverse();
        }
        return items;
    }
    items.sort_by(|a, b| {
        let by_keys = keys.iter().map(|key| {
            let value = |item| sort_value(kind, item, key.trim_start_matches('-'));
            let (a, b) = (value(a), value(b));
            a.is_none()
                .cmp(&b.is_none())
                .then(directed(a.cmp(&b), descends(key)))
        });
        let tie = |key: &str| {
            let order = text(&a[key]).cmp(&text(&b[key]));
            directed(order, keys.last().is_some_and(descends))
        };
        by_keys
            .fold(Ordering::Equal, Ordering::then)
            .then(tie("id"))
            .then(tie("kind"))
    });
    items
}

/// A list that can be sorted, up to three keys, each once, and a page size.
fn walks() -> impl Strategy<Value = (List, Vec<String>, u32)> {
    let sortable: Vec<List> = lists()
        .into_iter()
        .filter(|list| list.name != "search")
        .collect();
    let sorted = prop::sample::select(sortable).prop_flat_map(|list| {
        let own = list
            .kind
            .into_iter()
            .flat_map(|kind| kind.sorts.iter().map(|sort| sort.name));
        let names: Vec<&str> = ["date", "id", "title"].into_iter().chain(own).collect();
        let keys = prop::sample::subsequence(names, 1..=3).prop_shuffle();
        let key = |(name, down): (&str, bool)| format!("{}{name}", if down { "-" } else { "" });
        let directed = (keys, prop::collection::vec(any::<bool>(), 3))
            .prop_map(move |(names, down)| names.into_iter().zip(down).map(key).collect());
        (Just(list), directed)
    });
    (sorted, 1..8_u32).prop_map(|((list, keys), limit)| (list, keys, limit))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_walk_through_a_sorted_list_meets_every_item_once_in_order((list, keys, limit) in walks()) {
        let walked = walk(&list.url(&format!("sort={}&limit={limit}", keys.join(","))));
        prop_assert_eq!(walked, sorted(list.kind, list.items(), &keys), "{} by {:?}", list.name, keys);
    }
}

/// A list that begins with the date in either direction, with further keys, a filter and a page size.
fn walks_by_date() -> impl Strategy<Value = (List, Vec<String>, &'static str, u32)> {
    let filters = [
        "match=certain",
        "relation=iceland-japan",
        "country=KAZ&from=1980",
        "to=2005",
        "q=mongolia",
        "fields=",
    ];
    (
        walks(),
        any::<bool>(),
        prop::sample::select(filters.to_vec()),
    )
        .prop_map(|((list, mut keys, limit), descends, filter)| {
            keys.retain(|key| !key.ends_with("date"));
            keys.insert(0, if descends { "-date" } else { "date" }.to_owned());
            let filter = if filter == "fields=" { "" } else { filter };
            (list, keys, filter, limit)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_list_by_date_and_other_keys_is_in_their_order_from_any_cursor_and_in_any_format(
        (list, keys, filter, limit) in walks_by_date()
    ) {
        let query = format!("{filter}&sort={}", keys.join(","));
        let expected = sorted(list.kind, items(&list.url(&format!("{filter}&limit=1000"))), &keys);
        let first = format!("{query}&limit={limit}");
        prop_assert_eq!(&walk(&list.url(&first)), &expected, "{} {}", list.name, query);
        let lines = |query: &str| -> Vec<Value> {
            let body = get(&list.url_in(".ndjson", query)).body;
            body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
        };
        prop_assert_eq!(&lines(&query), &expected, "{} {}", list.name, query);
        let next = text(&ok(&list.url(&first))["next"]);
        if let Some((_, cursor)) = next.split_once("cursor=") {
            let rest = lines(&format!("{query}&cursor={cursor}"));
            prop_assert_eq!(&rest[..], &expected[limit as usize..], "{} {}", list.name, query);
        }
    }
}

#[test]
fn pages_of_any_size_hold_the_items_of_the_list_in_its_order() {
    for list in lists() {
        let all = list.items();
        for limit in [1, 2, 7, all.len(), all.len() + 1] {
            assert_eq!(
                walk(&list.url(&format!("limit={limit}"))),
                all,
                "{} by {limit}",
                list.name
            );
        }
    }
}

#[test]
fn a_walk_keeps_its_filters_and_every_page_states_the_same_total() {
    for (path, limit) in [
        ("/v1/history?country=KAZ&match=possible", 1),
        ("/v1/timeline?kind=visit,history", 3),
        ("/v1/goods?q=products", 1),
        ("/v1/search?q=mongolia&relation=kazakhstan-mongolia", 7),
    ] {
        let all = items(&format!("{path}&limit=1000"));
        assert!(!all.is_empty(), "{path}");
        let mut next = Some(format!("{path}&limit={limit}"));
        let mut walked = Vec::new();
        while let Some(path) = next {
            let page = ok(&path);
            assert_eq!(page["total"], all.len(), "{path}");
            walked.extend(page["items"].as_array().unwrap().iter().cloned());
            next = page["next"].as_str().map(str::to_owned);
        }
        assert_eq!(walked, all, "{path}");
    }
}

#[test]
fn limits_are_kept_and_nothing_is_clamped() {
    for list in lists() {
        let none = ok(&list.url("limit=0"));
        let total = list.items().len();
        assert_eq!(
            (&none["items"], &none["total"], &none["next"]),
            (&json!([]), &json!(total), &Value::Null),
            "{}",
            list.name
        );
        for invalid in ["-1", "1001", "ten", "1.5", "01", "99999999999"] {
            let errors = rejections(&list.url(&format!("limit={invalid}")));
            assert_eq!(
                errors,
                [format!("limit invalid {invalid}")],
                "{}",
                list.name
            );
        }
        assert_eq!(
            rejections(&list.url("limit=")),
            ["limit empty "],
            "{}",
            list.name
        );
    }
}

#[test]
fn a_cursor_is_valid_for_its_own_list_filters_and_sort_only() {
    let next = text(&ok("/v1/visits?limit=2&host=KAZ&sort=-date")["next"]);
    let cursor = next.split("cursor=").nth(1).unwrap().to_owned();
    let rest = ids("/v1/visits?host=KAZ&sort=-date")[2..].to_vec();
    assert_eq!(ids(&next), rest);
    assert_eq!(ids(&next.replace("limit=2", "limit=1")), rest[..1]);
    for (query, value, reason) in [
        ("visits?host=MNG&sort=-date&", cursor.as_str(), "invalid"),
        ("visits?host=KAZ&", &cursor, "invalid"),
        ("goods?", &cursor, "invalid"),
        ("timeline?", &cursor, "invalid"),
        ("search?q=visit&", &cursor, "invalid"),
        ("visits?", "garbage", "invalid"),
        ("visits?", "W10", "invalid"),
        ("visits?", "", "empty"),
    ] {
        let errors = rejections(&format!("/v1/{query}cursor={value}"));
        assert_eq!(errors, [format!("cursor {reason} {value}")], "{query}");
    }
}

#[test]
fn next_keeps_every_parameter_in_its_canonical_form() {
    let next =
        text(&ok("/v1/history?q=Genghis%20Khan's&limit=1&fields=id,title&facets=relation")["next"]);
    let expected = "/v1/history?q=genghis%20khan&limit=1&fields=id,title&facets=relation&cursor=";
    assert!(next.starts_with(expected), "{next}");
}

#[test]
fn an_unknown_sort_is_rejected_with_the_nearest_and_all_known_ones() {
    let error = get("/v1/visits?sort=-gest").json()["errors"][0].clone();
    assert_eq!(text(&error["did_you_mean"]), "-guest");
    assert_eq!(
        error["allowed"],
        json!(["date", "id", "title", "guest", "guest_country", "host"])
    );
    assert_eq!(items("/v1/visits?sort=date,-date"), items("/v1/visits"));
}

#[test]
fn facets_count_every_value_of_all_items_that_pass_the_filters() {
    for list in lists() {
        let all = list.items();
        for facet in list.facets() {
            let mut expected: BTreeMap<String, u64> = BTreeMap::new();
            for value in all.iter().flat_map(|item| facet.counted(item)) {
                *expected.entry(value).or_default() += 1;
            }
            let mut expected: Vec<(String, u64)> = expected.into_iter().collect();
            expected.sort_by_key(|(_, count)| Reverse(*count));
            let query = format!("limit=0&facets={}", facet.name);
            let counted = ok(&list.url(&query))["facets"][facet.name].clone();
            assert_eq!(
                counted["groups"],
                expected.len(),
                "{} {}",
                list.name,
                facet.name
            );
            assert_eq!(counts(&counted), expected, "{} {}", list.name, facet.name);
        }
    }
    let facets = ok("/v1/visits?country=KAZ&facets=host,place,guest&limit=1")["facets"].clone();
    insta::assert_snapshot!(facets, @r#"{"guest":{"groups":4,"values":[{"value":"Nursultan Nazarbayev","count":2},{"value":"Batmunkh Battsetseg","count":1},{"value":"Natsagyn Bagabandi","count":1},{"value":"Ukhnaagiin Khürelsükh","count":1}]},"host":{"groups":2,"values":[{"value":"KAZ","count":3},{"value":"MNG","count":2}]},"place":{"groups":1,"values":[{"value":"astana","count":2}]}}"#);
}

/// The values of a facet, each with its count.
fn counts(facet: &Value) -> Vec<(String, u64)> {
    let values = facet["values"].as_array().unwrap().iter();
    let count = |value: &Value| (text(&value["value"]), value["count"].as_u64().unwrap());
    values.map(count).collect()
}

#[test]
fn every_value_of_a_facet_is_a_filter_that_finds_as_many_items() {
    for list in lists() {
        let facets = list.facets().into_iter();
        let facets = facets.map(|facet| (facet.name, facet.is_name));
        for (name, is_name) in facets.chain([("country", false)]) {
            let facet = &ok(&list.url(&format!("limit=0&facets={name}")))["facets"][name];
            assert!(
                name != "country" || counts(facet).len() > 1,
                "{}",
                list.name
            );
            for (value, _) in counts(facet) {
                // A name is also found in longer ones.
                let longer = counts(facet).into_iter();
                let longer = longer
                    .filter(|(other, _)| *other == value || is_name && has_words(other, &value));
                let count: u64 = longer.map(|(_, count)| count).sum();
                let query = format!("limit=0&{name}={}", encoded(&value));
                assert_eq!(
                    ok(&list.url(&query))["total"],
                    count,
                    "{} {query}",
                    list.name
                );
            }
        }
    }
}

#[test]
fn facets_respect_filters_and_as_of() {
    let facet = |query: &str| {
        ok(&format!("/v1/missions?limit=0&facets=type&{query}"))["facets"]["type"]["values"]
            .to_string()
    };
    insta::assert_snapshot!(facet("country=KAZ"), @r#"[{"value":"embassy","count":2}]"#);
    insta::assert_snapshot!(facet("country=KAZ&as_of=2006"), @r#"[{"value":"diplomatic_mission","count":1},{"value":"embassy","count":1}]"#);
    insta::assert_snapshot!(facet("country=KAZ&as_of=1990"), @r#"[]"#);
    let kinds = ok("/v1/timeline?country=KAZ&facets=kind,relation&limit=0")["facets"].clone();
    insta::assert_snapshot!(kinds, @r#"{"relation":{"groups":1,"values":[{"value":"kazakhstan-mongolia","count":29}]},"kind":{"groups":7,"values":[{"value":"history","count":8},{"value":"cooperation","count":6},{"value":"visit","count":5},{"value":"mission_event","count":4},{"value":"relation_event","count":4},{"value":"trade_figure","count":1},{"value":"treaty","count":1}]}}"#);
}

#[test]
fn fields_select_these_keys_in_the_order_of_the_item_and_always_the_id() {
    for list in lists() {
        let all = list.items();
        let selected = list
            .keys
            .iter()
            .rev()
            .copied()
            .step_by(2)
            .collect::<Vec<_>>();
        let query = format!("limit=1000&fields={}", selected.join(","));
        let expected: Vec<Value> = all
            .into_iter()
            .map(|item| {
                let keys = list
                    .keys
                    .iter()
                    .filter(|key| **key == "id" || selected.contains(key));
                keys.map(|key| ((*key).to_owned(), item[*key].clone()))
                    .collect()
            })
            .collect();
        let actual = items(&list.url(&query));
        assert_eq!(
            actual.iter().map(Value::to_string).collect::<Vec<_>>(),
            expected.iter().map(Value::to_string).collect::<Vec<_>>(),
            "{}",
            list.name
        );
    }
    assert_eq!(rejections("/v1/visits?fields=dat"), ["fields invalid dat"]);
    assert_eq!(
        get("/v1/visits?fields=dat").json()["errors"][0]["did_you_mean"],
        "date"
    );
}

//! Paging, order, counting and selecting against naive models that look at every item.

use std::collections::BTreeMap;

use bilateral::kind::Kind;
use bilateral::kinds;
use proptest::prelude::*;
use serde_json::Value;

use crate::world::{at, get, ids, items, ok, text};

/// Every item of a list, walked by `next`.
fn walked(path: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let answer = get(&path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        let page = answer.json();
        let link = answer
            .header("link")
            .split(", ")
            .find(|link| link.contains("rel=\"next\""))
            .map(str::to_owned);
        next = page["next"].as_str().map(str::to_owned);
        assert_eq!(
            link,
            next.as_ref().map(|next| format!("<{next}>; rel=\"next\""))
        );
        items.extend(page["items"].as_array().unwrap().iter().cloned());
    }
    items
}

/// What an item is sorted by, by the words of the design: nothing, a word folded, or a number.
fn sort_value(kind: &'static Kind, item: &Value, name: &str) -> Option<(i64, String)> {
    let word = |value: &Value| {
        value
            .as_str()
            .map(|word| (0, bilateral::values::fold::fold(word)))
    };
    match name {
        "id" => Some((0, text(&item["id"]))),
        "title" => Some((0, text(&item["title"]))),
        "date" if item["date"].is_null() => None,
        "date" => {
            let bound =
                |key: &str, open: &str| item["date"][key].as_str().unwrap_or(open).to_owned();
            Some((
                0,
                bound("earliest", "0000-01-01") + &bound("latest", "9999-12-31"),
            ))
        }
        _ => {
            let value = at(item, kind.sorts.iter().find(|sort| sort.name == name)?.path);
            value
                .as_i64()
                .map(|number| (number, String::new()))
                .or(word(value))
        }
    }
}

fn sorted(kind: &'static Kind, mut items: Vec<Value>, keys: &[String]) -> Vec<Value> {
    items.sort_by(|a, b| {
        let mut order = std::cmp::Ordering::Equal;
        let last = keys.last().is_some_and(|key| key.starts_with('-'));
        for key in keys {
            let name = key.trim_start_matches('-');
            let (a, b) = (sort_value(kind, a, name), sort_value(kind, b, name));
            let one = a.is_none().cmp(&b.is_none());
            order = order.then(one.then(if key.starts_with('-') {
                b.cmp(&a)
            } else {
                a.cmp(&b)
            }));
        }
        let ids = text(&a["id"]).cmp(&text(&b["id"]));
        order.then(if last { ids.reverse() } else { ids })
    });
    items
}

/// A list, up to three sorts of it and a size of page.
fn walk() -> impl Strategy<Value = (&'static Kind, Vec<String>, u32)> {
    let kind = prop::sample::select(kinds::LISTS.to_vec());
    let sorted = kind.prop_flat_map(|kind| {
        let names: Vec<&str> = ["date", "id", "title"]
            .into_iter()
            .chain(kind.sorts.iter().map(|s| s.name))
            .collect();
        let key = (prop::sample::select(names), any::<bool>())
            .prop_map(|(n, down)| format!("{}{n}", if down { "-" } else { "" }));
        (Just(kind), prop::collection::vec(key, 1..4))
    });
    (sorted, 1..8_u32).prop_map(|((kind, keys), limit)| (kind, keys, limit))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn walking_meets_each_item_once_in_order((kind, keys, limit) in walk()) {
        let mut once: Vec<String> = Vec::new();
        for key in keys {
            if !once.iter().any(|k| k.trim_start_matches('-') == key.trim_start_matches('-')) {
                once.push(key);
            }
        }
        let all = items(&format!("/v1/{}?limit=1000", kind.plural));
        let found = walked(&format!("/v1/{}?sort={}&limit={limit}", kind.plural, once.join(",")));
        let shown = |items: &[Value]| items.iter().map(|item| text(&item["id"])).collect::<Vec<_>>();
        prop_assert_eq!(shown(&found), shown(&sorted(kind, all, &once)), "{} by {:?}", kind.plural, once);
    }
}

#[test]
fn walking_one_by_one_keeps_filters_and_total() {
    for path in [
        "/v1/history?country=KAZ&match=possible&limit=1",
        "/v1/timeline?kind=visit,history&limit=3",
        "/v1/goods?q=paper,%20wood&limit=1",
    ] {
        let total = ok(path)["total"].as_u64().unwrap();
        let all = walked(path);
        assert_eq!(all.len() as u64, total, "{path}");
        assert_eq!(
            all,
            items(
                &path
                    .replace("limit=1", "limit=1000")
                    .replace("limit=3", "limit=1000")
            )
        );
    }
}

#[test]
fn limits_are_kept_and_nothing_is_clamped() {
    let none = ok("/v1/history?limit=0");
    assert_eq!(
        (
            none["items"].as_array().unwrap().len(),
            &none["total"],
            &none["next"]
        ),
        (0, &Value::from(30), &Value::Null)
    );
    for wrong in ["-1", "1001", "ten", "1.5", "01", "", "99999999999"] {
        assert_eq!(
            get(&format!("/v1/visits?limit={wrong}")).status,
            400,
            "{wrong}"
        );
    }
}

#[test]
fn a_cursor_is_good_for_its_own_list_alone() {
    let next = text(&ok("/v1/visits?limit=2&host=KAZ&sort=-date")["next"]);
    let cursor = next.split("cursor=").nth(1).unwrap().to_owned();
    assert_eq!(get(&next).status, 200);
    assert_eq!(get(&next.replace("limit=2", "limit=1")).status, 200);
    for other in [
        format!("/v1/visits?host=MNG&sort=-date&cursor={cursor}"),
        format!("/v1/visits?host=KAZ&cursor={cursor}"),
        format!("/v1/goods?cursor={cursor}"),
        "/v1/visits?cursor=garbage".to_owned(),
        "/v1/visits?cursor=W10".to_owned(),
        "/v1/visits?cursor=".to_owned(),
    ] {
        let answer = get(&other);
        assert_eq!(
            (
                answer.status,
                text(&answer.json()["errors"][0]["parameter"])
            ),
            (400, "cursor".to_owned()),
            "{other}"
        );
    }
}

#[test]
fn next_keeps_every_parameter_in_its_one_spelling() {
    let next =
        text(&ok("/v1/history?q=Genghis%20Khan's&limit=1&fields=id,title&facets=relation")["next"]);
    assert!(
        next.starts_with(
            "/v1/history?q=genghis%20khan%20s&limit=1&fields=id,title&facets=relation&cursor="
        ),
        "{next}"
    );
}

#[test]
fn an_unknown_sort_is_told_with_the_known_ones() {
    let error = get("/v1/visits?sort=-gest").json()["errors"][0].clone();
    assert_eq!(text(&error["did_you_mean"]), "-guest");
    assert_eq!(
        error["allowed"],
        serde_json::json!(["date", "id", "title", "guest", "guest_country", "host"])
    );
    assert_eq!(ids("/v1/visits?sort=date,-date"), ids("/v1/visits"));
}

#[test]
fn facets_count_the_whole_filtered_set() {
    for kind in kinds::LISTS {
        let path = format!("/v1/{}", kind.plural);
        for filter in kind.filters {
            let counted = ok(&format!("{path}?limit=0&facets={}", filter.name))["facets"]
                [filter.name]
                .clone();
            let mut expected: BTreeMap<String, u64> = BTreeMap::new();
            for item in items(&path) {
                let mut values = crate::sweep::values(&item, filter);
                values.sort();
                values.dedup();
                for value in values {
                    *expected.entry(value).or_default() += 1;
                }
            }
            let values = counted["values"].as_array().unwrap();
            let total: u64 = values
                .iter()
                .map(|value| value["count"].as_u64().unwrap())
                .sum();
            assert_eq!(counted["groups"], values.len(), "{path} {}", filter.name);
            assert_eq!(
                total,
                expected.values().sum::<u64>(),
                "{path} {}: {counted} {expected:?}",
                filter.name
            );
        }
    }
    let facets = ok("/v1/visits?country=KAZ&facets=host,place,guest&limit=1")["facets"].clone();
    insta::assert_snapshot!(facets, @r#"{"guest":{"groups":4,"values":[{"value":"Nursultan Nazarbayev","count":2},{"value":"Batmunkh Battsetseg","count":1},{"value":"Natsagyn Bagabandi","count":1},{"value":"Ukhnaagiin Khürelsükh","count":1}]},"host":{"groups":2,"values":[{"value":"KAZ","count":3},{"value":"MNG","count":2}]},"place":{"groups":1,"values":[{"value":"astana","count":2}]}}"#);
}

#[test]
fn facets_respect_filters_and_the_day_asked_for() {
    let facet = |query: &str| {
        ok(&format!("/v1/missions?limit=0&facets=type&{query}"))["facets"]["type"]["values"]
            .to_string()
    };
    insta::assert_snapshot!(facet("country=KAZ"), @r#"[{"value":"embassy","count":2}]"#);
    insta::assert_snapshot!(facet("country=KAZ&as_of=2006"), @r#"[{"value":"diplomatic_mission","count":1},{"value":"embassy","count":1}]"#);
    insta::assert_snapshot!(facet("country=KAZ&as_of=1990"), @"[]");
    let kinds = ok("/v1/timeline?country=KAZ&facets=kind,relation&limit=0")["facets"].clone();
    insta::assert_snapshot!(kinds, @r#"{"relation":{"groups":1,"values":[{"value":"kazakhstan-mongolia","count":29}]},"kind":{"groups":7,"values":[{"value":"history","count":8},{"value":"cooperation","count":6},{"value":"visit","count":5},{"value":"mission_event","count":4},{"value":"relation_event","count":4},{"value":"trade_figure","count":1},{"value":"treaty","count":1}]}}"#);
}

#[test]
fn fields_give_these_keys_and_the_id() {
    for item in items("/v1/visits?fields=date,host") {
        assert_eq!(
            item.as_object().unwrap().keys().collect::<Vec<_>>(),
            ["id", "date", "host"]
        );
    }
    let answer = get("/v1/visits?fields=dat");
    assert_eq!(
        (
            answer.status,
            text(&answer.json()["errors"][0]["did_you_mean"])
        ),
        (400, "date".to_owned())
    );
    assert_eq!(ids("/v1/visits?fields=title").len(), 7);
}

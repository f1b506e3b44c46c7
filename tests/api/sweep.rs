//! What holds for every kind, shown by walking them all.

use std::collections::BTreeSet;
use std::path::Path;

use bilateral::kind::{FieldType, Filter, Kind, ParameterRole, ParameterType, Placement};
use bilateral::kinds;
use serde_json::Value;
use toml::Table;

use crate::world::{at, get, ids, items, ok, sources, text};

/// The facts of a kind as answers hold them.
fn served(kind: &'static Kind) -> Vec<Value> {
    match kind.placement {
        Placement::List => items(&format!("/v1/{}", kind.plural)),
        Placement::Coverage => {
            let list = ok(&format!("/v1/{}", kinds::counted_kind(kind).plural));
            list["coverage"]["claims"]
                .as_array()
                .expect("claims")
                .clone()
        }
        Placement::Part => unreachable!("parts stand in the item that holds them"),
    }
}

#[test]
fn every_seed_reads_back_equal_and_nothing_else_is_served() {
    let folder = sources().seeds.expect("a folder");
    for kind in kinds::seeded() {
        let mut served = served(kind);
        for pair in ["kazakhstan-mongolia", "iceland-japan"] {
            for seed in seeds(&folder.join(pair).join(kind.seed.file), kind.seed.key) {
                let id = seed["id"].as_str().expect("an id");
                let found = served.iter().position(|item| item["id"] == id);
                let item = served
                    .remove(found.unwrap_or_else(|| panic!("{} {id} is not served", kind.name)));
                assert_equal(kind, &seed, &item);
                assert_eq!(item["relation"], pair);
            }
        }
        assert!(
            served.is_empty(),
            "{}: served, but in no seed: {served:?}",
            kind.name
        );
    }
}

fn seeds(file: &Path, key: &str) -> Vec<Table> {
    let Ok(text) = std::fs::read_to_string(file) else {
        return Vec::new();
    };
    match text.parse::<Table>().expect("TOML").remove(key) {
        Some(toml::Value::Table(table)) => vec![table],
        Some(toml::Value::Array(array)) => array
            .into_iter()
            .filter_map(|v| v.try_into().ok())
            .collect(),
        _ => Vec::new(),
    }
}

fn assert_equal(kind: &'static Kind, seed: &Table, item: &Value) {
    for (key, value) in seed {
        let shown = format!("{} {} {key}", kind.name, item["id"]);
        if let Some((field, part)) = kind.parts().find(|(_, part)| part.seed.key == key) {
            let seeds: Vec<Table> = value.clone().try_into().expect("tables");
            let parts = item[field].as_array().expect("a list");
            assert_eq!(seeds.len(), parts.len(), "{shown}");
            seeds
                .iter()
                .zip(parts)
                .for_each(|(seed, item)| assert_equal(part, seed, item));
        } else if key == "at" {
            let one = value.as_str().map(|at| vec![at.to_owned()]);
            let all: Vec<String> =
                one.unwrap_or_else(|| value.clone().try_into().expect("pointers"));
            let pointers: Vec<String> = item["sources"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| text(&s["pointer"]))
                .collect();
            assert_eq!(pointers, all, "{shown}");
        } else if let Some(date) = key
            .strip_suffix("_text")
            .filter(|date| seed.contains_key(*date))
        {
            assert_eq!(item[date]["text"], *value.as_str().unwrap(), "{shown}");
        } else if seed.contains_key(&format!("{key}_text")) {
            assert_eq!(item[key]["edtf"], *value.as_str().unwrap(), "{shown}");
        } else {
            assert!(
                same(value, &item[key]),
                "{shown}: {value} was served as {}",
                item[key]
            );
        }
    }
}

/// A value of a seed and what is served for it: a place is served with its id, a fact with its title and path.
fn same(seed: &toml::Value, served: &Value) -> bool {
    match (seed, served) {
        (toml::Value::String(name), Value::Object(place)) if place.contains_key("name") => {
            place["name"] == **name
        }
        (toml::Value::String(fact), Value::Object(named)) => {
            *fact == format!("{}/{}", text(&named["kind"]), text(&named["id"]))
        }
        (toml::Value::String(text), served) => served == text,
        (toml::Value::Integer(number), served) => served == number,
        (toml::Value::Boolean(flag), served) => served == flag,
        (toml::Value::Array(seeds), Value::Array(list)) => {
            seeds.len() == list.len()
                && seeds
                    .iter()
                    .zip(list)
                    .all(|(seed, served)| same(seed, served))
        }
        (toml::Value::Table(table), Value::Object(object)) => object.iter().all(|(key, served)| {
            table
                .get(key)
                .map_or(served.is_null(), |seed| same(seed, served))
        }),
        _ => false,
    }
}

#[test]
fn a_list_and_its_items_agree_to_the_byte() {
    for kind in kinds::LISTS {
        let list = get(&format!("/v1/{}", kind.plural));
        let total = list.json()["total"].clone();
        assert!(total != 0, "{} has no facts to test", kind.plural);
        for id in ids(&format!("/v1/{}", kind.plural)) {
            let item = get(&format!("/v1/{}/{id}", kind.plural)).body;
            let item = item
                .strip_prefix("{\"item\":")
                .and_then(|rest| rest.rsplit_once(",\"dataset\":"))
                .expect("an item")
                .0;
            assert!(list.body.contains(item), "{} {id}", kind.plural);
        }
        assert_eq!(total, ids(&format!("/v1/{}", kind.plural)).len());
    }
}

#[test]
fn every_item_has_what_all_facts_have_in_one_order() {
    for kind in kinds::LISTS {
        for item in items(&format!("/v1/{}", kind.plural)) {
            let keys: Vec<&str> = item
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(keys, kinds::item_keys(kind));
            assert_eq!(item["kind"], kind.name);
        }
    }
}

#[test]
fn every_path_that_an_answer_names_answers() {
    let mut paths = BTreeSet::new();
    for kind in kinds::LISTS {
        gather_paths(&ok(&format!("/v1/{}", kind.plural)), &mut paths);
    }
    gather_paths(&ok("/v1/timeline"), &mut paths);
    gather_paths(&ok("/v1"), &mut paths);
    assert!(paths.len() > 100, "{}", paths.len());
    for path in paths {
        // A search needs words.
        let path = if path == "/v1/search" {
            "/v1/search?q=visit".to_owned()
        } else {
            path
        };
        assert_eq!(
            get(&path
                .replace("{id}", "kazakhstan-mongolia")
                .replace("{name}", "not-found"))
            .status,
            200,
            "{path}"
        );
    }
}

fn gather_paths(value: &Value, paths: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| gather_paths(value, paths)),
        Value::Object(object) => {
            for (key, value) in object {
                match value.as_str().filter(|_| key == "url") {
                    Some(path) => drop(paths.insert(path.to_owned())),
                    None => gather_paths(value, paths),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_documented_parameter_is_taken_and_any_other_refused() {
    let all: BTreeSet<&str> = kinds::LISTS
        .iter()
        .flat_map(|kind| kinds::list_parameters(kind))
        .map(|p| p.name)
        .collect();
    let lists = kinds::LISTS
        .iter()
        .map(|kind| (kind.plural, kinds::list_parameters(kind)));
    for (list, parameters) in lists.chain([("timeline", kinds::timeline_parameters())]) {
        let path = format!("/v1/{list}");
        let known: BTreeSet<&str> = parameters.iter().map(|p| p.name).collect();
        for parameter in parameters
            .iter()
            .filter(|p| p.role != ParameterRole::Cursor)
        {
            for value in samples(&parameter.value_type) {
                ok(&format!("{path}?{}={}", parameter.name, encoded(&value)));
            }
        }
        for other in all
            .difference(&known)
            .chain(&["nosuch", "limit%20", "Country", "format", "offset"])
        {
            let answer = get(&format!("{path}?{other}=x"));
            assert_eq!(
                (answer.status, text(&answer.json()["errors"][0]["reason"])),
                (400, "unknown".to_owned()),
                "{other}"
            );
        }
    }
}

/// Values that a parameter takes.
fn samples(takes: &ParameterType) -> Vec<String> {
    let words: &[&str] = match takes {
        ParameterType::AnyOf(list) | ParameterType::OneOf(list) => list,
        ParameterType::SortKeys(list) => {
            return list
                .iter()
                .flat_map(|name| [(*name).to_owned(), format!("-{name}")])
                .collect();
        }
        ParameterType::Country => &["KAZ", "mn", "Iceland"],
        ParameterType::Currency => &["USD", "jpy"],
        ParameterType::Name | ParameterType::Ids | ParameterType::SearchTerms => &["astana"],
        ParameterType::FirstDay | ParameterType::LastDay => &["2005", "2005-02", "2005-02-28"],
        ParameterType::Limit => &["0", "1", "1000"],
        ParameterType::Cursor => &[],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn every_filter_finds_what_has_the_value_and_nothing_else() {
    let mut tried = 0;
    for kind in kinds::LISTS {
        let all = items(&format!("/v1/{}", kind.plural));
        for filter in kind.filters {
            for value in all.iter().flat_map(|item| values(item, filter)) {
                let found = items(&format!(
                    "/v1/{}?{}={}",
                    kind.plural,
                    filter.name,
                    encoded(&value)
                ));
                let expected: Vec<&Value> = all
                    .iter()
                    .filter(|item| has(kind, item, filter, &value))
                    .collect();
                assert_eq!(
                    found.iter().collect::<Vec<_>>(),
                    expected,
                    "{}?{}={value}",
                    kind.plural,
                    filter.name
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried} values tried");
}

/// The values of an item that a filter looks at: names, not the objects that hold them.
pub fn values(item: &Value, filter: &Filter) -> Vec<String> {
    let mut found = vec![item];
    for step in filter.path.split('.') {
        found = found
            .into_iter()
            .flat_map(spread)
            .map(|value| &value[step])
            .collect();
    }
    found
        .into_iter()
        .flat_map(spread)
        .filter(|value| !value.is_null())
        .map(text)
        .collect()
}

fn spread(value: &Value) -> &[Value] {
    value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn has(kind: &'static Kind, item: &Value, filter: &Filter, value: &str) -> bool {
    // Two names of one place are one value.
    let place = |name: &str| {
        if name == "Nur-Sultan" {
            "Astana".to_owned()
        } else {
            name.to_owned()
        }
    };
    let is_place = matches!(kind.type_at(filter.path), Some(FieldType::Place));
    values(item, filter).iter().any(|own| {
        if is_place {
            place(own) == place(value)
        } else {
            own == value
        }
    })
}

fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

#[test]
fn the_same_filters_hold_on_every_list() {
    for kind in kinds::LISTS {
        let path = format!("/v1/{}", kind.plural);
        let all = items(&path);
        let of = |relation: &str| {
            all.iter()
                .filter(|item| item["relation"] == relation)
                .count()
        };
        for (filter, expected) in [
            ("relation=kazakhstan-mongolia", of("kazakhstan-mongolia")),
            ("relation=iceland-japan", of("iceland-japan")),
            ("relation=iceland-japan,kazakhstan-mongolia", all.len()),
            ("relation=nowhere", 0),
            ("country=mongolia", of("kazakhstan-mongolia")),
            ("country=KAZ,JPN", all.len()),
            ("country=KAZ&relation=iceland-japan", 0),
            ("country=TUV", 0),
        ] {
            assert_eq!(
                items(&format!("{path}?{filter}")).len(),
                expected,
                "{path}?{filter}"
            );
        }
        let id = text(at(&all[0], "id"));
        assert_eq!(ids(&format!("{path}?id={id},no-such-id")), [id]);
    }
}

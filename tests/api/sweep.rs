//! Sweeps: rules of every kind and of every list, checked on all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bilateral::kind::{Kind, ParameterRole, ParameterType, Scope};
use bilateral::kinds;
use serde_json::{Value, json};
use toml::Table;

use crate::client::{get, items, ok, rejections, sources, text};
use crate::lists::{encoded, lists};

/// The facts of a kind as responses hold them.
fn served(kind: &'static Kind) -> Vec<Value> {
    items(&format!("{}?limit=1000", kind.path()))
}

#[test]
fn every_seed_is_served_unchanged_and_nothing_else_is() {
    let folder = sources().seeds.expect("a folder");
    for kind in kinds::seeded() {
        let mut served = served(kind);
        for pair in ["kazakhstan-mongolia", "iceland-japan"] {
            for seed in seeds(&folder.join(pair), kind) {
                let id = seed["id"].as_str().expect("an id");
                let position = served.iter().position(|item| item["id"] == id);
                let position =
                    position.unwrap_or_else(|| panic!("{} {id} is not served", kind.name));
                let item = served.remove(position);
                assert_equal(kind, &seed, &item);
                assert_eq!(item["relation"], pair);
            }
        }
        assert!(
            served.is_empty(),
            "{} are served without a seed: {served:?}",
            kind.name
        );
    }
}

/// The facts of a kind in the seed files of a pair.
fn seeds(pair: &Path, kind: &Kind) -> Vec<Table> {
    let files = match kind.scope {
        Scope::Document => std::fs::read_dir(pair.join("documents"))
            .expect("a folder")
            .map(|entry| entry.expect("a file").path())
            .collect(),
        _ => vec![pair.join(kind.seed.file)],
    };
    let tables = files.iter().map(|file| tables(file, kind.seed.key));
    tables.flatten().collect()
}

fn tables(file: &Path, key: &str) -> Vec<Table> {
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
            let sources = item["sources"].as_array().unwrap().iter();
            let pointers: Vec<String> = sources.map(written_pointer).collect();
            assert_eq!(pointers, all, "{shown}");
        } else if let Some(date) = key
            .strip_suffix("_text")
            .filter(|date| seed.contains_key(*date))
        {
            assert_eq!(item[date]["text"], *value.as_str().unwrap(), "{shown}");
        } else if seed.contains_key(&format!("{key}_text")) {
            assert_eq!(item[key]["edtf"], *value.as_str().unwrap(), "{shown}");
        } else if key == "calendar" {
            assert_eq!(item["date"][key], *value.as_str().unwrap(), "{shown}");
        } else {
            assert!(
                same(value, &item[key]),
                "{shown}: {value} is served as {}",
                item[key]
            );
        }
    }
}

/// The pointer of a source as a seed file writes it: those of the shipped and the invented pair lead into their first
/// documents, unless they say otherwise.
fn written_pointer(source: &Value) -> String {
    let pointer = text(&source["pointer"]);
    match source["document"].as_str().unwrap() {
        "iceland-release" => ["iceland-release#", &pointer].concat(),
        _ => pointer,
    }
}

/// Compares a value of a seed with the one that is served: a place is served with its id, and named by it if another
/// place has the same name; a fact with its title and URL; a name with the other spellings that the pair lists for it.
fn same(seed: &toml::Value, served: &Value) -> bool {
    match (seed, served) {
        (toml::Value::String(name), Value::Object(place)) if place.contains_key("name") => {
            place["name"] == **name || place["id"] == **name && place["name"] == "Nes"
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
            let is_derived = key == "also" && served.is_array();
            table
                .get(key)
                .map_or(served.is_null() || is_derived, |seed| same(seed, served))
        }),
        _ => false,
    }
}

#[test]
fn an_item_is_the_same_bytes_alone_and_in_its_list() {
    for kind in kinds::all() {
        let list = get(&format!("{}?limit=1000", kind.path()));
        let mut rest = list.body.as_str();
        let ids = list.json()["items"].as_array().unwrap().clone();
        assert!(!ids.is_empty(), "{} has no facts to test", kind.plural);
        for id in ids.iter().map(|item| text(&item["id"])) {
            let alone = get(&format!("{}/{id}", kind.path())).body;
            let alone = alone
                .strip_prefix("{\"item\":")
                .and_then(|rest| rest.rsplit_once(",\"dataset\":"))
                .expect("an item")
                .0;
            let at = rest.find(alone);
            rest = &rest[at.unwrap_or_else(|| panic!("{} {id}", kind.plural)) + alone.len()..];
        }
        assert_eq!(list.json()["total"], ids.len());
    }
}

#[test]
fn every_item_has_the_keys_of_its_list_in_one_order() {
    for list in lists() {
        for item in list.items() {
            let keys: Vec<&String> = item.as_object().unwrap().keys().collect();
            assert_eq!(keys, list.keys);
            assert!(list.kind.is_none_or(|kind| item["kind"] == kind.name));
        }
    }
}

/// Every fact by its kind and id.
pub fn facts() -> BTreeMap<(String, String), Value> {
    let served = kinds::all().flat_map(served);
    let named = served.map(|fact| ((text(&fact["kind"]), text(&fact["id"])), fact));
    named.collect()
}

#[test]
fn entries_of_the_timeline_and_the_search_repeat_the_facts_they_name() {
    let facts = facts();
    let mixed = lists().into_iter().filter(|list| list.kind.is_none());
    for entry in mixed.flat_map(|list| list.items()) {
        let fact = &facts[&(text(&entry["kind"]), text(&entry["id"]))];
        for (key, value) in fact.as_object().unwrap() {
            let is_equal = entry.get(key).is_none_or(|own| own == value);
            assert!(is_equal, "{key} of {entry} is {value}");
        }
    }
}

#[test]
fn every_url_in_a_response_leads_to_the_item_that_it_is_given_for() {
    let mut urls = BTreeSet::new();
    for list in lists() {
        collect_urls(&ok(&list.url("")), &mut urls);
    }
    assert!(urls.len() > 100, "{} URLs", urls.len());
    for url in urls {
        let mut names = url.trim_start_matches("/v1/").split('/');
        let (_, id) = (names.next(), names.next());
        let body = ok(&url);
        match id {
            Some(id) => assert_eq!(body["item"]["id"], *id, "{url}"),
            None => assert!(body["items"].is_array(), "{url}"),
        }
    }
}

#[test]
fn every_url_of_the_service_document_leads_to_a_response() {
    let mut urls = BTreeSet::new();
    collect_urls(&ok("/v1"), &mut urls);
    assert!(urls.len() > kinds::all().count(), "{urls:?}");
    for url in urls {
        let words = if url == "/v1/search" { "?q=visit" } else { "" };
        let path = url.replace("{id}", "kazakhstan-mongolia");
        let path = path.replace("{code}", "ISL");
        let path = path.replace("{name}", "not-found") + words;
        assert_eq!(get(&path).status, 200, "{path}");
    }
}

fn collect_urls(value: &Value, urls: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect_urls(value, urls)),
        Value::Object(object) => {
            for (key, value) in object {
                match value.as_str().filter(|_| key == "url") {
                    Some(url) => drop(urls.insert(url.to_owned())),
                    None => collect_urls(value, urls),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_documented_parameter_is_accepted_and_any_other_rejected() {
    let lists = lists();
    let all: BTreeSet<&str> = lists
        .iter()
        .flat_map(|list| list.parameters)
        .map(|p| p.name)
        .collect();
    for list in &lists {
        let known: Vec<&str> = list.parameters.iter().map(|p| p.name).collect();
        for parameter in list
            .parameters
            .iter()
            .filter(|p| p.role != ParameterRole::Cursor)
        {
            for value in samples(&parameter.value_type) {
                ok(&list.url(&format!("{}={}", parameter.name, encoded(&value))));
            }
        }
        let unknown = all.iter().filter(|name| !known.contains(name));
        for name in unknown.chain(&["nosuch", "Country", "format", "offset"]) {
            let url = list.url(&format!("{name}=x"));
            assert_eq!(rejections(&url), [format!("{name} unknown null")], "{url}");
            assert_eq!(
                get(&url).json()["errors"][0]["allowed"],
                json!(known),
                "{url}"
            );
        }
        assert_eq!(rejections(&list.url("limit%20=1")), ["limit  unknown null"]);
    }
}

/// Values that a parameter takes.
fn samples(value_type: &ParameterType) -> Vec<String> {
    let values: &[&str] = match value_type {
        ParameterType::AnyOf(list) | ParameterType::OneOf(list) => list,
        ParameterType::SortKeys(list) => {
            let both = |name: &&str| [(*name).to_owned(), format!("-{name}")];
            return list.iter().flat_map(both).collect();
        }
        ParameterType::Country => &["KAZ", "mn", "Iceland"],
        ParameterType::Currency => &["USD", "jpy"],
        ParameterType::Name | ParameterType::Ids | ParameterType::SearchTerms => &["astana"],
        ParameterType::FirstDay | ParameterType::LastDay => &["2005", "2005-02", "2005-02-28"],
        ParameterType::Limit => &["0", "1", "1000"],
        ParameterType::Cursor => &[],
    };
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn every_filter_finds_the_items_that_have_the_value_and_nothing_else() {
    let mut tried = 0;
    for list in lists() {
        let all = list.items();
        for filter in list.facets() {
            let values: BTreeSet<String> =
                all.iter().flat_map(|item| filter.values(item)).collect();
            for value in values {
                let url = list.url(&format!("limit=1000&{}={}", filter.name, encoded(&value)));
                let expected = all.iter().filter(|item| filter.matches(item, &value));
                assert_eq!(items(&url), expected.cloned().collect::<Vec<_>>(), "{url}");
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried} values tried");
}

#[test]
fn every_list_takes_the_same_filters_by_pair_country_and_id() {
    for list in lists() {
        let all = list.items();
        let of = |pair: &str| -> Vec<Value> {
            all.iter()
                .filter(|item| item["relation"] == pair)
                .cloned()
                .collect()
        };
        let (first, second) = (of("kazakhstan-mongolia"), of("iceland-japan"));
        assert!(!all.is_empty(), "{}", list.name);
        assert_eq!(first.len() + second.len(), all.len(), "{}", list.name);
        for (filter, expected) in [
            ("relation=kazakhstan-mongolia", &first),
            ("relation=iceland-japan", &second),
            ("relation=iceland-japan,kazakhstan-mongolia", &all),
            ("relation=nowhere", &vec![]),
            ("country=mongolia", &first),
            ("country=is", &second),
            ("country=KAZ,JPN", &all),
            ("country=KAZ&relation=iceland-japan", &vec![]),
            ("country=TUV", &vec![]),
        ] {
            let url = list.url(&format!("limit=1000&{filter}"));
            assert_eq!(items(&url), *expected, "{url}");
        }
        let id = &all[0]["id"];
        let url = list.url(&format!("id={},no-such-id", text(id)));
        let expected = all.iter().filter(|item| item["id"] == *id);
        assert_eq!(items(&url), expected.cloned().collect::<Vec<_>>(), "{url}");
    }
}

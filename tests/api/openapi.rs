//! The OpenAPI document and the code agree: routes, parameters and responses, in both directions.

use std::collections::BTreeSet;

use bilateral::kind::{DEFAULT_LIMIT, MAX_LIMIT};
use bilateral::kinds;
use serde_json::{Value, json};

use crate::client::{get, items, ok, rejections, text};

/// A documented path, with an id or a name put into it.
struct Documented {
    path: String,
    operation: Value,
}

/// Every documented path.
fn documented() -> Vec<Documented> {
    let document = ok("/openapi.json");
    let paths = document["paths"].as_object().unwrap();
    let fill = |(pattern, methods): (&String, &Value)| {
        // A page shows the items of a list under a path of its own.
        let before = pattern.split("/{id}").next().unwrap();
        let list = format!("/v1{}", before.trim_start_matches("/v1"));
        let id = if pattern.contains("{id}") {
            text(&items(&format!("{list}?limit=1"))[0]["id"])
        } else {
            String::new()
        };
        Documented {
            path: pattern
                .replace("{id}", &id)
                .replace("{name}", "not-found")
                .replace("{code}", "ISL"),
            operation: methods["get"].clone(),
        }
    };
    paths.iter().map(fill).collect()
}

impl Documented {
    fn parameters(&self) -> impl Iterator<Item = &Value> {
        let all = self.operation["parameters"].as_array().unwrap().iter();
        all.filter(|parameter| parameter["in"] == "query")
    }

    /// The names of the parameters.
    fn names(&self) -> BTreeSet<String> {
        self.parameters()
            .map(|parameter| text(&parameter["name"]))
            .collect()
    }

    /// The URL with these parameters and the required ones.
    fn url(&self, query: &str) -> String {
        let required = self
            .parameters()
            .filter(|parameter| parameter["required"] == true);
        let value = |parameter: &Value| match parameter["name"].as_str().unwrap() {
            "q" => "q=visit",
            _ => "relation=kazakhstan-mongolia",
        };
        let parameters = required
            .map(value)
            .chain([query])
            .filter(|one| !one.is_empty());
        let parameters: Vec<&str> = parameters.collect();
        let separator = if parameters.is_empty() { "" } else { "?" };
        format!("{}{separator}{}", self.path, parameters.join("&"))
    }
}

/// A schema of the document.
pub struct Schema(jsonschema::Validator);

impl Schema {
    pub fn new(document: &Value, schema: &Value) -> Self {
        let schema = json!({ "allOf": [schema], "components": document["components"] });
        Self(jsonschema::validator_for(&schema).unwrap())
    }

    /// The differences between a value and the schema; empty if it is valid.
    pub fn errors(&self, value: &Value) -> String {
        let errors = self.0.iter_errors(value);
        let lines: Vec<String> = errors
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        lines.join("\n").chars().take(900).collect()
    }
}

#[test]
fn every_documented_path_sends_a_documented_type() {
    for one in documented() {
        let response = get(&one.url(""));
        assert_eq!(response.status, 200, "{}", one.path);
        let content = &one.operation["responses"]["200"]["content"];
        let sent = response.media_type();
        assert!(content.get(sent).is_some(), "{} sends {sent}", one.path);
    }
}

#[test]
fn every_path_accepts_the_documented_parameters_and_no_others() {
    let documented = documented();
    let all: BTreeSet<String> = documented.iter().flat_map(Documented::names).collect();
    for one in &documented {
        let known = one.names();
        for name in all.iter().map(String::as_str).chain(["nosuch"]) {
            let url = one.url(&format!("{name}=%01"));
            let rejection = format!("{name} unknown null");
            let response = get(&url);
            if response.media_type() == "text/html" && !known.contains(name) {
                assert_eq!(response.status, 200, "a page ignores others: {url}");
                continue;
            }
            let is_unknown = response.status == 400 && response.errors().contains(&rejection);
            assert_eq!(
                is_unknown,
                !known.contains(name),
                "{url}: {}",
                response.body
            );
        }
    }
}

#[test]
fn responses_match_their_schemas() {
    let document = ok("/openapi.json");
    let mut checked = BTreeSet::new();
    for one in documented() {
        let schema = &one.operation["responses"]["200"]["content"]["application/json"]["schema"];
        if schema.is_null() || one.path.ends_with(".timelinejs") {
            continue;
        }
        let names = one.names();
        let has = |name: &str| names.contains(name);
        let queries = [
            Some(""),
            has("as_of").then_some("as_of=1992"),
            has("fields")
                .then_some("fields=title&facets=country&limit=1")
                .filter(|_| has("facets")),
        ];
        let schema = Schema::new(&document, schema);
        for url in queries.into_iter().flatten().map(|query| one.url(query)) {
            assert_eq!(schema.errors(&ok(&url)), "", "{url}");
            checked.insert(url);
        }
    }
    // At least three for each list: as it is, as `.json`, and an item.
    assert!(checked.len() > 3 * kinds::all().count(), "{checked:?}");
}

#[test]
fn the_schema_of_an_item_refuses_any_other_shape() {
    let document = ok("/openapi.json");
    for kind in kinds::all() {
        let list = kind.path();
        let operation = &document["paths"][format!("{list}/{{id}}")]["get"];
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        // Without `fields`, an item has all keys.
        let mut schema = schema.clone();
        schema["properties"]["item"] = schema["properties"]["item"]["anyOf"][0].clone();
        let item = ok(&format!("{list}/{}", text(&items(&list)[0]["id"])));
        let schema = Schema::new(&document, &schema);
        let is_refused = |item: &Value| !schema.errors(item).is_empty();
        assert!(!is_refused(&item), "{item}");
        for key in kinds::item_keys(kind) {
            let mut without = item.clone();
            without["item"].as_object_mut().unwrap().remove(key);
            assert!(is_refused(&without), "{list} without {key}");
            let mut other = item.clone();
            other["item"][key] = json!({ "no such": "value" });
            assert!(is_refused(&other), "{list} with another {key}");
        }
        let mut more = item;
        more["item"]["more"] = json!(1);
        assert!(is_refused(&more), "{list}");
    }
}

#[test]
fn limits_are_documented_by_their_numbers() {
    let mut lists = 0;
    for one in documented() {
        for parameter in one
            .parameters()
            .filter(|parameter| parameter["name"] == "limit")
        {
            let description = text(&parameter["description"]);
            for number in [DEFAULT_LIMIT, MAX_LIMIT] {
                assert!(
                    description.contains(&number.to_string()),
                    "{number}: {description}"
                );
            }
            assert_eq!(parameter["schema"]["maximum"], MAX_LIMIT);
            lists += 1;
        }
        for parameter in one
            .parameters()
            .filter(|parameter| parameter["name"] == "q")
        {
            let words = |count: usize| format!("q={}", "word+".repeat(count));
            assert_eq!(
                get(&one.url("").replace("q=visit", &words(16))).status,
                200,
                "{}",
                one.path
            );
            assert!(
                text(&parameter["description"]).contains("16"),
                "{parameter}"
            );
        }
    }
    assert!(lists > kinds::all().count(), "{lists}");
    let many = |number: u32| format!("/v1/history?limit={number}");
    assert_eq!(get(&many(MAX_LIMIT)).status, 200);
    assert_eq!(
        rejections(&many(MAX_LIMIT + 1)),
        [format!("limit invalid {}", MAX_LIMIT + 1)]
    );
}

#[test]
fn examples_are_responses_of_the_service() {
    let document = ok("/openapi.json");
    let mut shown = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let example = &methods["get"]["responses"]["200"]["content"]["application/json"]["example"];
        if !example.is_null() {
            let url = match path.strip_suffix("{id}") {
                Some(list) => format!("{list}{}", text(&example["item"]["id"])),
                None => format!("{path}?limit=1"),
            };
            assert_eq!(*example, ok(&url), "{path}");
            shown += 1;
        }
    }
    // The timeline has a list and no items of its own.
    assert_eq!(shown, 2 * kinds::all().count() + 1);
}

#[test]
fn the_docs_and_llms_txt_name_every_list_and_load_nothing() {
    let (docs, llms) = (get("/docs"), get("/llms.txt"));
    let policy = docs.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!docs.body.contains("://"), "{}", docs.body);
    for collection in ok("/v1")["collections"].as_array().unwrap() {
        let url = text(&collection["url"]);
        assert!(docs.body.contains(&url), "{url} is not in /docs/");
        assert!(llms.body.contains(&url), "{url} is not in /llms.txt");
    }
}

#[test]
fn the_catalog_links_to_the_documents_of_the_api() {
    let catalog = get("/.well-known/api-catalog");
    assert_eq!(catalog.media_type(), "application/linkset+json");
    let linkset = catalog.json()["linkset"][0].clone();
    assert_eq!(linkset["anchor"], "/v1");
    for (relation, media_type) in [
        ("service-desc", "application/json"),
        ("service-doc", "text/html"),
        ("service-meta", "application/json"),
        ("status", "application/json"),
    ] {
        let link = &linkset[relation][0];
        assert_eq!(link["type"], media_type, "{relation}");
        let response = get(link["href"].as_str().unwrap());
        assert_eq!(
            (response.status, response.media_type()),
            (200, media_type),
            "{relation}"
        );
    }
}

#[test]
fn the_data_set_comes_as_one_file() {
    let response = get("/v1/dataset.sqlite");
    assert!(response.bytes.starts_with(b"SQLite format 3\0"));
    // The header of the file states its size in pages.
    let number = |range: std::ops::Range<usize>| {
        response.bytes[range]
            .iter()
            .fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    assert_eq!(response.bytes.len(), number(16..18) * number(28..32));
    let version = text(&ok("/v1/dataset")["dataset"]);
    let disposition = response.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"bilateral-"),
        "{disposition}"
    );
    assert!(
        disposition.contains(&version[..8]),
        "{disposition} lacks {version}"
    );
}

#[test]
fn every_operation_has_a_name_and_a_tag_of_its_own_and_every_path_parameter_an_example() {
    let document = ok("/openapi.json");
    let tags = document["tags"].as_array().unwrap().iter();
    let tags: BTreeSet<String> = tags.map(|tag| text(&tag["name"])).collect();
    let paths = document["paths"].as_object().unwrap();
    let mut names = BTreeSet::new();
    for (path, methods) in paths {
        let operation = &methods["get"];
        assert!(names.insert(text(&operation["operationId"])), "{path}");
        assert!(tags.contains(&text(&operation["tags"][0])), "{path}");
        for parameter in operation["parameters"].as_array().unwrap() {
            let example = &parameter["example"];
            let has_example = parameter["in"] == "query" || example.is_string();
            assert!(has_example, "{path}: {parameter}");
        }
    }
    for name in [
        "listVisits",
        "getVisit",
        "listMissionEvents",
        "listTimeline",
        "search",
    ] {
        assert!(names.contains(name), "{name}");
    }
    // A list is one path: its formats are media types.
    assert!(!paths.contains_key("/v1/visits.csv"));
    let formats = &paths["/v1/visits"]["get"]["responses"]["200"]["content"];
    assert_eq!(formats.as_object().unwrap().len(), 4);
    assert!(document["info"]["license"].is_object() && document["info"]["contact"].is_object());
}

#[test]
fn every_property_is_described_and_so_is_every_value_of_a_vocabulary() {
    let document = ok("/openapi.json");
    let mut described = 0;
    let mut schemas = vec![("", &document["components"]["schemas"])];
    while let Some((name, schema)) = schemas.pop() {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let description = property["description"].as_str().unwrap_or_default();
            assert_ne!(description, "", "{name}.{key}");
            described += 1;
        }
        match schema {
            Value::Object(members) => {
                schemas.extend(members.iter().map(|(key, value)| (key.as_str(), value)));
            }
            Value::Array(entries) => schemas.extend(entries.iter().map(|entry| (name, entry))),
            _ => {}
        }
    }
    assert!(described > 500, "{described} properties");
    let visit_type = &document["components"]["schemas"]["Visit"]["properties"]["type"];
    for value in visit_type["enum"].as_array().unwrap() {
        let meaning = format!("`{}`: ", text(value));
        assert!(
            text(&visit_type["description"]).contains(&meaning),
            "{value}"
        );
    }
}

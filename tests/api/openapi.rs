//! The OpenAPI document and the code agree: routes, parameters and answers, in both directions.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::world::{get, ok, text};

/// The document's paths with an id or a name put into them.
fn paths() -> Vec<(String, Value)> {
    let document = ok("/openapi.json");
    let paths = document["paths"].as_object().unwrap();
    let filled = paths.iter().map(|(path, methods)| {
        // A page shows what its list has under the API's own address.
        let list = format!(
            "/v1{}",
            path.split("/{id}")
                .next()
                .unwrap()
                .trim_start_matches("/v1")
        );
        let id = if path.contains("{id}") {
            text(&ok(&format!("{list}?limit=1&fields=id"))["items"][0]["id"])
        } else {
            String::new()
        };
        (
            path.replace("{id}", &id).replace("{name}", "not-found"),
            methods["get"].clone(),
        )
    });
    filled.collect()
}

/// The path with the parameters that it cannot do without.
fn whole(path: &str, operation: &Value) -> String {
    let required = operation["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| p["in"] == "query" && p["required"] == true);
    let given: Vec<&str> = required
        .map(|p| {
            if p["name"] == "q" {
                "q=visit"
            } else {
                "relation=kazakhstan-mongolia"
            }
        })
        .collect();
    if given.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", given.join("&"))
    }
}

#[test]
fn every_documented_path_answers_with_a_documented_type() {
    for (path, operation) in paths() {
        let answer = get(&whole(&path, &operation));
        assert_eq!(answer.status, 200, "{path}");
        let sent = answer
            .header("content-type")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        assert!(
            operation["responses"]["200"]["content"]
                .get(&sent)
                .is_some(),
            "{path} sends {sent}"
        );
    }
}

#[test]
fn every_path_takes_what_is_documented_and_nothing_else() {
    let all: BTreeSet<String> = paths()
        .iter()
        .flat_map(|(_, operation)| names(operation))
        .collect();
    for (path, operation) in paths() {
        let known = names(&operation);
        let base = whole(&path, &operation);
        let join = if base.contains('?') { "&" } else { "?" };
        for name in all.iter().map(String::as_str).chain(["nosuch"]) {
            let errors = get(&format!("{base}{join}{name}=%00")).body;
            let unknown = errors.contains("\"reason\":\"unknown\"");
            assert_eq!(unknown, !known.contains(name), "{path} {name}: {errors}");
        }
    }
}

fn names(operation: &Value) -> BTreeSet<String> {
    let query = operation["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|parameter| parameter["in"] == "query");
    query.map(|parameter| text(&parameter["name"])).collect()
}

#[test]
fn answers_are_what_their_schemas_say() {
    let document = ok("/openapi.json");
    let mut checked = 0;
    for (path, operation) in paths() {
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        if schema.is_null() || path.ends_with(".timelinejs") {
            continue;
        }
        let base = whole(&path, &operation);
        assert_valid(&document, schema, &ok(&base), &path);
        if names(&operation).contains("as_of") {
            assert_valid(&document, schema, &ok(&format!("{base}?as_of=1992")), &path);
        }
        if names(&operation).contains("fields") {
            let join = if base.contains('?') { "&" } else { "?" };
            let narrow = format!("{base}{join}fields=title&facets=country&limit=1");
            assert_valid(&document, schema, &ok(&narrow), &narrow);
        }
        checked += 1;
    }
    assert!(checked > 30, "{checked}");
    for path in [
        "/v1/visits?nosuch=1",
        "/v1/nowhere",
        "/v1/visits.xml",
        "/v1/visits/nobody",
    ] {
        assert_valid(
            &document,
            &json!({ "$ref": "#/components/schemas/Problem" }),
            &get(path).json(),
            path,
        );
    }
}

fn assert_valid(document: &Value, schema: &Value, answer: &Value, path: &str) {
    let whole = json!({ "allOf": [schema], "components": document["components"] });
    let validator = jsonschema::validator_for(&whole).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        wrong.is_empty(),
        "{path}: {}",
        wrong.join("\n").chars().take(900).collect::<String>()
    );
}

#[test]
fn examples_are_true_answers() {
    let document = ok("/openapi.json");
    let mut shown = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let example = &methods["get"]["responses"]["200"]["content"]["application/json"]["example"];
        if !example.is_null() {
            let asked = match path.strip_suffix("{id}") {
                Some(list) => format!("{list}{}", text(&example["item"]["id"])),
                None => format!("{path}?limit=1"),
            };
            assert_eq!(*example, ok(&asked), "{path}");
            shown += 1;
        }
    }
    // The timeline has no items of its own.
    assert_eq!(shown, 2 * bilateral::kinds::LISTS.len() + 1);
}

#[test]
fn the_documents_for_readers_name_every_list() {
    let (docs, llms, catalog) = (
        get("/docs/"),
        get("/llms.txt"),
        get("/.well-known/api-catalog"),
    );
    assert_eq!(
        catalog.header("content-type").split(';').next(),
        Some("application/linkset+json")
    );
    assert!(
        docs.header("content-security-policy")
            .contains("frame-ancestors 'none'")
    );
    assert!(!docs.body.contains("://"), "it works with the network cut");
    for collection in ok("/v1")["collections"].as_array().unwrap() {
        let url = text(&collection["url"]);
        assert!(
            docs.body.contains(&url) && llms.body.contains(&url),
            "{url}"
        );
    }
    for link in catalog.json()["linkset"][0]
        .as_object()
        .unwrap()
        .values()
        .filter_map(|links| links[0]["href"].as_str())
    {
        assert_eq!(get(link).status, 200, "{link}");
    }
}

#[test]
fn the_data_set_comes_as_one_file() {
    let answer = get("/v1/dataset.sqlite");
    assert!(answer.bytes.starts_with(b"SQLite format 3\0") && answer.bytes.len() > 100_000);
    assert!(
        answer
            .header("content-disposition")
            .starts_with("attachment; filename=\"bilateral-")
    );
}

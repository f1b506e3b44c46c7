//! Generates valid requests from the OpenAPI document.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use serde_json::Value;

use crate::client::Client;

/// Makes a sequence of choices that follows from a number.
struct Choices(usize);

impl Choices {
    /// Chooses a number below `count`.
    fn below(&mut self, count: usize) -> usize {
        let chosen = self.0 % count;
        // Multiplying modulo a large prime makes neighbouring numbers choose differently.
        self.0 = (self.0 / count).wrapping_add(self.0.wrapping_mul(2_654_435_761)) % 4_294_967_291;
        chosen
    }

    fn pick<'v>(&mut self, values: &'v [Value]) -> &'v str {
        values[self.below(values.len())].as_str().unwrap()
    }
}

/// The paths and parameters of the OpenAPI document, and the ids of the data set.
pub struct Api {
    document: Value,
    /// Ids by the path of their list.
    ids: Vec<(String, Vec<Value>)>,
}

impl Api {
    /// Reads the document and all ids from a server.
    pub async fn read(client: &mut Client) -> Self {
        let document = client.get("/openapi.json").await.unwrap().json();
        let paths = document["paths"].as_object().unwrap().keys();
        let mut ids = Vec::new();
        for list in paths
            .filter(|path| path.starts_with("/v1/"))
            .filter_map(|path| path.strip_suffix("/{id}"))
        {
            let path = format!("{list}?fields=id");
            let response = client.get(&path).await.unwrap().json();
            let items = response["items"].as_array().unwrap().iter();
            let items: Vec<Value> = items.map(|item| item["id"].clone()).collect();
            if !items.is_empty() {
                ids.push((list.to_owned(), items));
            }
        }
        Self { document, ids }
    }

    /// Returns the path and query of a valid request. The same number gives the same request.
    pub fn request(&self, number: usize) -> String {
        let paths = self.document["paths"].as_object().unwrap();
        let mut choices = Choices(number);
        let (path, operations) = paths.iter().nth(choices.below(paths.len())).unwrap();
        let mut query = Vec::new();
        for parameter in operations["get"]["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let is_set = parameter["required"] == true || choices.below(6) == 0;
            if parameter["in"] == "query" && is_set && name != "cursor" {
                query.push(format!("{name}={}", self.value(parameter, &mut choices)));
            }
        }
        // The path of an HTML page is that of its list without the prefix of the API.
        let item = ["/v1", path.trim_start_matches("/v1")].concat();
        let list = self
            .ids
            .iter()
            .find(|(list, _)| item.starts_with(&format!("{list}/")));
        let path = match list {
            Some((_, ids)) => path.replace("{id}", choices.pick(ids)),
            // A list without items has no item to ask for.
            None => path.trim_end_matches("/{id}").to_owned(),
        };
        let path = path.replace("{code}", "MNG");
        let mut path = path.replace("{name}", "not-acceptable");
        let is_list = self.ids.iter().any(|(list, _)| *list == path);
        // Lines have no place for facets.
        if is_list && !query.iter().any(|one| one.starts_with("facets=")) {
            path += ["", ".json", ".csv", ".ndjson"][choices.below(4)];
        }
        if query.is_empty() {
            path
        } else {
            [path, "?".to_owned(), query.join("&")].concat()
        }
    }

    fn value(&self, parameter: &Value, choices: &mut Choices) -> String {
        let schema = &parameter["schema"];
        let schema = if schema["items"].is_object() {
            &schema["items"]
        } else {
            schema
        };
        let schema = match schema["$ref"].as_str() {
            Some(reference) => self
                .document
                .pointer(reference.trim_start_matches('#'))
                .unwrap(),
            None => schema,
        };
        if let Some(values) = schema["enum"].as_array().or(schema["examples"].as_array()) {
            return choices.pick(values).to_owned();
        }
        match parameter["name"].as_str().unwrap() {
            "limit" => choices.below(1001).to_string(),
            "from" => format!("{}", 1900 + choices.below(90)),
            "to" | "as_of" => format!("{}-{:02}", 1990 + choices.below(40), 1 + choices.below(12)),
            "relation" | "document" | "part_of" => "kazakhstan-mongolia".to_owned(),
            "id" => choices.pick(&self.ids[0].1).to_owned(),
            "currency" => ["USD", "kzt"][choices.below(2)].to_owned(),
            _ => SEARCH_TERMS[choices.below(SEARCH_TERMS.len())].to_owned(),
        }
    }
}

const SEARCH_TERMS: [&str; 7] = [
    "khurelsukh",
    "Astana",
    "embassy",
    "meat+and",
    "Nur-Sultan",
    "%D0%B0",
    "x",
];

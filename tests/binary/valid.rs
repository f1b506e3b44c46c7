//! Valid requests, as the OpenAPI document describes them.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use serde_json::Value;

use crate::client::Client;

/// Where a request is one of many, its choices come from its number.
struct Choices(usize);

impl Choices {
    fn of(&mut self, count: usize) -> usize {
        let chosen = self.0 % count;
        // A large prime, so that neighbouring numbers choose differently.
        self.0 = (self.0 / count).wrapping_add(self.0.wrapping_mul(2_654_435_761)) % 4_294_967_291;
        chosen
    }

    fn one<'v>(&mut self, values: &'v [Value]) -> &'v str {
        values[self.of(values.len())].as_str().unwrap()
    }
}

/// What is asked for, as the document says and the data has it.
pub struct Api {
    document: Value,
    /// Ids by the path of their list.
    ids: Vec<(String, Vec<Value>)>,
}

impl Api {
    /// Reads the document, and the ids of everything.
    pub async fn read(client: &mut Client) -> Self {
        let document = client.get("/openapi.json").await.unwrap().json();
        let paths = document["paths"].as_object().unwrap().keys();
        let mut ids = Vec::new();
        for list in paths
            .filter(|path| path.starts_with("/v1/"))
            .filter_map(|path| path.strip_suffix("/{id}"))
        {
            let items = client
                .get(&format!("{list}?fields=id"))
                .await
                .unwrap()
                .json();
            let found = items["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["id"].clone())
                .collect();
            ids.push((list.to_owned(), found));
        }
        Self { document, ids }
    }

    /// A valid request; the same number gives the same.
    pub fn request(&self, number: usize) -> String {
        let paths = self.document["paths"].as_object().unwrap();
        let mut choices = Choices(number);
        let (path, described) = paths.iter().nth(choices.of(paths.len())).unwrap();
        let mut query = Vec::new();
        for parameter in described["get"]["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let wanted = parameter["required"] == true || choices.of(6) == 0;
            if parameter["in"] == "query" && wanted && name != "cursor" {
                query.push(format!("{name}={}", self.value(parameter, &mut choices)));
            }
        }
        // A page shows what its list has under the API's own address.
        let listed = ["/v1", path.trim_start_matches("/v1")].concat();
        let list = self
            .ids
            .iter()
            .find(|(list, _)| listed.starts_with(&format!("{list}/")));
        let id = list.map_or("not-found", |(_, ids)| choices.one(ids));
        let path = path.replace("{id}", id).replace("{name}", "not-acceptable");
        [
            path,
            if query.is_empty() {
                String::new()
            } else {
                ["?", &query.join("&")].concat()
            },
        ]
        .concat()
    }

    fn value(&self, parameter: &Value, choices: &mut Choices) -> String {
        let schema = &parameter["schema"];
        let schema = if schema["items"].is_object() {
            &schema["items"]
        } else {
            schema
        };
        let schema = match schema["$ref"].as_str() {
            Some(place) => self
                .document
                .pointer(place.trim_start_matches('#'))
                .unwrap(),
            None => schema,
        };
        if let Some(values) = schema["enum"].as_array() {
            return choices.one(values).to_owned();
        }
        match parameter["name"].as_str().unwrap() {
            "limit" => choices.of(1001).to_string(),
            "from" => format!("{}", 1900 + choices.of(90)),
            "to" | "as_of" => format!("{}-{:02}", 1990 + choices.of(40), 1 + choices.of(12)),
            "relation" => "kazakhstan-mongolia".to_owned(),
            "id" => choices.one(&self.ids[0].1).to_owned(),
            "country" | "guest_country" | "host" | "sending" | "receiving" | "exporter"
            | "importer" => ["KAZ", "mn", "Mongolia", "JPN"][choices.of(4)].to_owned(),
            "currency" => ["USD", "kzt"][choices.of(2)].to_owned(),
            _ => [
                "khurelsukh",
                "Astana",
                "embassy",
                "meat+and",
                "Nur-Sultan",
                "%D0%B0",
                "x",
            ][choices.of(7)]
            .to_owned(),
        }
    }
}

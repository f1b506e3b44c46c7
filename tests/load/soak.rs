//! A minute of everything that the OpenAPI document offers.

use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::binary::Server;
use crate::client::Client;
use crate::process::{descriptors, memory};
use crate::{alone, say};

const DURATION: Duration = Duration::from_mins(1);
/// By then all has been asked for that is kept.
const WARM: Duration = Duration::from_secs(20);

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
struct Api {
    document: Value,
    /// Ids by the path of their list.
    ids: Vec<(String, Vec<Value>)>,
}

impl Api {
    async fn read(client: &mut Client) -> Self {
        let document = client.get("/openapi.json").await.unwrap().json();
        let paths = document["paths"].as_object().unwrap().keys();
        let mut ids = Vec::new();
        for list in paths.filter(|path| path.starts_with("/v1/")).filter_map(|path| path.strip_suffix("/{id}")) {
            let items = client.get(&format!("{list}?fields=id")).await.unwrap().json();
            let found = items["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
            ids.push((list.to_owned(), found));
        }
        Self { document, ids }
    }

    /// A valid request; the same number gives the same.
    fn request(&self, number: usize) -> String {
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
        let list = self.ids.iter().find(|(list, _)| listed.starts_with(&format!("{list}/")));
        let id = list.map_or("not-found", |(_, ids)| choices.one(ids));
        let path = path.replace("{id}", id).replace("{name}", "not-acceptable");
        [path, if query.is_empty() { String::new() } else { ["?", &query.join("&")].concat() }].concat()
    }

    fn value(&self, parameter: &Value, choices: &mut Choices) -> String {
        let schema = &parameter["schema"];
        let schema = if schema["items"].is_object() { &schema["items"] } else { schema };
        let schema = match schema["$ref"].as_str() {
            Some(place) => self.document.pointer(place.trim_start_matches('#')).unwrap(),
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
            "country" | "guest_country" | "host" | "sending" | "receiving" | "exporter" | "importer" => {
                ["KAZ", "mn", "Mongolia", "JPN"][choices.of(4)].to_owned()
            }
            "currency" => ["USD", "kzt"][choices.of(2)].to_owned(),
            _ => ["khurelsukh", "Astana", "embassy", "meat+and", "Nur-Sultan", "%D0%B0", "x"][choices.of(7)].to_owned(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_minute_of_valid_requests_leaves_it_as_it_was() {
    let _alone = alone().await;
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(&["--database", folder.path().join("db").to_str().unwrap()]);
    let mut client = Client::connect(&server.address).await.unwrap();
    let api = Api::read(&mut client).await;
    let (begun, mut number, mut warm) = (Instant::now(), 0, None);
    while begun.elapsed() < DURATION {
        number += 1;
        let path = api.request(number);
        let answer = client.get(&path).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
        if number % 1000 == 0 {
            client = Client::connect(&server.address).await.unwrap();
        }
        if warm.is_none() && begun.elapsed() > WARM {
            warm = Some((memory(&server), descriptors(&server)));
        }
    }
    let (before, open) = warm.unwrap();
    let (after, left) = (memory(&server), descriptors(&server));
    say(&format!(
        "{number} requests: {before:.1} MiB after {WARM:?}, {after:.1} after {DURATION:?}; {open} descriptors, then {left}"
    ));
    assert!(after <= before + 8.0, "{before} MiB became {after}");
    assert!(left <= open + 1, "{open} descriptors became {left}");
    assert_eq!(server.stop(), Some(0));
    let errors: Vec<String> =
        server.log.iter().filter(|line| line.contains("ERROR") || line.contains("WARN")).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

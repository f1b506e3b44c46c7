//! Generates odd requests from a fixed random seed: lists of values at their bounds and beyond them, long and strange values,
//! unknown names, paths that lead nowhere, and long headers. The lists and their parameters are those of the service document.

use anyhow::Context as _;
use fastrand::Rng;
use serde::Deserialize;

use crate::http_client::Request;

/// The length that a URL may have, with room for a path.
const MAX_QUERY: usize = 8_000;

/// The length that headers may have together, with room for those of every request.
const MAX_HEADER: usize = 11_000;

/// The letter that folds to eighteen others.
const LONG_LETTER: &str = "%EF%B7%BA";

#[derive(Deserialize)]
struct Service {
    collections: Vec<List>,
}

/// A list of the API.
#[derive(Debug, Deserialize)]
pub struct List {
    url: String,
    parameters: Vec<Parameter>,
}

#[derive(Debug, Deserialize)]
struct Parameter {
    name: String,
    /// In words.
    takes: String,
    allowed: Option<Vec<String>>,
}

impl List {
    /// The lists of a service document.
    pub fn parse_all(service: &[u8]) -> anyhow::Result<Vec<Self>> {
        let service: Service = serde_json::from_slice(service).context("no service document")?;
        Ok(service.collections)
    }
}

/// The values that a parameter is filled with.
#[derive(Debug, Clone, Copy)]
enum Filling {
    Nothing,
    OneLetter,
    Different,
    Long,
    Digits,
    LongLetter,
    NearMiss,
    Allowed,
    Names,
    Bytes,
}

/// Valid values by the words that describe what a parameter takes.
const VALID: [(&str, &[&str]); 6] = [
    ("countries", &["KAZ", "mn", "Japan", "ISL", "de", "Chad"]),
    ("ISO 4217", &["USD", "eur", "KZT"]),
    ("names", &["nazarbayev", "Nur-Sultan", "b", LONG_LETTER]),
    ("ids", &["kazakhstan-mongolia", "iceland-japan"]),
    ("day", &["2005", "1990-01", "2030-12-31"]),
    ("words", &["a", "mongolia+a", "e"]),
];

const FILLINGS: [Filling; 10] = [
    Filling::Nothing,
    Filling::OneLetter,
    Filling::Different,
    Filling::Long,
    Filling::Digits,
    Filling::LongLetter,
    Filling::NearMiss,
    Filling::Allowed,
    Filling::Names,
    Filling::Bytes,
];

/// This many requests, the same in every run.
pub fn generate(lists: &[List], count: usize) -> Vec<Request> {
    let mut generator = Generator {
        lists,
        rng: Rng::with_seed(21),
    };
    (0..count).map(|_| generator.request()).collect()
}

struct Generator<'l> {
    lists: &'l [List],
    rng: Rng,
}

impl Generator<'_> {
    fn request(&mut self) -> Request {
        match self.rng.u8(0..20) {
            0 | 1 => Request::get(self.path()),
            2 | 3 => self.with_headers(),
            4 | 5 => Request::get(self.unknown_parameters()),
            6 => Request::get(self.search()),
            7 | 8 => Request::get(self.full_query()),
            9..=11 => Request::get(self.valid_query()),
            _ => Request::get(self.one_parameter()),
        }
    }

    fn choose<'c>(&mut self, texts: &[&'c str]) -> &'c str {
        texts[self.rng.usize(0..texts.len())]
    }

    /// A number of bytes, often the greatest that is accepted.
    fn budget(&mut self, max: usize) -> usize {
        if self.rng.bool() {
            max
        } else {
            self.rng.usize(1..max)
        }
    }

    fn list(&mut self) -> usize {
        self.rng.usize(0..self.lists.len())
    }

    /// A list with one parameter, whose values fill the query.
    fn one_parameter(&mut self) -> String {
        let list = self.list();
        let parameter = self.rng.usize(0..self.lists[list].parameters.len());
        let (budget, most) = (self.budget(MAX_QUERY), self.most_values());
        let query = self.parameter(list, parameter, most, budget);
        self.url(list, &query)
    }

    /// A list with all its parameters, each with a part of the query.
    fn full_query(&mut self) -> String {
        let list = self.list();
        let count = self.lists[list].parameters.len();
        let (budget, most) = (self.budget(MAX_QUERY) / count, self.most_values());
        let parameters = (0..count).map(|parameter| {
            let text = self.parameter(list, parameter, most, budget);
            text.get(..budget.max(1)).unwrap_or(&text).to_owned()
        });
        let query: Vec<String> = parameters.collect();
        self.url(list, &query.join("&"))
    }

    /// A list with most of its parameters, each with up to as many valid values as it takes.
    fn valid_query(&mut self) -> String {
        let list = self.list();
        let lists = self.lists;
        let mut query = String::new();
        for parameter in &lists[list].parameters {
            let values = self.valid_values(parameter).unwrap_or_default();
            let is_left_out = self.rng.u8(0..3) == 0 || parameter.name == "to";
            if !is_left_out && !values.is_empty() && query.len() + values.len() < MAX_QUERY - 20 {
                query.extend([&parameter.name, "=", &values, "&"]);
            }
        }
        self.url(list, &query)
    }

    /// Valid values of a parameter, joined by commas; `None` if its type has none here.
    fn valid_values(&mut self, parameter: &Parameter) -> Option<String> {
        let takes = |words: &str| parameter.takes.contains(words);
        let known = VALID.iter().find(|(words, _)| takes(words));
        let values: Vec<&str> = match &parameter.allowed {
            Some(allowed) => allowed.iter().map(String::as_str).collect(),
            None => known?.1.to_vec(),
        };
        let takes_several = takes("comma-separated");
        let count = if takes_several {
            self.rng.usize(1..=100)
        } else {
            1
        };
        // Names and ids are invented, so that no two values are one.
        let invents =
            takes_several && parameter.allowed.is_none() && (takes("names") || takes("ids"));
        let value = |number: usize| {
            let value = values[number % values.len()];
            if invents {
                format!("{value}-{}", word(number))
            } else {
                value.to_owned()
            }
        };
        let start = self.rng.usize(0..values.len());
        let joined: Vec<String> = (start..start + count).map(value).collect();
        Some(joined.join(","))
    }

    /// The bound on the number of values, or far more than it.
    fn most_values(&mut self) -> usize {
        if self.rng.bool() { 100 } else { usize::MAX }
    }

    fn url(&mut self, list: usize, query: &str) -> String {
        let suffix = self.choose(&["", "", "", ".csv", ".ndjson", ".json"]);
        let url = &self.lists[list].url;
        // A search needs words, and all other lists take them.
        let words = if self.rng.u8(0..4) == 0 || url.ends_with("search") {
            "q=a&"
        } else {
            ""
        };
        format!("{url}{suffix}?{words}{query}")
    }

    /// A parameter, joined by commas or repeated.
    fn parameter(&mut self, list: usize, index: usize, most: usize, budget: usize) -> String {
        let filling = FILLINGS[self.rng.usize(0..FILLINGS.len())];
        let lists = self.lists;
        let parameter = &lists[list].parameters[index];
        let separator = if self.rng.u8(0..4) == 0 {
            format!("&{}=", parameter.name)
        } else {
            ",".to_owned()
        };
        let mut text = format!("{}=", parameter.name);
        for number in 0..most {
            let value = self.value(filling, parameter, number);
            if text.len() + separator.len() + value.len() > budget {
                break;
            }
            if number > 0 {
                text.push_str(&separator);
            }
            text.push_str(&value);
        }
        text
    }

    fn value(&mut self, filling: Filling, parameter: &Parameter, number: usize) -> String {
        let length = self.rng.usize(1..260);
        match filling {
            Filling::Nothing => String::new(),
            Filling::OneLetter => "a".to_owned(),
            Filling::Different => word(number),
            Filling::Long => format!("{}{}", word(number), "x".repeat(length)),
            Filling::Digits => "9".repeat(length),
            Filling::LongLetter => LONG_LETTER.repeat(length.min(200)),
            Filling::NearMiss => {
                let near = [
                    "Kazakstan",
                    "Mongolea",
                    "Unitd Kingdm",
                    "gest",
                    "titel",
                    "-dat",
                ];
                format!(
                    "{}{}",
                    self.choose(&near).replace(' ', "+"),
                    word(number % 7)
                )
            }
            Filling::Allowed => match &parameter.allowed {
                Some(allowed) => allowed[number % allowed.len()].clone(),
                None => self
                    .choose(&["KAZ", "mn", "Japan", "2005", "kazakhstan-mongolia"])
                    .to_owned(),
            },
            Filling::Names => format!("nazarbayev-{}", word(number)),
            Filling::Bytes => {
                let bytes = (0..length % 20).map(|_| format!("%{:02X}", self.rng.u8(..)));
                bytes.collect()
            }
        }
    }

    fn unknown_parameters(&mut self) -> String {
        let list = self.list();
        let (budget, near) = (self.budget(MAX_QUERY), self.rng.bool());
        let mut query = String::new();
        for number in 0.. {
            let name = if near {
                "gest".to_owned()
            } else {
                word(number)
            };
            if query.len() + name.len() + 3 > budget {
                break;
            }
            query.push_str(&name);
            query.push_str("=1&");
        }
        self.url(list, &query)
    }

    /// A search for facts of kinds that there are not.
    fn search(&mut self) -> String {
        let budget = self.budget(MAX_QUERY);
        let kinds = (0..).map(word);
        let mut query = String::new();
        for kind in kinds.take_while(|kind| kind.len() < budget) {
            if query.len() + kind.len() >= budget {
                break;
            }
            query.push_str(&kind);
            query.push(',');
        }
        format!(
            "/v1/search?q={}&kind={query}",
            self.choose(&["a", "%22a", "m+k+a"])
        )
    }

    /// A path that leads nowhere, or to an item that there is not.
    fn path(&mut self) -> String {
        let start = self.choose(&[
            "/",
            "/v1/",
            "/v1/visits/",
            "/v1/documents/",
            "/relations/",
            "/docs/problems/",
            "/v1/relations/kazakhstan-mongolia-",
        ]);
        let piece = self.choose(&[
            "a",
            "-a",
            "/",
            "%2F",
            "%41",
            "%FF",
            "../",
            ".csv",
            "9",
            LONG_LETTER,
        ]);
        let budget = if self.rng.bool() {
            self.rng.usize(1..100)
        } else {
            self.budget(MAX_QUERY)
        };
        let end = self.choose(&["", ".json", ".csv", "/sentences", "/"]);
        format!("{start}{}{end}", piece.repeat(budget / piece.len()))
    }

    fn with_headers(&mut self) -> Request {
        let (name, piece) = [
            ("accept", "a/b,"),
            ("accept", "text/csv;q=0.1, "),
            ("accept", "*/*;q=0.001, "),
            ("accept-encoding", "a,"),
            ("accept-encoding", "gzip;q=0.5, "),
            ("if-none-match", "\"a\", "),
            ("if-none-match", "W/\"abcdefgh\","),
            ("if-modified-since", "Thu, 01 Jan 1970 "),
            ("x-request-id", "a"),
            ("cookie", "a=b; "),
        ][self.rng.usize(0..10)];
        let value = piece.repeat(self.budget(MAX_HEADER) / piece.len());
        let target = self.one_parameter();
        Request::with_headers(target, &[(name, value.trim())])
    }
}

/// A word of letters and digits for a number, another one for each.
fn word(number: usize) -> String {
    const DIGITS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let (mut rest, mut word) = (number, String::new());
    loop {
        word.push(char::from(DIGITS[rest % DIGITS.len()]));
        rest /= DIGITS.len();
        if rest == 0 {
            return word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_the_same_in_every_run_and_none_is_refused_for_its_length() {
        let service = br#"{ "collections": [{ "url": "/v1/visits", "parameters": [
            { "name": "country", "takes": "countries", "allowed": null },
            { "name": "sort", "takes": "names", "allowed": ["date"] }] }] }"#;
        let lists = List::parse_all(service).unwrap();
        let targets = || {
            generate(&lists, 2_000)
                .into_iter()
                .map(|request| request.target)
        };
        assert!(targets().eq(targets()));
        let longest = targets().map(|target| target.len()).max();
        assert!(longest.is_some_and(|longest| (7_900..8_192).contains(&longest)));
        assert_eq!((word(0), word(36)), ("a".to_owned(), "ab".to_owned()));
    }
}

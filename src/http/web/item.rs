//! Items as pages read them: the API's own JSON, by paths of keys.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::kind::calendar_name;
use crate::kinds;
use crate::store::Items;
use crate::values::country;
use crate::values::day::Day;

/// The value of a field about which the document says nothing.
const UNSPECIFIED: &str = "unspecified";

/// A JSON value for a template. Missing keys read as empty text.
#[derive(Debug, Clone)]
pub struct Item {
    value: Value,
    names: Arc<ItemNames>,
}

/// The names and caveats that a page shows for ids and codes in the items of a pair.
#[derive(Debug, Default)]
pub struct ItemNames {
    /// The names of discrepancies, by id.
    pub discrepancies: HashMap<String, DiscrepancyName>,
    /// The names that the documents use for countries, by their codes.
    pub countries: BTreeMap<String, String>,
    pub caveats: Caveats,
}

/// The name of a discrepancy at the facts that it concerns.
#[derive(Debug, Default, Clone)]
pub struct DiscrepancyName {
    pub title: String,
    /// The number of its footnote; `None` for a contradiction, which is shown in full.
    pub footnote: Option<usize>,
}

/// The caveats of facts, by kind and id.
pub type Caveats = HashMap<(String, String), String>;

impl Item {
    pub fn parse(json: &str) -> Self {
        Self {
            value: serde_json::from_str(json).expect("stored items are JSON: tests/stored.rs"),
            names: Arc::default(),
        }
    }

    /// The items of a page, with the names of what they and their parts name.
    pub fn from_items(items: &Items, names: &Arc<ItemNames>) -> Vec<Self> {
        items
            .iter()
            .map(|item| Self::parse(item).with_names(names))
            .collect()
    }

    /// The value at a path of keys such as `guest.name`; with an empty path, the whole value.
    fn at(&self, path: &str) -> &Value {
        path.split('.')
            .filter(|key| !key.is_empty())
            .fold(&self.value, |value, key| &value[key])
    }

    /// The value at a path, as an item.
    pub fn part(&self, path: &str) -> Self {
        self.with_value(self.at(path))
    }

    /// The value at a path as text.
    pub fn text(&self, path: &str) -> String {
        match self.at(path) {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        }
    }

    /// The text at a path as a sentence: with a capital letter, and a full stop.
    pub fn sentence(&self, path: &str) -> String {
        let text = self.text(path);
        let mut letters = text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>() + self.stop(path)
    }

    /// The full stop that the text at a path lacks as a sentence.
    pub fn stop(&self, path: &str) -> &'static str {
        let ends = self.text(path).ends_with(['.', '?', '!']);
        if ends { "" } else { "." }
    }

    /// The text of a vocabulary's value, with spaces: `head of state`. Empty if the document does not say.
    pub fn words(&self, path: &str) -> String {
        let value = self.text(path);
        if value == UNSPECIFIED {
            return String::new();
        }
        value.replace('_', " ")
    }

    /// Another value of the same pair.
    fn with_value(&self, value: &Value) -> Self {
        Self {
            value: value.clone(),
            names: Arc::clone(&self.names),
        }
    }

    /// The name of the country whose code is at a path: that of the documents, else the usual one.
    pub fn country(&self, path: &str) -> String {
        let code = self.text(path);
        let own = self.names.countries.get(&code).map(String::as_str);
        own.or(country::name(&code)).unwrap_or(&code).to_owned()
    }

    /// Of a relation: the same with the names that its documents use for countries.
    pub fn with_own_names(self) -> Self {
        let names = ItemNames {
            countries: self.country_names(),
            ..ItemNames::default()
        };
        self.with_names(&Arc::new(names))
    }

    /// Of a relation: the first name that its documents use for each country.
    pub fn country_names(&self) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        for entry in self.list("country_names") {
            names
                .entry(entry.text("code"))
                .or_insert(entry.text("name"));
        }
        names
    }

    /// True unless the value at a path is missing, null or empty.
    pub fn has(&self, path: &str) -> bool {
        match self.at(path) {
            Value::Null => false,
            Value::Array(list) => !list.is_empty(),
            Value::String(text) => !text.is_empty(),
            _ => true,
        }
    }

    /// True if the value at a path is `true`.
    pub fn is(&self, path: &str) -> bool {
        self.at(path) == &Value::Bool(true)
    }

    pub fn list(&self, path: &str) -> Vec<Self> {
        self.at(path)
            .as_array()
            .into_iter()
            .flatten()
            .map(|value| self.with_value(value))
            .collect()
    }

    /// The names in a list, comma-separated.
    pub fn joined(&self, path: &str) -> String {
        self.list(path)
            .iter()
            .map(|entry| entry.text("name"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The texts of a list, comma-separated.
    pub fn texts(&self, path: &str) -> String {
        let texts = self.list(path).into_iter().map(|entry| entry.text(""));
        texts.collect::<Vec<_>>().join(", ")
    }

    /// The URL of the page that shows it, with a fragment. Facts about the document itself are on the document's page, which
    /// `document` names for a fact that does not say what it is a part of.
    pub fn page_url(&self, relation: &str, document: &str) -> String {
        let kind = self.text("kind");
        let of_document = kinds::document().parts().any(|(_, part)| part.name == kind);
        let holder = self.text("part_of.id");
        match (kind == kinds::document().name, of_document) {
            (true, _) => format!("/documents/{}", self.text("id")),
            (_, true) if holder.is_empty() => format!("/documents/{document}"),
            (_, true) => format!("/documents/{holder}"),
            _ if kind == kinds::annotating_kind().name => {
                format!("/relations/{relation}/discrepancies#{}", self.text("id"))
            }
            _ => format!("/relations/{relation}#{}", self.text("id")),
        }
    }

    /// Replaces each id in `discrepancies`, its own and its parts', with an object of id, title and footnote, and names countries.
    pub fn with_names(mut self, names: &Arc<ItemNames>) -> Self {
        add_titles(&mut self.value, &names.discrepancies);
        self.names = Arc::clone(names);
        self
    }

    /// The document's words for the date at a path, as EDTF if they are not known, with their calendar: `3 May 1905 (Julian
    /// calendar)`.
    pub fn date_words(&self, path: &str) -> String {
        let date = self.part(path);
        let known = ["text", "edtf"].into_iter().find(|key| date.has(key));
        let words = known.map_or_else(String::new, |key| date.text(key));
        let words = match date.text("edtf").strip_prefix("../") {
            Some(_) if date.has("text") && !says_end(&words) => ["until ", &words].concat(),
            _ => words,
        };
        match date.text("calendar").as_str() {
            "" => words,
            calendar => format!("{words} ({})", calendar_name(calendar)),
        }
    }

    /// The date in words, or "no date".
    pub fn when(&self) -> String {
        if self.has("date") {
            self.date_words("date")
        } else {
            "no date".to_owned()
        }
    }

    /// Of a document: the day of which it can speak.
    pub fn document_day(&self, revised: Option<Day>) -> Option<Day> {
        kinds::document_day(self.value.as_object()?, revised)
    }

    /// The events that have possibly, but not certainly, happened by the day of the state.
    pub fn possible_events(&self) -> Vec<Self> {
        let possible = self.list("state.may_have_happened");
        let is_possible = |event: &Self| possible.iter().any(|id| id.text("") == event.text("id"));
        let events = self.list("events").into_iter();
        events.filter(is_possible).collect()
    }

    /// Of cooperation: the stage it had reached in words, unless the document does not say or the attribution does.
    pub fn stage(&self) -> Option<String> {
        let status = self.words("status");
        let is_said = self
            .attribution()
            .is_some_and(|words| words.starts_with(&status));
        (status != "stated" && !is_said).then_some(status)
    }

    /// Whose statement it is, and how firmly the document makes it.
    pub fn attribution(&self) -> Option<String> {
        self.attribution_with(&self.names.countries)
    }

    fn attribution_with(&self, countries: &BTreeMap<String, String>) -> Option<String> {
        if self.has("attribution") {
            return Some(self.text("attribution"));
        }
        kinds::attribution(self.value.as_object()?, countries)
    }

    /// The caveat of an item that has no names yet, with these names of countries.
    pub fn caveat_with(&self, countries: &BTreeMap<String, String>) -> Option<String> {
        let attribution = self.attribution_with(countries);
        kinds::caveat(attribution.as_deref(), &self.text("rank"))
    }

    /// The attribution, and that it is superseded if its rank says so; also of a fact that another one names by its title.
    pub fn caveat(&self) -> Option<String> {
        let key = (self.text("kind"), self.text("id"));
        let of_named = self.names.caveats.get(&key).cloned();
        of_named.or_else(|| kinds::caveat(self.attribution().as_deref(), &self.text("rank")))
    }
}

/// True if the words for a date with an open start say that it is an end.
fn says_end(words: &str) -> bool {
    const ENDS: [&str; 9] = [
        "until", "till", "before", "by", "up", "end", "ended", "to", "prior",
    ];
    let words = words.to_lowercase();
    words.split_whitespace().any(|word| ENDS.contains(&word))
}

fn add_titles(value: &mut Value, titles: &HashMap<String, DiscrepancyName>) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|entry| add_titles(entry, titles)),
        Value::Object(object) => {
            for (key, value) in object {
                if key != "discrepancies" {
                    add_titles(value, titles);
                } else if let Value::Array(ids) = value {
                    for id in ids.iter_mut() {
                        let name = id.as_str().and_then(|id| titles.get(id));
                        let title = name.map(|name| name.title.as_str()).or(id.as_str());
                        let footnote = name.and_then(|name| name.footnote);
                        *id = json!({ "id": id, "title": title, "footnote": footnote });
                    }
                    ids.sort_by_key(|discrepancy| discrepancy["footnote"].as_u64());
                }
            }
        }
        _ => {}
    }
}

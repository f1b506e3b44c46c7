//! Items as pages read them: the API's own JSON, by paths of keys.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::store::Items;
use crate::values::country;

/// A JSON value on its way to a page. What is not there reads as empty.
#[derive(Debug, Clone, Default)]
pub struct Item(pub Value);

impl Item {
    pub fn all(items: &Items) -> Vec<Self> {
        items
            .iter()
            .map(|item| Self(serde_json::from_str(item).unwrap_or_default()))
            .collect()
    }

    /// What stands at a path of keys, `guest.name`; without one, the whole.
    fn at(&self, path: &str) -> &Value {
        path.split('.')
            .filter(|key| !key.is_empty())
            .fold(&self.0, |value, key| &value[key])
    }

    /// A part of it.
    pub fn part(&self, path: &str) -> Self {
        Self(self.at(path).clone())
    }

    /// Its text; numbers as they are written.
    pub fn text(&self, path: &str) -> String {
        match self.at(path) {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        }
    }

    /// A word of the schema as people write it: `head_of_state` with spaces.
    pub fn words(&self, path: &str) -> String {
        self.text(path).replace('_', " ")
    }

    /// The name of a country that is given by its code.
    pub fn country(&self, path: &str) -> String {
        let code = self.text(path);
        country::name(&code).map_or(code, str::to_owned)
    }

    pub fn has(&self, path: &str) -> bool {
        match self.at(path) {
            Value::Null => false,
            Value::Array(list) => !list.is_empty(),
            Value::String(text) => !text.is_empty(),
            _ => true,
        }
    }

    pub fn is(&self, path: &str) -> bool {
        self.at(path) == &Value::Bool(true)
    }

    pub fn list(&self, path: &str) -> Vec<Self> {
        self.at(path)
            .as_array()
            .into_iter()
            .flatten()
            .map(|value| Self(value.clone()))
            .collect()
    }

    /// The texts of a list, joined by commas.
    pub fn joined(&self, path: &str) -> String {
        self.list(path)
            .iter()
            .map(|entry| entry.text("name"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The page on which it is shown, and where on it: that of its document for what tells of the document alone.
    pub fn place(&self, relation: &str) -> String {
        match self.text("url").strip_prefix("/v1/documents/") {
            Some(document) => format!("/documents/{document}"),
            None => format!("/relations/{relation}#{}", self.text("id")),
        }
    }

    /// The same with `discrepancies`, its own and its parts', as pairs of id and title.
    pub fn with_titles(mut self, titles: &HashMap<String, String>) -> Self {
        give_titles(&mut self.0, titles);
        self
    }

    /// The date in the document's words, or that there is none.
    pub fn when(&self) -> String {
        if self.has("date") {
            self.text("date.text")
        } else {
            "no date".to_owned()
        }
    }
}

fn give_titles(value: &mut Value, titles: &HashMap<String, String>) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|entry| give_titles(entry, titles)),
        Value::Object(object) => {
            for (key, value) in object {
                if key != "discrepancies" {
                    give_titles(value, titles);
                } else if let Value::Array(ids) = value {
                    for id in ids {
                        let title = id.as_str().and_then(|id| titles.get(id));
                        *id = json!({ "id": id, "title": title.cloned().or(id.as_str().map(str::to_owned)) });
                    }
                }
            }
        }
        _ => {}
    }
}

//! A TOML table being read, by the fields that it may have: unknown keys, missing fields, bad codes, dates and words.

use std::ops::Range;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::draft::{Dated, Reference};
use super::fault::hint;
use super::reader::Reader;
use crate::kind::{Field, FieldType, Kind, Presence, RANK, Scope};
use crate::values::date::Date;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;
use crate::values::{country, currency};

/// What an id is.
pub const ID: &str =
    "write lower-case words of a-z and 0-9 joined by hyphens, at most 80 characters";

/// A table being read, with what its values turned up besides themselves.
pub struct Table<'r, 'p, 't> {
    reader: &'r mut Reader<'p>,
    /// What diagnostics call it.
    label: Option<String>,
    entries: &'t DeTable<'t>,
    pub span: Range<usize>,
    pub literals: Vec<Spanned<String>>,
    pub references: Vec<Spanned<Reference>>,
    /// The keys that unknown ones were probably meant to be: they are not reported as missing as well.
    meant: Vec<String>,
}

impl<'r, 'p, 't> Table<'r, 'p, 't> {
    pub fn new(
        reader: &'r mut Reader<'p>,
        label: Option<String>,
        entries: &'t DeTable<'t>,
        span: Range<usize>,
    ) -> Self {
        let (literals, references, meant) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            reader,
            label,
            entries,
            span,
            literals,
            references,
            meant,
        }
    }

    fn fault(&mut self, span: Range<usize>, what: impl Into<String>, remedy: impl Into<String>) {
        let label = self.label.clone();
        self.reader.fault(span, label, what, remedy);
    }

    pub fn refuse_unknown(&mut self, known: &[String]) {
        let entries = self.entries;
        for (key, _) in entries
            .iter()
            .filter(|(key, _)| !known.iter().any(|k| k == key.get_ref()))
        {
            let absent = known
                .iter()
                .map(String::as_str)
                .filter(|key| !entries.contains_key(*key));
            let meant = nearest(key.get_ref(), absent);
            self.meant.extend(meant.map(str::to_owned));
            let remedy = hint(meant) + "known keys: " + &known.join(", ");
            self.fault(
                key.span(),
                format!("unknown key `{}`", key.get_ref()),
                remedy,
            );
        }
    }

    pub fn fields(&mut self, fields: &'static [Field]) -> Map<String, Value> {
        let mut own = Map::new();
        for field in fields {
            own.insert(field.name.to_owned(), self.field(field));
        }
        own
    }

    fn field(&mut self, field: &'static Field) -> Value {
        match (field.presence, field.field_type) {
            (Presence::Derived(_), _) => Value::Null,
            (presence, FieldType::Parts(part)) => {
                self.get(part.seed.key, presence);
                json!([])
            }
            (presence, FieldType::Date) => {
                self.get(field.name, presence);
                self.dated(field.name)
                    .map_or(Value::Null, |dated| dated.to_json())
            }
            (presence, FieldType::List(entry)) => match self.get(field.name, presence) {
                Some(value) => self.list(field.name, *entry, value, presence),
                None => json!([]),
            },
            (presence, field_type) => {
                let value = self.get(field.name, presence);
                value
                    .and_then(|value| self.value(field.name, field_type, value))
                    .unwrap_or(Value::Null)
            }
        }
    }

    fn get(&mut self, key: &str, presence: Presence) -> Option<&'t Spanned<DeValue<'t>>> {
        let found = self.entries.get(key);
        let reported = self.meant.iter().any(|meant| meant == key);
        if found.is_none() && !reported && matches!(presence, Presence::Required) {
            let remedy = format!("add `{key} = …`");
            self.fault(self.span.clone(), format!("missing field `{key}`"), remedy);
        }
        found
    }

    fn list(
        &mut self,
        key: &str,
        entry: FieldType,
        value: &'t Spanned<DeValue<'t>>,
        presence: Presence,
    ) -> Value {
        let Some(entries) = value.get_ref().as_array() else {
            self.fault(
                value.span(),
                format!("`{key}` is not a list"),
                format!("write {key} = [ … ]"),
            );
            return json!([]);
        };
        if entries.is_empty() && matches!(presence, Presence::Required) {
            self.fault(
                value.span(),
                format!("`{key}` is empty"),
                format!("name at least one in `{key}`"),
            );
        }
        entries
            .iter()
            .filter_map(|value| self.value(key, entry, value))
            .collect()
    }

    /// A value of any shape but lists, dates and parts, as answers show it; `None` after a fault.
    fn value(
        &mut self,
        key: &str,
        field_type: FieldType,
        value: &'t Spanned<DeValue<'t>>,
    ) -> Option<Value> {
        let span = value.span();
        match field_type {
            FieldType::Integer => return self.integer(key, value).map(Value::from),
            FieldType::Flag => return self.flag(key, value).map(Value::from),
            FieldType::Group(fields) => return self.group(key, fields, value),
            _ => {}
        }
        let text = self.text(key, value)?;
        let right = match field_type {
            FieldType::Choice(list) if !list.values.contains(&text) => {
                let hint = hint(nearest(text, list.values.iter().copied()));
                Some(hint + "write one of: " + &list.values.join(", "))
            }
            FieldType::Country if !country::is_alpha3(text) => Some(match country::parse(text) {
                Some(code) => format!("write the ISO 3166-1 alpha-3 code, `{code}`"),
                None => "write an ISO 3166-1 alpha-3 code, such as MNG".to_owned(),
            }),
            FieldType::Currency if !currency::is_code(text) => {
                Some("write an ISO 4217 code, such as USD".to_owned())
            }
            FieldType::Hash
                if !(text.len() == 64
                    && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))) =>
            {
                Some("write the 64 hex digits that `bilateral index` prints".to_owned())
            }
            FieldType::HsCode
                if !(matches!(text.len(), 2 | 4 | 6)
                    && text.bytes().all(|b| b.is_ascii_digit())) =>
            {
                Some("write 2, 4 or 6 digits of the Harmonized System".to_owned())
            }
            _ => None,
        };
        if let Some(remedy) = right {
            self.fault(
                span,
                format!("`{text}` is no {} for `{key}`", noun(field_type)),
                remedy,
            );
            return None;
        }
        match field_type {
            FieldType::Place => return self.place(text, span),
            FieldType::Fact => return self.reference(text, span),
            FieldType::Literal => self.literals.push(Spanned::new(span, text.to_owned())),
            _ => {}
        }
        Some(Value::from(text))
    }

    fn text(&mut self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<&'t str> {
        let text = value.get_ref().as_str();
        let wrong = match text {
            None => "is not a text",
            Some(text) if text.trim().is_empty() => "is empty",
            Some(text) if text.trim() != text => "begins or ends with white space",
            Some(text) if text.contains(is_unseen) => "has a sign that nobody sees",
            Some(_) => return text,
        };
        self.fault(
            value.span(),
            format!("`{key}` {wrong}"),
            format!("write {key} = \"…\""),
        );
        None
    }

    fn integer(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<i64> {
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none_or(|n| n < 0) {
            let remedy = format!("write {key} = 68200000 without a fraction or a sign");
            self.fault(
                value.span(),
                format!("`{key}` is not a whole number"),
                remedy,
            );
            return None;
        }
        number
    }

    fn flag(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.fault(
                value.span(),
                format!("`{key}` is neither true nor false"),
                format!("write {key} = true"),
            );
        }
        flag
    }

    fn group(
        &mut self,
        key: &str,
        fields: &'static [Field],
        value: &'t Spanned<DeValue<'t>>,
    ) -> Option<Value> {
        let Some(entries) = value.get_ref().as_table() else {
            let names: Vec<&str> = fields.iter().map(|f| f.name).collect();
            let remedy = format!("write {key} = {{ … }} with {}", names.join(", "));
            self.fault(value.span(), format!("`{key}` is not a table"), remedy);
            return None;
        };
        let outer = (
            self.entries,
            self.span.clone(),
            std::mem::take(&mut self.meant),
        );
        (self.entries, self.span) = (entries, value.span());
        self.refuse_unknown(&fields.iter().map(|f| f.name.to_owned()).collect::<Vec<_>>());
        let group = self.fields(fields);
        (self.entries, self.span, self.meant) = outer;
        Some(Value::Object(group))
    }

    fn place(&mut self, name: &str, span: Range<usize>) -> Option<Value> {
        let Some(places) = self.reader.places else {
            return Some(json!({ "id": name, "name": name }));
        };
        let Some(id) = places.get(name) else {
            let hint = hint(nearest(name, places.keys().map(String::as_str)));
            let remedy = "a new place wants a [[place]] with this name in relation.toml";
            self.fault(span, format!("unknown place `{name}`"), hint + remedy);
            return None;
        };
        self.literals.push(Spanned::new(span, name.to_owned()));
        Some(json!({ "id": id, "name": name }))
    }

    fn reference(&mut self, text: &str, span: Range<usize>) -> Option<Value> {
        let Some((kind, id)) = text.split_once('/') else {
            self.fault(span, format!("`{text}` names no fact"), "write kind/id");
            return None;
        };
        let reference = Reference {
            kind: kind.to_owned(),
            id: id.to_owned(),
        };
        self.references.push(Spanned::new(span, reference));
        Some(json!({ "kind": kind, "id": id }))
    }

    /// A date and the document's words for it: both or neither.
    pub fn dated(&mut self, key: &str) -> Option<Dated> {
        let words_key = [key, "_text"].concat();
        let text = self.words(&words_key, Presence::Optional);
        let Some(value) = self.entries.get(key) else {
            if text.is_some() && !self.meant.iter().any(|meant| meant == key) {
                self.fault(
                    self.span.clone(),
                    format!("`{words_key}` without `{key}`"),
                    format!("add {key} = \"…\" in EDTF"),
                );
            }
            return None;
        };
        let Some(edtf) = value.get_ref().as_str() else {
            self.fault(
                value.span(),
                format!("`{key}` is not a text"),
                format!("write {key} = \"1992-01-22\", in quotes"),
            );
            return None;
        };
        let date = Date::parse(edtf).map_err(|refused| {
            self.fault(
                value.span(),
                format!("`{edtf}` is {}", refused.reason),
                refused.remedy,
            );
        });
        match &text {
            Some(words) => {
                let span = self
                    .entries
                    .get(words_key.as_str())
                    .map_or(value.span(), Spanned::span);
                self.literals.push(Spanned::new(span, words.clone()));
            }
            None if !self.entries.contains_key(words_key.as_str())
                && !self.meant.contains(&words_key) =>
            {
                let remedy = format!("add {words_key} = \"…\" with the document's words for it");
                self.fault(
                    value.span(),
                    format!("`{key}` without `{words_key}`"),
                    remedy,
                );
            }
            None => {}
        }
        date.ok().map(|date| Dated { date, text })
    }

    pub fn words(&mut self, key: &str, presence: Presence) -> Option<String> {
        let value = self.get(key, presence)?;
        self.text(key, value).map(str::to_owned)
    }

    pub fn id(&mut self) -> Spanned<String> {
        let Some(value) = self.get("id", Presence::Required) else {
            return Spanned::new(self.span.clone(), String::new());
        };
        let id = self.text("id", value).unwrap_or_default();
        if !id.is_empty() && !is_slug(id) {
            self.fault(value.span(), format!("`{id}` is no id"), ID);
        }
        Spanned::new(value.span(), id.to_owned())
    }

    pub fn rank(&mut self) -> &'static str {
        let Some(value) = self.entries.get("rank") else {
            return "normal";
        };
        let text = self.value("rank", FieldType::Choice(&RANK), value);
        let known = |rank: &&&str| text.as_ref().is_some_and(|text| text == **rank);
        RANK.values.iter().find(known).copied().unwrap_or("normal")
    }

    pub fn at(&mut self, kind: &Kind) -> Vec<Spanned<String>> {
        let presence = if kind.scope == Scope::Document {
            Presence::Optional
        } else {
            Presence::Required
        };
        let Some(value) = self.get("at", presence) else {
            return Vec::new();
        };
        let single = value.get_ref().as_str().map(|_| vec![value]);
        let several = value
            .get_ref()
            .as_array()
            .map(|array| array.iter().collect());
        let pointers: Vec<_> = single.or(several).unwrap_or_default();
        if pointers.is_empty() || pointers.iter().any(|p| !p.get_ref().is_str()) {
            let remedy = "write at = \"Section P.S\", or a list of such pointers";
            self.fault(value.span(), "`at` names no sentence", remedy);
        }
        let named = pointers
            .iter()
            .filter_map(|p| Some(Spanned::new(p.span(), p.get_ref().as_str()?.to_owned())));
        named.collect()
    }
}

/// Control signs, and those that turn or hide text.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn noun(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Country => "country",
        FieldType::Currency => "currency",
        FieldType::Hash => "SHA-256",
        FieldType::HsCode => "code",
        _ => "value",
    }
}

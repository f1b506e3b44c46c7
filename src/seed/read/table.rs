//! Reads a TOML table by its declared fields. Reports unknown keys, missing fields, and invalid codes, dates and texts.

use std::ops::Range;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::names::NamedPlace;
use super::parsed_fact::{DateWithText, FactRef, Literal};
use super::reader::SeedReader;
use super::scalar::{InvalidValue, parse_scalar, parse_text};
use crate::kind::{CALENDAR, Derived, Field, FieldType, Presence};
use crate::seed::diagnostics::did_you_mean;
use crate::values::date::Date;
use crate::values::nearest::nearest;
use crate::wording::dates::date_from_words;

/// The number of entries that a list of a fact may have. Work grows with the square of it.
pub const MAX_ENTRIES: usize = 500;

/// The remedy for a list with more.
pub const TOO_MANY_ENTRIES: &str = "divide them among several facts";

/// The keys under which the value of a field is written.
fn keys(field: &Field) -> Vec<String> {
    match (field.presence, field.field_type) {
        (Presence::Derived(_), _) => Vec::new(),
        (_, FieldType::Date) => vec![
            field.name.to_owned(),
            [field.name, "_text"].concat(),
            calendar_key(field.name),
        ],
        (_, FieldType::Parts(part)) => vec![part.seed.key.to_owned()],
        _ => vec![field.name.to_owned()],
    }
}

/// The key of the calendar of a date: `calendar` for that of the fact itself, `in_force_calendar` for another.
fn calendar_key(key: &str) -> String {
    match key {
        "date" => "calendar".to_owned(),
        _ => [key, "_calendar"].concat(),
    }
}

/// The name of a table in diagnostics: `visit khurelsukh-nur-sultan`.
pub fn label(name: &str, entries: &DeTable<'_>) -> String {
    match entries.get("id").and_then(|id| id.get_ref().as_str()) {
        Some(id) if !id.is_empty() => [name, " ", id].concat(),
        _ => name.to_owned(),
    }
}

/// A table that is being read, with the literals and references found in its values.
pub struct Table<'r, 'p, 't> {
    pub(super) reader: &'r mut SeedReader<'p>,
    label: Option<String>,
    pub(super) entries: &'t DeTable<'t>,
    pub span: Range<usize>,
    pub literals: Vec<Literal>,
    pub references: Vec<Spanned<FactRef>>,
    /// Known keys that were suggested for unknown ones. They are not reported as missing as well.
    suggested: Vec<String>,
}

impl<'r, 'p, 't> Table<'r, 'p, 't> {
    pub fn new(
        reader: &'r mut SeedReader<'p>,
        label: Option<String>,
        entries: &'t DeTable<'t>,
        span: Range<usize>,
    ) -> Self {
        Self {
            reader,
            label,
            entries,
            span,
            literals: Vec::new(),
            references: Vec::new(),
            suggested: Vec::new(),
        }
    }

    pub(super) fn report(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let label = self.label.as_deref();
        self.reader.report(span, label, message, remedy);
    }

    /// Reports a value that is invalid.
    fn valid<T>(&mut self, span: Range<usize>, parsed: Result<T, InvalidValue>) -> Option<T> {
        let valid = parsed.map_err(|invalid| self.report(span, invalid.message, invalid.remedy));
        valid.ok()
    }

    /// The values of all fields; `null` for those that are absent or invalid. Reports keys of no field that are not `common`.
    pub fn fields(&mut self, common: &[&str], fields: &'static [Field]) -> Map<String, Value> {
        let common = common.iter().map(|key| (*key).to_owned());
        let known: Vec<String> = common.chain(fields.iter().flat_map(keys)).collect();
        self.reject_unknown_keys(&known, fields);
        let read = |field: &'static Field| (field.name.to_owned(), self.field(field));
        fields.iter().map(read).collect()
    }

    fn reject_unknown_keys(&mut self, known: &[String], fields: &[Field]) {
        let entries = self.entries;
        let keys = entries.iter().map(|(key, _)| key);
        let unknown = keys.filter(|key| !known.iter().any(|known| known == key.get_ref()));
        for (number, key) in unknown.enumerate() {
            // Once there are more unknown keys than known ones, most of them cannot be misspelt.
            let known_keys = known.iter().filter(|_| number <= known.len());
            let known_keys = known_keys.map(String::as_str);
            let absent = known_keys.filter(|key| !entries.contains_key(*key));
            let suggestion = nearest(key.get_ref(), absent);
            self.suggested.extend(suggestion.map(str::to_owned));
            let is_derived = |field: &Field| {
                let is_spelling =
                    matches!(field.presence, Presence::Derived(Derived::SpellingsOf(_)));
                is_spelling && field.name == key.get_ref()
            };
            let remedy = if fields.iter().any(is_derived) {
                "list it once for the pair, in a [[person]] in relation.toml".to_owned()
            } else {
                did_you_mean(suggestion) + "known keys: " + &known.join(", ")
            };
            let message = format!("unknown key `{}`", key.get_ref());
            self.report(key.span(), message, remedy);
        }
    }

    fn field(&mut self, field: &'static Field) -> Value {
        match (field.presence, field.field_type) {
            (Presence::Derived(_), _) => Value::Null,
            (presence, FieldType::Parts(part)) => {
                let label = self.label.as_deref().unwrap_or_default();
                let name = label.split(' ').next().unwrap_or_default();
                let heading = format!("[[{name}.{}]]", part.seed.key);
                self.get_or_report(part.seed.key, presence, &heading);
                json!([])
            }
            (presence, FieldType::Date) => {
                self.get(field.name, presence);
                json!(self.date(field.name).map(|date| date.to_json()))
            }
            (presence, FieldType::List(entry)) => {
                let list = self.get(field.name, presence);
                list.map_or(json!([]), |list| self.list(field, *entry, list))
            }
            (presence, field_type) => {
                let value = self.get(field.name, presence);
                let value = value.and_then(|value| self.value(field.name, field_type, value));
                value.unwrap_or(Value::Null)
            }
        }
    }

    pub(super) fn get(
        &mut self,
        key: &str,
        presence: Presence,
    ) -> Option<&'t Spanned<DeValue<'t>>> {
        self.get_or_report(key, presence, &format!("{key} = …"))
    }

    /// The value of a key. If a required one is missing, the remedy is to add `line`.
    fn get_or_report(
        &mut self,
        key: &str,
        presence: Presence,
        line: &str,
    ) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.entries.get(key);
        let is_required = matches!(presence, Presence::Required);
        let may_be_written = self.reader.has_syntax_errors || self.was_suggested(key);
        if value.is_none() && is_required && !may_be_written {
            let message = format!("missing field `{key}`");
            self.report(self.span.clone(), message, format!("add `{line}`"));
        }
        value
    }

    fn was_suggested(&self, key: &str) -> bool {
        self.suggested.iter().any(|suggested| suggested == key)
    }

    fn list(&mut self, field: &Field, entry: FieldType, value: &'t Spanned<DeValue<'t>>) -> Value {
        let key = field.name;
        let wrong_type = || InvalidValue::wrong_type(key, "is not a list", "[ … ]");
        let list = value.get_ref().as_array().ok_or_else(wrong_type);
        let list = self.valid(value.span(), list);
        let is_required = matches!(field.presence, Presence::Required);
        if is_required && list.is_some_and(|list| list.is_empty()) {
            let remedy = format!("add at least one entry to `{key}`");
            self.report(value.span(), format!("`{key}` is empty"), remedy);
        }
        if list.is_some_and(|list| list.len() > MAX_ENTRIES) {
            let message = format!("`{key}` has more than {MAX_ENTRIES} entries");
            self.report(value.span(), message, TOO_MANY_ENTRIES);
            return Value::Null;
        }
        let entries = list.into_iter().flat_map(|list| list.iter());
        entries
            .filter_map(|value| self.value(key, entry, value))
            .collect()
    }

    /// A value of any type but list, date and parts, as responses show it; `None` after an error.
    pub(super) fn value(
        &mut self,
        key: &str,
        field_type: FieldType,
        value: &'t Spanned<DeValue<'t>>,
    ) -> Option<Value> {
        if let FieldType::Group(fields) = field_type {
            return self.group(key, fields, value);
        }
        let span = value.span();
        let parsed = parse_scalar(key, field_type, value.get_ref());
        let parsed = self.valid(span.clone(), parsed)?;
        match (field_type, parsed.as_str()) {
            (FieldType::Place, Some(name)) => return self.place(key, name, span),
            (FieldType::Fact, Some(text)) => return self.reference(text, span),
            (FieldType::Literal, Some(text)) => {
                self.add_literal(key, span, text);
            }
            _ => {}
        }
        Some(parsed)
    }

    fn text(&mut self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<&'t str> {
        self.valid(value.span(), parse_text(key, value.get_ref()))
    }

    fn group(
        &mut self,
        key: &str,
        fields: &'static [Field],
        value: &'t Spanned<DeValue<'t>>,
    ) -> Option<Value> {
        let names: Vec<String> = fields.iter().flat_map(keys).collect();
        let example = format!("{{ … }} with {}", names.join(", "));
        let wrong_type = || InvalidValue::wrong_type(key, "is not a table", &example);
        let entries = value.get_ref().as_table().ok_or_else(wrong_type);
        let entries = self.valid(value.span(), entries)?;
        let mut inner = Table::new(self.reader, self.label.clone(), entries, value.span());
        let mut group = inner.fields(&[], fields);
        let (literals, references) = (inner.literals, inner.references);
        self.literals
            .extend(literals.into_iter().map(|literal| Literal {
                field: [key, ".", &literal.field].concat(),
                ..literal
            }));
        self.references.extend(references);
        self.add_spellings(fields, &mut group);
        Some(Value::Object(group))
    }

    /// Adds the spellings that the curator knows for the name in a group.
    fn add_spellings(&self, fields: &[Field], group: &mut Map<String, Value>) {
        for field in fields {
            let Presence::Derived(Derived::SpellingsOf(name)) = field.presence else {
                continue;
            };
            let names = self.reader.names.zip(group[name].as_str());
            let spellings = names.map_or(&[][..], |(names, name)| names.other_spellings(name));
            group[field.name] = json!(spellings);
        }
    }

    fn add_literal(&mut self, field: &str, span: Range<usize>, text: &str) {
        self.literals.push(Literal {
            field: field.to_owned(),
            text: Spanned::new(span, text.to_owned()),
        });
    }

    fn place(&mut self, key: &str, written: &str, span: Range<usize>) -> Option<Value> {
        let Some(names) = self.reader.names else {
            return Some(json!({ "id": written, "name": written, "also": [] }));
        };
        match names.place(written) {
            Ok(NamedPlace { place, name }) => {
                self.add_literal(key, span, name);
                Some(json!({ "id": place.id, "name": name, "also": place.also }))
            }
            Err(unknown) => {
                let is_shown = self.reader.diagnostics.shows(&self.reader.file, span.start);
                let [message, remedy] = names.explain(&unknown, written, is_shown);
                self.report(span, message, remedy);
                None
            }
        }
    }

    fn reference(&mut self, text: &str, span: Range<usize>) -> Option<Value> {
        let Some(reference) = FactRef::parse(text) else {
            let message = format!("`{text}` does not name a fact");
            self.report(span, message, "write it as kind/id");
            return None;
        };
        let value = json!({ "kind": reference.kind, "id": reference.id });
        self.references.push(Spanned::new(span, reference));
        Some(value)
    }

    /// A date, the document's words for it and their calendar. The date may be left out where the words alone give it.
    pub fn date(&mut self, key: &str) -> Option<DateWithText> {
        let text_key = [key, "_text"].concat();
        let text = self.optional_text(&text_key);
        let calendar = self.calendar(key);
        let Some(value) = self.entries.get(key) else {
            return self.date_in_words(key, &text_key, text?);
        };
        let example = "\"1992-01-22\", in quotes";
        let wrong_type = || InvalidValue::wrong_type(key, "is not a string", example);
        let edtf = value.get_ref().as_str().ok_or_else(wrong_type);
        let edtf = self.valid(value.span(), edtf)?;
        let date = Date::parse(edtf).map_err(|invalid| {
            let message = format!("`{edtf}` is {}", invalid.reason);
            self.report(value.span(), message, invalid.remedy);
        });
        match (&text, self.entries.get(text_key.as_str())) {
            (Some(text), Some(written)) => {
                self.add_literal(key, written.span(), text);
            }
            (_, None) if !self.was_suggested(&text_key) => {
                let message = format!("`{key}` without `{text_key}`");
                let remedy = format!("add {text_key} = \"…\" with the document's words for it");
                self.report(value.span(), message, remedy);
            }
            _ => {}
        }
        date.ok().map(|date| DateWithText {
            date,
            text,
            calendar,
        })
    }

    /// The calendar of a date's words. The date is then converted from them, so it must be there.
    fn calendar(&mut self, key: &str) -> Option<&'static str> {
        let calendar_key = calendar_key(key);
        let written = self.entries.get(calendar_key.as_str())?;
        if !self.entries.contains_key(key) && !self.was_suggested(key) {
            let message = format!("`{calendar_key}` without `{key}`");
            let remedy = format!("add {key} = \"…\", the date in the Gregorian calendar");
            self.report(written.span(), message, remedy);
        }
        let value = self.value(&calendar_key, FieldType::Choice(&CALENDAR), written)?;
        CALENDAR
            .values
            .iter()
            .find(|known| value == **known)
            .copied()
    }

    /// The date that the words under `text_key` give by themselves, if they are of the Gregorian calendar.
    fn date_in_words(&mut self, key: &str, text_key: &str, text: String) -> Option<DateWithText> {
        let written = self.entries.get(text_key)?;
        if self.entries.contains_key(calendar_key(key).as_str()) || self.was_suggested(key) {
            return None;
        }
        let date = date_from_words(&text).and_then(|edtf| Date::parse(&edtf).ok());
        let Some(date) = date else {
            let message = format!("`{text_key}` without `{key}`");
            let remedy = format!("add {key} = \"…\" in EDTF");
            self.report(self.span.clone(), message, remedy);
            return None;
        };
        self.add_literal(key, written.span(), &text);
        Some(DateWithText {
            date,
            text: Some(text),
            calendar: None,
        })
    }

    /// A text that must be there; empty after an error.
    pub fn required_text(&mut self, key: &str) -> Spanned<String> {
        let Some(value) = self.get(key, Presence::Required) else {
            return Spanned::new(self.span.clone(), String::new());
        };
        let text = self.text(key, value).unwrap_or("");
        Spanned::new(value.span(), text.to_owned())
    }

    pub fn optional_text(&mut self, key: &str) -> Option<String> {
        let value = self.entries.get(key)?;
        self.text(key, value).map(str::to_owned)
    }
}

//! Reads a TOML table by its declared fields. Reports unknown keys, missing fields, and invalid codes, dates and texts.

use std::ops::Range;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::context::ReadContext;
use super::parsed_fact::{DateWithText, FactRef};
use super::scalar::{ID_REMEDY, InvalidValue, parse_scalar, parse_text};
use crate::kind::{Field, FieldType, Kind, Presence, RANK, Scope};
use crate::seed::diagnostics::did_you_mean;
use crate::values::date::Date;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;

/// The name of a table in diagnostics: `visit khurelsukh-nur-sultan`.
pub fn label(name: &str, entries: &DeTable<'_>) -> String {
    match entries.get("id").and_then(|id| id.get_ref().as_str()) {
        Some(id) if !id.is_empty() => [name, " ", id].concat(),
        _ => name.to_owned(),
    }
}

/// A table that is being read, with the literals and references found in its values.
pub struct Table<'r, 'p, 't> {
    context: &'r mut ReadContext<'p>,
    label: Option<String>,
    entries: &'t DeTable<'t>,
    pub span: Range<usize>,
    pub literals: Vec<Spanned<String>>,
    pub references: Vec<Spanned<FactRef>>,
    /// Known keys that were suggested for unknown ones. They are not reported as missing as well.
    suggested: Vec<String>,
}

impl<'r, 'p, 't> Table<'r, 'p, 't> {
    pub fn new(
        context: &'r mut ReadContext<'p>,
        label: Option<String>,
        entries: &'t DeTable<'t>,
        span: Range<usize>,
    ) -> Self {
        Self {
            context,
            label,
            entries,
            span,
            literals: Vec::new(),
            references: Vec::new(),
            suggested: Vec::new(),
        }
    }

    fn report(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.context
            .report(span, self.label.as_deref(), message, remedy);
    }

    pub fn reject_unknown_keys(&mut self, known: &[String]) {
        let entries = self.entries;
        for (key, _) in entries
            .iter()
            .filter(|(key, _)| !known.iter().any(|k| k == key.get_ref()))
        {
            let absent = known
                .iter()
                .map(String::as_str)
                .filter(|key| !entries.contains_key(*key));
            let suggestion = nearest(key.get_ref(), absent);
            self.suggested.extend(suggestion.map(str::to_owned));
            let remedy = did_you_mean(suggestion) + "known keys: " + &known.join(", ");
            self.report(
                key.span(),
                format!("unknown key `{}`", key.get_ref()),
                remedy,
            );
        }
    }

    /// The values of all fields; `null` for those that are absent or invalid.
    pub fn fields(&mut self, fields: &'static [Field]) -> Map<String, Value> {
        fields
            .iter()
            .map(|field| (field.name.to_owned(), self.field(field)))
            .collect()
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
                self.date(field.name)
                    .map_or(Value::Null, |date| date.to_json())
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
        let value = self.entries.get(key);
        let is_required = matches!(presence, Presence::Required);
        if value.is_none() && is_required && !self.was_suggested(key) {
            let remedy = format!("add `{key} = …`");
            self.report(self.span.clone(), format!("missing field `{key}`"), remedy);
        }
        value
    }

    fn was_suggested(&self, key: &str) -> bool {
        self.suggested.iter().any(|suggested| suggested == key)
    }

    fn list(
        &mut self,
        key: &str,
        entry: FieldType,
        value: &'t Spanned<DeValue<'t>>,
        presence: Presence,
    ) -> Value {
        let Some(entries) = value.get_ref().as_array() else {
            self.report(
                value.span(),
                format!("`{key}` is not a list"),
                format!("write {key} = [ … ]"),
            );
            return json!([]);
        };
        if entries.is_empty() && matches!(presence, Presence::Required) {
            self.report(
                value.span(),
                format!("`{key}` is empty"),
                format!("add at least one entry to `{key}`"),
            );
        }
        entries
            .iter()
            .filter_map(|value| self.value(key, entry, value))
            .collect()
    }

    /// A value of any type but list, date and parts, as responses show it; `None` after an error.
    fn value(
        &mut self,
        key: &str,
        field_type: FieldType,
        value: &'t Spanned<DeValue<'t>>,
    ) -> Option<Value> {
        if let FieldType::Group(fields) = field_type {
            return self.group(key, fields, value);
        }
        let parsed = parse_scalar(key, field_type, value.get_ref());
        let parsed = self.valid(value.span(), parsed)?;
        match (field_type, parsed.as_str()) {
            (FieldType::Place, Some(name)) => self.place(name, value.span()),
            (FieldType::Fact, Some(text)) => self.reference(text, value.span()),
            (FieldType::Literal, Some(text)) => {
                let literal = Spanned::new(value.span(), text.to_owned());
                self.literals.push(literal);
                Some(parsed)
            }
            _ => Some(parsed),
        }
    }

    fn text(&mut self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<&'t str> {
        self.valid(value.span(), parse_text(key, value.get_ref()))
    }

    /// Reports a value that is invalid.
    fn valid<T>(&mut self, span: Range<usize>, parsed: Result<T, InvalidValue>) -> Option<T> {
        parsed
            .map_err(|invalid| self.report(span, invalid.message, invalid.remedy))
            .ok()
    }

    fn group(
        &mut self,
        key: &str,
        fields: &'static [Field],
        value: &'t Spanned<DeValue<'t>>,
    ) -> Option<Value> {
        let names: Vec<String> = fields.iter().map(|field| field.name.to_owned()).collect();
        let Some(entries) = value.get_ref().as_table() else {
            let remedy = format!("write {key} = {{ … }} with {}", names.join(", "));
            self.report(value.span(), format!("`{key}` is not a table"), remedy);
            return None;
        };
        let mut inner = Table::new(self.context, self.label.clone(), entries, value.span());
        inner.reject_unknown_keys(&names);
        let group = inner.fields(fields);
        let (literals, references) = (inner.literals, inner.references);
        self.literals.extend(literals);
        self.references.extend(references);
        Some(Value::Object(group))
    }

    fn place(&mut self, name: &str, span: Range<usize>) -> Option<Value> {
        let Some(names) = self.context.place_names else {
            return Some(json!({ "id": name, "name": name }));
        };
        let Some(id) = names.id(name) else {
            let remedy = did_you_mean(names.nearest(name))
                + "add a [[place]] with a new name to relation.toml";
            self.report(span, format!("unknown place `{name}`"), remedy);
            return None;
        };
        self.literals.push(Spanned::new(span, name.to_owned()));
        Some(json!({ "id": id, "name": name }))
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

    /// A date and the document's words for it. Neither may be written without the other.
    pub fn date(&mut self, key: &str) -> Option<DateWithText> {
        let text_key = [key, "_text"].concat();
        let text = self.optional_text(&text_key);
        let Some(value) = self.entries.get(key) else {
            if text.is_some() && !self.was_suggested(key) {
                self.report(
                    self.span.clone(),
                    format!("`{text_key}` without `{key}`"),
                    format!("add {key} = \"…\" in EDTF"),
                );
            }
            return None;
        };
        let Some(edtf) = value.get_ref().as_str() else {
            self.report(
                value.span(),
                format!("`{key}` is not a string"),
                format!("write {key} = \"1992-01-22\", in quotes"),
            );
            return None;
        };
        let date = Date::parse(edtf).map_err(|invalid| {
            let message = format!("`{edtf}` is {}", invalid.reason);
            self.report(value.span(), message, invalid.remedy);
        });
        match (&text, self.entries.get(text_key.as_str())) {
            (Some(text), Some(written)) => {
                let literal = Spanned::new(written.span(), text.clone());
                self.literals.push(literal);
            }
            (_, None) if !self.was_suggested(&text_key) => self.report(
                value.span(),
                format!("`{key}` without `{text_key}`"),
                format!("add {text_key} = \"…\" with the document's words for it"),
            ),
            _ => {}
        }
        date.ok().map(|date| DateWithText { date, text })
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

    pub fn id(&mut self) -> Spanned<String> {
        let id = self.required_text("id");
        if !id.get_ref().is_empty() && !is_slug(id.get_ref()) {
            let message = format!("`{}` is not a valid id", id.get_ref());
            self.report(id.span(), message, ID_REMEDY);
        }
        id
    }

    pub fn rank(&mut self) -> &'static str {
        let rank = self
            .entries
            .get("rank")
            .and_then(|value| self.value("rank", FieldType::Choice(&RANK), value));
        let written = |known: &&&str| rank.as_ref().is_some_and(|rank| rank == **known);
        RANK.values
            .iter()
            .find(written)
            .copied()
            .unwrap_or("normal")
    }

    /// The pointers of `at`: one, or a list of them.
    pub fn pointers(&mut self, kind: &Kind) -> Vec<Spanned<String>> {
        let presence = match kind.scope {
            Scope::Document => Presence::Optional,
            Scope::Pair | Scope::Fact => Presence::Required,
        };
        let Some(value) = self.get("at", presence) else {
            return Vec::new();
        };
        let values: Vec<_> = match value.get_ref() {
            DeValue::String(_) => vec![value],
            DeValue::Array(array) => array.iter().collect(),
            _ => Vec::new(),
        };
        let pointers: Vec<_> = values
            .iter()
            .filter_map(|value| {
                let pointer = value.get_ref().as_str()?;
                Some(Spanned::new(value.span(), pointer.to_owned()))
            })
            .collect();
        if pointers.is_empty() || pointers.len() < values.len() {
            self.report(
                value.span(),
                "`at` is neither a pointer nor a list of pointers",
                "write at = \"Section P.S\", or a list of such pointers",
            );
        }
        pointers
    }
}

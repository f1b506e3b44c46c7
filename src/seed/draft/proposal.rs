//! A proposed fact, and its table in TOML.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::article::Parties;
use super::dates::DateMention;
use super::vocabulary::Cue;
use crate::kind::Kind;
use crate::kinds;
use crate::values::slug::slug_of;

/// The name of the rule for sentences for which no other proposes anything.
const LAST_RESORT: &str = "history";

/// The most letters of a proposed id.
const MAX_ID: usize = 60;

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<Value>),
    Table(Vec<(&'static str, Value)>),
}

/// A date with the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedDate {
    pub edtf: String,
    pub text: String,
}

/// A place that a proposal names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedPlace {
    pub name: String,
    pub country: String,
}

/// A proposed fact.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub kind: &'static Kind,
    pub id: String,
    pub title: String,
    pub at: Vec<String>,
    pub date: Option<ProposedDate>,
    pub fields: Vec<(&'static str, Value)>,
    pub places: Vec<ProposedPlace>,
    /// Proposed facts inside this one.
    pub parts: Vec<Proposal>,
    pub rule: Rule,
}

/// The reason for a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub name: &'static str,
    /// The pattern that was found, with its line in the vocabulary of cues.
    pub cue: Option<(&'static str, usize)>,
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value in TOML, on one line.
    pub fn to_toml(&self) -> String {
        match self {
            Self::Text(text) => toml::Value::String(text.clone()).to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(entries) => {
                let entries: Vec<String> = entries.iter().map(Self::to_toml).collect();
                ["[", &entries.join(", "), "]"].concat()
            }
            Self::Table(members) => {
                let members = members
                    .iter()
                    .map(|(key, value)| format!("{key} = {}", value.to_toml()));
                ["{ ", &members.collect::<Vec<_>>().join(", "), " }"].concat()
            }
        }
    }
}

impl From<&DateMention> for ProposedDate {
    /// The date of an event that happened on it.
    fn from(mention: &DateMention) -> Self {
        let (edtf, text) = mention.of_event();
        Self { edtf, text }
    }
}

impl DateMention {
    /// The date as the words give it, limits included.
    pub fn as_written(&self) -> ProposedDate {
        ProposedDate {
            edtf: self.edtf.clone(),
            text: self.text.clone(),
        }
    }
}

impl ProposedDate {
    /// The year, for ids and titles.
    pub fn year(&self) -> Option<&str> {
        let year = self.edtf.trim_start_matches("../").get(..4)?;
        year.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(year)
    }
}

impl Rule {
    pub fn of_cue(name: &'static str, cue: &'static Cue) -> Self {
        Self {
            name,
            cue: Some((&cue.pattern, cue.line)),
        }
    }

    /// The rule for sentences for which no other proposes anything.
    pub fn last_resort() -> Self {
        Self::plain(LAST_RESORT)
    }

    pub fn is_last_resort(&self) -> bool {
        self.name == LAST_RESORT
    }

    /// True if the pattern is a noun in the plural.
    pub fn is_plural(&self) -> bool {
        self.cue
            .is_some_and(|(pattern, _)| pattern.ends_with('s') || pattern.starts_with("memoranda"))
    }

    pub fn plain(name: &'static str) -> Self {
        Self { name, cue: None }
    }

    /// The reason in words: the value of the key `draft`.
    pub fn why(&self) -> String {
        match self.cue {
            Some((pattern, _)) => {
                let words = pattern.split(' ').filter(|word| !word.starts_with('('));
                let words = words.filter_map(|word| word.split('/').next());
                let words: Vec<&str> = words.collect();
                format!("{}: {}", self.name, words.join(" "))
            }
            None => self.name.to_owned(),
        }
    }

    /// The reason with the line of the vocabulary.
    pub fn explained(&self) -> String {
        match self.cue {
            Some((pattern, line)) => format!("{}: `{pattern}`, cues.txt:{line}", self.name),
            None => self.name.to_owned(),
        }
    }
}

impl Proposal {
    /// A proposal of a kind, named as in its declaration.
    pub fn new(kind: &str, at: &str, rule: Rule) -> Self {
        let kind = kinds::by_name(kind).expect("rules propose facts of known kinds");
        Self {
            kind,
            id: String::new(),
            title: String::new(),
            at: vec![at.to_owned()],
            date: None,
            fields: Vec::new(),
            places: Vec::new(),
            parts: Vec::new(),
            rule,
        }
    }

    /// Adds the value of a field.
    pub fn set(&mut self, field: &'static str, value: Value) {
        self.fields.push((field, value));
    }

    pub fn set_text(&mut self, field: &'static str, text: impl Into<String>) {
        self.set(field, Value::text(text));
    }

    /// Adds a text if the kind declares the field.
    pub fn set_if_declared(&mut self, field: &'static str, text: &str) {
        if self.kind.fields.iter().any(|one| one.name == field) {
            self.set_text(field, text);
        }
    }

    pub fn set_optional(&mut self, field: &'static str, text: Option<String>) {
        self.fields
            .extend(text.map(|text| (field, Value::Text(text))));
    }

    /// Adds the name of a place in a field.
    pub fn set_place(&mut self, field: &'static str, name: &str, country: &str) {
        self.set_text(field, name);
        self.places.push(ProposedPlace {
            name: name.to_owned(),
            country: country.to_owned(),
        });
    }

    /// Sets a field to a list of places, unless there is none.
    pub fn set_places(&mut self, field: &'static str, names: &[&str], country: &str) {
        if names.is_empty() {
            return;
        }
        let values = names.iter().map(|name| Value::text(*name));
        self.set(field, Value::List(values.collect()));
        self.places.extend(names.iter().map(|name| ProposedPlace {
            name: (*name).to_owned(),
            country: country.to_owned(),
        }));
    }

    /// The name of its table: `visit`, or `relation.event` for a fact inside of another.
    pub fn heading(&self) -> String {
        let mut holders = kinds::all();
        let holder = holders.find(|one| one.parts().any(|(_, part)| part.name == self.kind.name));
        let holder = holder.map(|holder| holder.seed.key);
        let keys: Vec<&str> = holder.into_iter().chain([self.kind.seed.key]).collect();
        keys.join(".")
    }

    /// Cites another sentence, unless it is cited already.
    pub fn cite(&mut self, at: &str) {
        if !self.at.iter().any(|known| known == at) {
            self.at.push(at.to_owned());
        }
    }

    pub fn field(&self, name: &str) -> Option<&Value> {
        let mut fields = self.fields.iter();
        fields
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value)
    }

    /// Makes the id from some words.
    pub fn name_by<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let words = words.into_iter().filter_map(slug_of);
        self.id = shortened(&words.collect::<Vec<_>>().join("-"));
    }

    /// The proposal and those inside it.
    pub fn with_parts(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.parts)
    }

    /// The table under a heading such as `[[visit]]`, with a comment that names the sentences.
    pub fn to_toml(&self, heading: &str) -> String {
        let mut text = format!("# {}\n[[{heading}]]\n", self.at.join(", "));
        let mut line = |key: &str, value: &Value| {
            writeln!(text, "{key} = {}", value.to_toml()).expect("a string takes any text");
        };
        line("draft", &Value::text(self.rule.why()));
        line("id", &Value::text(self.id.clone()));
        line("title", &Value::text(self.title.clone()));
        let mut at: Vec<Value> = self.at.iter().map(Value::text).collect();
        let at = if at.len() == 1 {
            at.remove(0)
        } else {
            Value::List(at)
        };
        line("at", &at);
        if let Some(date) = &self.date {
            line("date", &Value::text(date.edtf.clone()));
            line("date_text", &Value::text(date.text.clone()));
        }
        for (field, value) in &self.fields {
            line(field, value);
        }
        for part in &self.parts {
            let heading = format!("{heading}.{}", part.kind.seed.key);
            text.push('\n');
            text.push_str(&part.to_toml(&heading));
        }
        text
    }
}

/// An id of whole words, not longer than [`MAX_ID`].
fn shortened(id: &str) -> String {
    if id.len() <= MAX_ID {
        return id.to_owned();
    }
    let end = id[..=MAX_ID].rfind('-').unwrap_or(MAX_ID);
    id[..end].to_owned()
}

/// The ids that are taken, each with the number of proposals that wanted it, so that each proposal gets one of its own.
#[derive(Debug, Default)]
pub struct Ids(HashMap<(&'static str, String), usize>);

impl Ids {
    pub fn take(&mut self, kind: &'static Kind, id: &str) {
        self.0.insert((kind.name, id.to_owned()), 1);
    }

    /// Makes the ids of a proposal and of its parts unique.
    pub fn assign(&mut self, proposal: &mut Proposal, parties: &Parties<'_>) {
        if proposal.id.is_empty() {
            proposal.name_by(parties.names.iter().map(String::as_str));
        }
        if proposal.id.is_empty() {
            proposal.id = proposal.kind.seed.key.replace('_', "-");
        }
        let kind = proposal.kind.name;
        let wanted = proposal.id.clone();
        while self.0.contains_key(&(kind, proposal.id.clone())) {
            let number = self.0.entry((kind, wanted.clone())).or_default();
            *number += 1;
            proposal.id = format!("{wanted}-{number}");
        }
        self.0.insert((kind, proposal.id.clone()), 1);
        for part in &mut proposal.parts {
            self.assign(part, parties);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Proposal, Rule, Value};

    #[test]
    fn a_proposal_is_a_table_of_toml_under_its_pointer() {
        let mut proposal = Proposal::new("visit", "Visits 1.1", Rule::plain("visits"));
        proposal.name_by(["Ruiz", "Perú", "1998"]);
        proposal.title = "A \"visit\"".to_owned();
        let guest = Value::Table(vec![
            ("name", Value::text("Ruiz")),
            ("number", Value::Number(2)),
        ]);
        proposal.set("guests", Value::List(vec![guest]));
        let expected = "# Visits 1.1\n[[visit]]\ndraft = \"visits\"\nid = \"ruiz-peru-1998\"\ntitle = 'A \"visit\"'\n\
                        at = \"Visits 1.1\"\nguests = [{ name = \"Ruiz\", number = 2 }]\n";
        assert_eq!(proposal.to_toml("visit"), expected);
    }
}

//! The types that declare a kind of fact. They refer to each other, so they share this file: a kind has fields, a field
//! may hold facts of another kind, and a state carries fields.

use super::rule::Rule;
use super::transition::Transition;
use super::vocabulary::Vocabulary;

/// A kind of fact.
#[derive(Debug)]
pub struct Kind {
    /// The field's standard term in the singular; the value of `kind` in responses.
    pub name: &'static str,
    /// The name of its view in the database; in URLs, with hyphens.
    pub plural: &'static str,
    /// One sentence for readers of the documentation.
    pub description: &'static str,
    pub placement: Placement,
    pub scope: Scope,
    pub seed: SeedTable,
    /// The fields besides those of every fact.
    pub fields: &'static [Field],
    /// The filters of its list besides those of every list.
    pub filters: &'static [Filter],
    /// The sorts of its list besides date, id and title.
    pub sorts: &'static [Sort],
    /// The rules for its state; `None` for facts that do not change.
    pub states: Option<&'static StateMachine>,
    /// The kind whose facts state the true number of facts of this kind, served as `coverage` of the list.
    pub coverage: Option<&'static Kind>,
    /// The text that tells the fact in the timeline; `None` if the title and the claim say all.
    pub summary: Option<Summary>,
    /// The field whose numbers order the facts that are read from one sentence and have no date.
    pub numbered_by: Option<&'static str>,
    /// The field that lists other facts. Each of those facts lists the ids of the facts that annotate it, under the
    /// plural of this kind. Exactly one kind annotates.
    pub annotates: Option<&'static str>,
    /// True if the list is also served as a timeline feed.
    pub has_timeline: bool,
    /// The constraints on a fact beyond the types of its fields.
    pub rules: &'static [Rule],
}

/// The place of the facts of a kind in the seed files. All kinds have lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// In a table of their own.
    Own,
    /// Inside another fact, which shows them and which their `part_of` names.
    Part,
}

/// The relationship of a fact to its pair. A pair has one relation, one or more documents with their sentences, and any number
/// of other facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The pair itself: its id is the `relation` of all other facts.
    Pair,
    /// A document that other facts are read from; it has no sources itself.
    Document,
    /// A sentence of a document. The index lists them, and no curator writes them.
    Sentence,
    /// A work that a document cites in a footnote. It has no sources itself, because footnotes are no sentences.
    Reference,
    Fact,
}

/// The text that tells a fact in the timeline, by the path of its field.
#[derive(Debug, Clone, Copy)]
pub enum Summary {
    /// A sentence of its own.
    Sentence(&'static str),
    /// Words that follow the title. A fact without them has its claim there.
    AfterTitle(&'static str),
}

/// The table of a seed file that declares the facts of a kind.
#[derive(Debug, Clone, Copy)]
pub struct SeedTable {
    /// The name of the file in the folder of the pair.
    pub file: &'static str,
    /// The key of `[[key]]`, or of `[key]` if there is only one. For a part, a key inside the table of its parent.
    pub key: &'static str,
}

/// A field of a fact.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub field_type: FieldType,
    pub presence: Presence,
    /// A phrase for readers of the documentation.
    pub description: &'static str,
    /// The words that a number is compared with, if it has any.
    pub words: Option<NumberWords>,
}

/// The words that give the number in a field. Other fields are those of the same group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberWords {
    /// A place in a ranking, such as `95th largest`, in this field.
    Rank(&'static str),
    /// A percentage in this field, of which the number is in hundredths.
    Percentage(&'static str),
    /// A sentence that the fact cites. The field `noun`, if there is one, has the words for what it counts.
    Sentence { noun: Option<&'static str> },
}

/// The presence of a field in seed files.
#[derive(Debug, Clone, Copy)]
pub enum Presence {
    Required,
    /// `null` (or `[]`) if the document does not say.
    Optional,
    /// Never written by a curator.
    Derived(Derived),
}

/// The input that a derived field is computed from.
#[derive(Debug, Clone, Copy)]
pub enum Derived {
    /// The events, as of the requested day.
    State,
    /// The date of the best-ranked part of this `type`.
    DateOf(&'static str),
    /// SHA-256 of the text of the document.
    TextHash,
    /// The number of code points of the document.
    Length,
    /// The number of its sentences.
    SentenceCount,
    /// The number of those that a fact cites.
    CitedCount,
    /// The sections of the document.
    Sections,
    /// The facts that cite the sentence.
    CitedBy,
    /// The other spellings of the name in this field of the same group, which the curator has listed for the whole pair.
    SpellingsOf(&'static str),
}

/// The type of a field's values.
#[derive(Debug, Clone, Copy)]
pub enum FieldType {
    /// Text in the curator's own words.
    FreeText,
    /// Text as the document spells it, which a sentence cited by the fact must contain.
    Literal,
    /// Another spelling of a name, added by the curator.
    Spelling,
    Integer,
    Flag,
    /// SHA-256 in hex. No curator writes it.
    Hash,
    /// The address of a page: an absolute URL with the scheme http or https.
    Url,
    /// A licence, as an SPDX expression.
    Licence,
    /// A language, as a BCP 47 tag.
    Language,
    /// A heading of the Harmonized System: 2, 4 or 6 digits.
    HsCode,
    Choice(&'static Vocabulary),
    /// ISO 3166 alpha-3.
    Country,
    /// A place by the name that the document uses; responses add the id of the place.
    Place,
    /// ISO 4217.
    Currency,
    /// EDTF, with the document's wording in a second key (`since` and `since_text`).
    Date,
    /// Another fact of the pair, written `kind/id`.
    Fact,
    Group(&'static [Field]),
    List(&'static FieldType),
    /// Facts inside the fact, each with its own id, date, rank and sources.
    Parts(&'static Kind),
}

/// A parameter that filters a list by one of the kind's own fields.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    pub name: &'static str,
    /// The field; groups and lists are separated by dots: `guest.country`, `state.seats`.
    pub path: &'static str,
    /// A phrase for readers of the documentation.
    pub description: &'static str,
}

/// A name by which a list can be sorted, for a field that has one value.
#[derive(Debug, Clone, Copy)]
pub struct Sort {
    pub name: &'static str,
    /// The field; groups are separated by dots: `guest.name`.
    pub path: &'static str,
}

/// The rules by which the state of a fact follows from its events, in their curated order.
///
/// Responses contain it as `state`, with `as_of`, `status`, the carried fields, `may_have_happened` (the ids of events
/// that have possibly, but not certainly, happened by that day), `last_evidence` (the date of the last event that
/// counts) and `after_documents` (true if the day is later than the documents, so that they cannot speak of it).
#[derive(Debug)]
pub struct StateMachine {
    /// Every status. Before the first event that sets one, it is [`UNKNOWN`](super::UNKNOWN) or
    /// [`status_before`](Self::status_before).
    pub statuses: &'static Vocabulary,
    /// The event before which the fact certainly did not exist.
    pub first_event: &'static str,
    /// The status before [`first_event`](Self::first_event).
    pub status_before: &'static str,
    pub transitions: &'static [Transition],
    /// Values of events that stay true until a later event changes them.
    pub carries: &'static [CarriedField],
}

/// A field of the state, and the field of the event that sets it.
#[derive(Debug)]
pub struct CarriedField {
    pub field: Field,
    pub from: &'static str,
}

impl StateMachine {
    /// The effect of events of a type; `None` for an unknown one.
    pub fn transition(&self, event: Option<&str>) -> Option<&Transition> {
        let event = event?;
        self.transitions.iter().find(|one| one.event == event)
    }
}

/// The path of the status, which every state has.
const STATUS_OF_STATE: &str = "state.status";

impl Kind {
    /// A kind without fields, to complete declarations with.
    pub const EMPTY: Self = Self {
        name: "",
        plural: "",
        description: "",
        placement: Placement::Own,
        scope: Scope::Fact,
        seed: SeedTable::new("", ""),
        fields: &[],
        filters: &[],
        sorts: &[],
        states: None,
        coverage: None,
        summary: None,
        numbered_by: None,
        annotates: None,
        has_timeline: false,
        rules: &[],
    };

    /// The path of its list.
    pub fn path(&self) -> String {
        ["/v1/", &self.plural.replace('_', "-")].concat()
    }

    /// True if its facts are parts of other facts.
    pub fn is_part(&self) -> bool {
        self.placement == Placement::Part
    }

    /// The fields that hold facts of other kinds, with these kinds.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &'static Kind)> {
        let fields = self.fields.iter();
        fields.filter_map(|field| match field.field_type {
            FieldType::Parts(kind) => Some((field.name, kind)),
            _ => None,
        })
    }

    /// The type of the field at the path of a filter or sort; for a list, the type of its entries.
    pub fn type_at(&self, path: &str) -> Option<FieldType> {
        if path == STATUS_OF_STATE {
            return self.states.map(|states| FieldType::Choice(states.statuses));
        }
        let state = self.states.map_or(&[][..], |states| states.carries);
        let mut fields: Vec<&Field> = self.fields.iter().collect();
        let mut found = None;
        for step in path.split('.') {
            if step == "state" {
                fields = state.iter().map(|carried| &carried.field).collect();
                continue;
            }
            let field = fields.iter().find(|field| field.name == step)?;
            let field_type = field.field_type.element_type();
            fields = match field_type {
                FieldType::Group(inner) => inner.iter().collect(),
                _ => Vec::new(),
            };
            found = Some(field_type);
        }
        found
    }
}

impl FieldType {
    /// The type of the entries of a list; any other type itself.
    pub fn element_type(self) -> Self {
        match self {
            Self::List(entry) => *entry,
            other => other,
        }
    }
}

impl Field {
    pub const fn required(name: &'static str, field_type: FieldType) -> Self {
        Self::new(name, field_type, Presence::Required)
    }

    pub const fn optional(name: &'static str, field_type: FieldType) -> Self {
        Self::new(name, field_type, Presence::Optional)
    }

    pub const fn derived(name: &'static str, field_type: FieldType, from: Derived) -> Self {
        Self::new(name, field_type, Presence::Derived(from))
    }

    const fn new(name: &'static str, field_type: FieldType, presence: Presence) -> Self {
        Self {
            name,
            field_type,
            presence,
            description: "",
            words: None,
        }
    }

    /// Sets the words that a number is compared with.
    pub const fn in_words(mut self, words: NumberWords) -> Self {
        self.words = Some(words);
        self
    }

    /// Sets the description, which every field has.
    pub const fn doc(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }
}

impl SeedTable {
    pub const fn new(file: &'static str, key: &'static str) -> Self {
        Self { file, key }
    }
}

impl Filter {
    /// A filter that has the name of its field.
    pub const fn field(name: &'static str) -> Self {
        Self::new(name, name)
    }

    pub const fn new(name: &'static str, path: &'static str) -> Self {
        Self {
            name,
            path,
            description: "",
        }
    }

    /// Sets the description, which every filter has.
    pub const fn doc(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    /// Returns true if the filter looks at the state, so that its results depend on the day.
    pub fn is_time_dependent(&self) -> bool {
        self.path.starts_with("state.")
    }
}

impl Sort {
    /// A sort that has the name of its field.
    pub const fn field(name: &'static str) -> Self {
        Self::new(name, name)
    }

    pub const fn new(name: &'static str, path: &'static str) -> Self {
        Self { name, path }
    }
}

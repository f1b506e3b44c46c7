//! What every kind of fact declares. From one [`Kind`] come loading, checking, the typed table, list, item, filters, the
//! timeline entry and the service document; a declaration states facts and has no hooks. What it cannot say is an
//! ordinary handler beside list and item. Knows neither SQLite nor HTTP.

mod column;
mod parameter;
mod state;

pub use column::{ListTable, SqlColumn, SqlType};
pub use parameter::{
    DEFAULT_LIMIT, ListOptions, MAX_LIMIT, Parameter, ParameterRole, ParameterType, list_parameters,
};
pub use state::{CarriedField, ListUpdate, StateMachine, Transition, UNKNOWN};

/// A kind of fact.
#[derive(Debug)]
pub struct Kind {
    /// The field's standard term, singular: what an answer's `kind` says.
    pub name: &'static str,
    /// The name of its list in the API and of its view in the database.
    pub plural: &'static str,
    /// One sentence for people who read the service document.
    pub description: &'static str,
    /// Where an answer holds its facts.
    pub placement: Placement,
    /// What the fact is to the pair it belongs to.
    pub scope: Scope,
    /// The seed file and the table in it.
    pub seed: SeedTable,
    /// What it has besides what all facts have.
    pub fields: &'static [Field],
    /// The parameters of its list besides those of all lists.
    pub filters: &'static [Filter],
    /// What its list can be sorted by besides date, id and title.
    pub sorts: &'static [Sort],
    /// What its facts are on a day, folded from events; `None` for facts that do not change.
    pub states: Option<&'static StateMachine>,
    /// The kind that says how many facts of this one there are in truth, given as `coverage` of the list.
    pub coverage: Option<&'static Kind>,
    /// The field that lists other facts: each of those gets the id of this one, under this kind's plural. One kind has it.
    pub annotates: Option<&'static str>,
    /// Whether the list is worth drawing as a timeline, and so comes as a feed for one.
    pub has_timeline: bool,
    /// What a fact must keep beyond the shape of each field.
    pub rules: &'static [Rule],
}

/// Where an answer holds facts of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// A list of its own, `/v1/{plural}`.
    List,
    /// Inside another fact, whose item names it and is named by its `part_of`.
    Part,
    /// In the `coverage` of another kind's list.
    Coverage,
}

/// What a fact is to its pair: each pair has one relation, at most one document and any number of other facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The pair itself: its id is the `relation` of all others.
    Pair,
    /// The document that the others are read from; it has no sources itself.
    Document,
    Fact,
}

/// Where the facts of a kind stand in a pair's folder.
#[derive(Debug, Clone, Copy)]
pub struct SeedTable {
    pub file: &'static str,
    /// `[[key]]`, or `[key]` where there is one; a part's key stands inside its parent's table.
    pub key: &'static str,
}

/// One thing a fact says.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub field_type: FieldType,
    pub presence: Presence,
    pub description: &'static str,
}

/// Whether a curator writes a field.
#[derive(Debug, Clone, Copy)]
pub enum Presence {
    Required,
    /// `null` (or `[]`) where the document does not say.
    Optional,
    /// Never written: it follows from what is.
    Derived(Derived),
}

/// What a derived field follows from.
#[derive(Debug, Clone, Copy)]
pub enum Derived {
    /// The state as of the day asked for.
    State,
    /// The date of the best-ranked part whose `type` is this.
    DateOf(&'static str),
    /// The number of code points of the document.
    Length,
    /// The sections of the document.
    Sections,
}

/// What a field's values look like.
#[derive(Debug, Clone, Copy)]
pub enum FieldType {
    /// The curator's own words.
    FreeText,
    /// Words as the document spells them: they must stand in a sentence that the fact points to.
    Literal,
    Integer,
    Flag,
    /// SHA-256 in hex.
    Hash,
    /// A heading of the Harmonized System: 2, 4 or 6 digits.
    HsCode,
    Choice(&'static Vocabulary),
    /// ISO 3166-1 alpha-3.
    Country,
    /// A place by the name the document gives it; answers add the place's id.
    Place,
    /// ISO 4217.
    Currency,
    /// EDTF beside the document's words (`since` and `since_text`).
    Date,
    /// Another fact of the pair, written `kind/id`.
    Fact,
    Group(&'static [Field]),
    List(&'static FieldType),
    /// Facts inside the fact, each with its own id, date, rank and sources.
    Parts(&'static Kind),
}

/// A closed list of words. The `check` of the column, the diagnostic of the loader and the error of a request follow it.
#[derive(Debug)]
pub struct Vocabulary {
    pub values: &'static [&'static str],
}

/// A parameter that narrows a list by one of the kind's own fields.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    pub name: &'static str,
    /// The field, groups and lists written with dots: `guest.country`, `state.seats`.
    pub path: &'static str,
    pub description: &'static str,
}

/// A name under which a list can be sorted by a field that has one value.
#[derive(Debug, Clone, Copy)]
pub struct Sort {
    pub name: &'static str,
    /// The field, groups written with dots: `guest.name`.
    pub path: &'static str,
}

/// What a fact must keep beyond the shape of each field.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// Of a list's entries at most one may say `value` in `field`.
    AtMostOne {
        list: &'static str,
        field: &'static str,
        value: &'static str,
    },
    /// Where `field` says `value`, the fields `absent` are left out.
    ForbiddenWhen {
        field: &'static str,
        value: &'static str,
        absent: &'static [&'static str],
    },
    /// Where `field` says `value`, the fields `present` are given.
    RequiredWhen {
        field: &'static str,
        value: &'static str,
        present: &'static [&'static str],
    },
    /// The fact has a date.
    Dated,
    /// Of the fields `any` of a group at least one is given.
    AtLeastOneOf {
        group: &'static str,
        fields: &'static [&'static str],
    },
    /// The two fields are not equal.
    Differ {
        one: &'static str,
        other: &'static str,
    },
    /// The list has exactly two entries, and they differ.
    TwoDistinct { list: &'static str },
    /// The list has at least two entries where `field` says `value`.
    AtLeastTwoWhen {
        field: &'static str,
        value: &'static str,
        list: &'static str,
    },
    /// The number is 1 at least.
    Positive { field: &'static str },
    /// `least` is no greater than `most`, where both are given.
    Ordered {
        least: &'static str,
        most: &'static str,
    },
    /// `fact` names a fact, and the fields `says` repeat what its state is when all its events have happened.
    AgreesWithState {
        fact: &'static str,
        fields: &'static [&'static str],
    },
}

/// How a fact stands against its rivals (Wikibase ranks).
pub static RANK: Vocabulary = Vocabulary {
    values: &["preferred", "normal", "deprecated"],
};

/// The office a person holds, as COLT's leader travel data set has it.
pub static OFFICE: Vocabulary = Vocabulary {
    values: &[
        "head_of_state",
        "head_of_government",
        "deputy_head",
        "foreign_minister",
        "minister",
        "legislator",
        "royal_family",
        "other",
    ],
};

/// The types of mission, after the Lowy Global Diplomacy Index and OpenStreetMap's `diplomatic=*`.
pub static MISSION_TYPE: Vocabulary = Vocabulary {
    values: &[
        "embassy",
        "high_commission",
        "diplomatic_mission",
        "branch_office",
        "consulate_general",
        "consulate",
        "honorary_consulate",
        "representative_office",
    ],
};

/// A person as the document names them.
pub const PERSON: &[Field] = &[
    Field::optional(
        "name",
        FieldType::Literal,
        "the name as the document writes it; null where it names nobody",
    ),
    Field::optional(
        "title",
        FieldType::Literal,
        "the title as the document writes it",
    ),
    Field::optional(
        "office",
        FieldType::Choice(&OFFICE),
        "the office held at the time",
    ),
    Field::required(
        "country",
        FieldType::Country,
        "the country they stand for, ISO 3166-1 alpha-3",
    ),
];

/// A body or person that takes part in something.
pub const ACTOR: &[Field] = &[
    Field::required(
        "name",
        FieldType::Literal,
        "the name as the document writes it",
    ),
    Field::optional(
        "country",
        FieldType::Country,
        "its country; null for what is no state's",
    ),
];

/// A sum of money. Integers, never floats: `US$68.2 million` is 68200000, exact to 100000.
pub const MONEY: &[Field] = &[
    Field::required("value", FieldType::Integer, "whole units of the currency"),
    Field::required("currency", FieldType::Currency, "ISO 4217"),
    Field::required(
        "precision",
        FieldType::Integer,
        "the unit of the last digit that the words give, in units of the currency",
    ),
    Field::required(
        "text",
        FieldType::Literal,
        "the sum in the document's words",
    ),
];

impl Field {
    pub const fn required(
        name: &'static str,
        field_type: FieldType,
        description: &'static str,
    ) -> Self {
        Self {
            name,
            field_type,
            presence: Presence::Required,
            description,
        }
    }

    pub const fn optional(
        name: &'static str,
        field_type: FieldType,
        description: &'static str,
    ) -> Self {
        Self {
            name,
            field_type,
            presence: Presence::Optional,
            description,
        }
    }

    pub const fn derived(
        name: &'static str,
        field_type: FieldType,
        from: Derived,
        description: &'static str,
    ) -> Self {
        Self {
            name,
            field_type,
            presence: Presence::Derived(from),
            description,
        }
    }
}

impl Sort {
    pub const fn new(name: &'static str, path: &'static str) -> Self {
        Self { name, path }
    }
}

impl Filter {
    pub const fn new(name: &'static str, path: &'static str, description: &'static str) -> Self {
        Self {
            name,
            path,
            description,
        }
    }
}

impl Filter {
    /// Whether it looks at the state, and so finds a fact only for a time.
    pub fn is_time_dependent(&self) -> bool {
        self.path.starts_with("state.")
    }
}

impl Kind {
    /// What a kind has that says nothing more than its name, its place and its fields.
    pub const EMPTY: Self = Self {
        name: "",
        plural: "",
        description: "",
        placement: Placement::List,
        scope: Scope::Fact,
        seed: SeedTable { file: "", key: "" },
        fields: &[],
        filters: &[],
        sorts: &[],
        states: None,
        coverage: None,
        annotates: None,
        has_timeline: false,
        rules: &[],
    };

    /// The kinds whose facts stand inside facts of this one.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &'static Kind)> {
        self.fields
            .iter()
            .filter_map(|field| match field.field_type {
                FieldType::Parts(kind) => Some((field.name, kind)),
                _ => None,
            })
    }

    /// The shape of the field that a filter's path names; inside a list, that of its entries.
    pub fn type_at(&self, path: &str) -> Option<FieldType> {
        let state = self
            .states
            .map(|s| s.carries.iter().map(|c| &c.field).collect::<Vec<_>>())
            .unwrap_or_default();
        let mut fields: Vec<&Field> = self.fields.iter().collect();
        let mut found = None;
        for step in path.split('.') {
            if step == "state" {
                fields.clone_from(&state);
                continue;
            }
            let field_type = fields
                .iter()
                .find(|f| f.name == step)?
                .field_type
                .element_type();
            fields = if let FieldType::Group(inner) = field_type {
                inner.iter().collect()
            } else {
                Vec::new()
            };
            found = Some(field_type);
        }
        found
    }
}

impl FieldType {
    /// The shape itself, or that of the entries of a list.
    pub fn element_type(self) -> Self {
        if let Self::List(entry) = self {
            *entry
        } else {
            self
        }
    }
}

//! Treaties, and what the document says of how many there are. Instruments and levels after the UN Treaty What.

use crate::kind::{Field, FieldType, Filter, Kind, Placement, Rule, SeedTable, Sort, Vocabulary};

static INSTRUMENT: Vocabulary = Vocabulary {
    values: &[
        "treaty",
        "agreement",
        "convention",
        "protocol",
        "memorandum",
        "declaration",
        "exchange_of_notes",
        "other",
    ],
};

static LEVEL: Vocabulary = Vocabulary {
    values: &[
        "interstate",
        "intergovernmental",
        "interagency",
        "interparliamentary",
        "unspecified",
    ],
};

static COMPARATOR: Vocabulary = Vocabulary {
    values: &["=", ">", ">=", "<", "<=", "~"],
};

/// Every sector of cooperation among them: tests/house.rs.
static SCOPE: Vocabulary = Vocabulary {
    values: &[
        "all",
        "economy",
        "aerospace",
        "education",
        "culture",
        "humanitarian",
        "security",
        "transport",
        "political",
        "other",
        "cultural_humanitarian",
    ],
};

static SCOPE_STATUS: Vocabulary = Vocabulary {
    values: &["stated", "interpreted"],
};

pub static TREATY: Kind = Kind {
    name: "treaty",
    plural: "treaties",
    description: "Treaties and other instruments; `coverage` says how many the document speaks of.",
    seed: SeedTable {
        file: "treaties.toml",
        key: "treaty",
    },
    fields: &[
        Field::required(
            "instrument",
            FieldType::Choice(&INSTRUMENT),
            "the kind of instrument",
        ),
        Field::required(
            "level",
            FieldType::Choice(&LEVEL),
            "between whom it was concluded",
        ),
        Field::optional("subject", FieldType::FreeText, "what it is about"),
        Field::optional(
            "parties",
            FieldType::List(&FieldType::Country),
            "the states that are parties, ISO 3166-1 alpha-3",
        ),
        Field::optional(
            "bodies",
            FieldType::List(&FieldType::Literal),
            "the bodies that concluded it, as the document writes them",
        ),
        Field::optional(
            "in_force",
            FieldType::Date,
            "entry into force; the fact's own date is that of signature",
        ),
        Field::optional("ended", FieldType::Date, "the end of its force"),
    ],
    filters: &[
        Filter::new("instrument", "instrument", "instruments of these kinds"),
        Filter::new("level", "level", "instruments concluded at these levels"),
    ],
    sorts: &[
        Sort::new("instrument", "instrument"),
        Sort::new("level", "level"),
    ],
    coverage: Some(&TREATY_COUNT),
    ..Kind::EMPTY
};

/// Never derived from the treaties listed, nor they from it.
pub static TREATY_COUNT: Kind = Kind {
    name: "treaty_count",
    plural: "treaty_counts",
    description: "What the document says of how many treaties there are.",
    placement: Placement::Coverage,
    seed: SeedTable {
        file: "treaties.toml",
        key: "count",
    },
    fields: &[
        Field::required(
            "scope",
            FieldType::Choice(&SCOPE),
            "all, a sector, or two joined by _",
        ),
        Field::required(
            "scope_status",
            FieldType::Choice(&SCOPE_STATUS),
            "whether the sentence itself says the scope",
        ),
        Field::required(
            "comparator",
            FieldType::Choice(&COMPARATOR),
            "how the true number compares with the value",
        ),
        Field::required(
            "value",
            FieldType::Integer,
            "the number that the document gives",
        ),
        Field::optional(
            "min",
            FieldType::Integer,
            "the least number that the words allow; null where they set none",
        ),
        Field::optional(
            "max",
            FieldType::Integer,
            "the greatest number that the words allow; null where they set none",
        ),
        Field::required(
            "text",
            FieldType::Literal,
            "the number in the document's words",
        ),
        Field::optional("since", FieldType::Date, "from when on it was counted"),
    ],
    rules: &[Rule::Ordered {
        least: "min",
        most: "max",
    }],
    ..Kind::EMPTY
};

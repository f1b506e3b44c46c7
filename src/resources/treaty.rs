//! Treaties, and what the document says of how many there are. Instruments and levels after the UN Treaty Collection.

use crate::resource::{Enumeration, Field, Filter, Home, Kind, Rule, Seed, Shape, Sort};

static INSTRUMENT: Enumeration = Enumeration {
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

static LEVEL: Enumeration =
    Enumeration { values: &["interstate", "intergovernmental", "interagency", "interparliamentary", "unspecified"] };

static COMPARATOR: Enumeration = Enumeration { values: &["=", ">", ">=", "<", "<=", "~"] };

/// Every sector of cooperation among them: tests/house.rs.
static SCOPE: Enumeration = Enumeration {
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

static SCOPE_STATUS: Enumeration = Enumeration { values: &["stated", "interpreted"] };

pub static TREATY: Kind = Kind {
    name: "treaty",
    plural: "treaties",
    about: "Treaties and other instruments; `coverage` says how many the document speaks of.",
    seed: Seed { file: "treaties.toml", key: "treaty" },
    fields: &[
        Field::required("instrument", Shape::Choice(&INSTRUMENT), "the kind of instrument"),
        Field::required("level", Shape::Choice(&LEVEL), "between whom it was concluded"),
        Field::optional("subject", Shape::Words, "what it is about"),
        Field::optional("parties", Shape::List(&Shape::Country), "the states that are parties, ISO 3166-1 alpha-3"),
        Field::optional(
            "bodies",
            Shape::List(&Shape::Literal),
            "the bodies that concluded it, as the document writes them",
        ),
        Field::optional("in_force", Shape::Date, "entry into force; the fact's own date is that of signature"),
        Field::optional("ended", Shape::Date, "the end of its force"),
    ],
    filters: &[
        Filter::on("instrument", "instrument", "instruments of these kinds"),
        Filter::on("level", "level", "instruments concluded at these levels"),
    ],
    sorts: &[Sort::by("instrument", "instrument"), Sort::by("level", "level")],
    coverage: Some(&TREATY_COUNT),
    ..Kind::PLAIN
};

/// Never derived from the treaties listed, nor they from it.
pub static TREATY_COUNT: Kind = Kind {
    name: "treaty_count",
    plural: "treaty_counts",
    about: "What the document says of how many treaties there are.",
    home: Home::Coverage,
    seed: Seed { file: "treaties.toml", key: "count" },
    fields: &[
        Field::required("scope", Shape::Choice(&SCOPE), "all, a sector, or two joined by _"),
        Field::required("scope_status", Shape::Choice(&SCOPE_STATUS), "whether the sentence itself says the scope"),
        Field::required("comparator", Shape::Choice(&COMPARATOR), "how the true number compares with the value"),
        Field::required("value", Shape::Integer, "the number that the document gives"),
        Field::optional("min", Shape::Integer, "the least number that the words allow; null where they set none"),
        Field::optional("max", Shape::Integer, "the greatest number that the words allow; null where they set none"),
        Field::required("text", Shape::Literal, "the number in the document's words"),
        Field::optional("since", Shape::Date, "from when on it was counted"),
    ],
    rules: &[Rule::Ordered { least: "min", most: "max" }],
    ..Kind::PLAIN
};

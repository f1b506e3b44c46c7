//! Cooperation: what two countries do together that is neither visit, treaty nor trade.

use crate::resource::{ACTOR, Enumeration, Field, Filter, Kind, MONEY, Seed, Shape, Sort};

static SECTOR: Enumeration = Enumeration {
    values: &[
        "economy",
        "aerospace",
        "education",
        "culture",
        "humanitarian",
        "security",
        "transport",
        "political",
        "other",
    ],
};

static TYPE: Enumeration = Enumeration {
    values: &[
        "institution",
        "programme",
        "contract",
        "project",
        "award",
        "aid",
        "scholarship",
        "branch",
        "membership",
        "company",
        "negotiation",
        "statement",
    ],
};

static STATUS: Enumeration = Enumeration { values: &["stated", "signed", "ongoing", "completed", "planned"] };

static FREQUENCY: Enumeration = Enumeration { values: &["once", "monthly", "quarterly", "annual"] };

pub static COOPERATION: Kind = Kind {
    name: "cooperation",
    plural: "cooperation",
    about: "Institutions, programmes, contracts, awards, aid and the like.",
    seed: Seed { file: "cooperation.toml", key: "cooperation" },
    fields: &[
        Field::required("sector", Shape::Choice(&SECTOR), "the field it belongs to, by what the sentence says"),
        Field::required("type", Shape::Choice(&TYPE), "what it is; the parameter is `kind`"),
        Field::required("status", Shape::Choice(&STATUS), "how far it had come"),
        Field::optional("actors", Shape::List(&Shape::Group(ACTOR)), "who takes part"),
        Field::optional("place", Shape::Place, "where, by the name the document gives it"),
        Field::optional("amount", Shape::Group(MONEY), "the sum, where one is given"),
        Field::optional("count", Shape::Integer, "how many, where a number is given"),
        Field::optional("frequency", Shape::Choice(&FREQUENCY), "how often, where it is told"),
    ],
    filters: &[
        Filter::on("sector", "sector", "of these sectors"),
        Filter::on("kind", "type", "of these kinds: an item's `type`"),
        Filter::on("status", "status", "of these statuses"),
    ],
    sorts: &[Sort::by("sector", "sector"), Sort::by("kind", "type"), Sort::by("status", "status")],
    ..Kind::PLAIN
};

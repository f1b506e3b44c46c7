//! Cooperation: joint activities of two countries other than visits, treaties and trade.

use crate::kind::FieldType::{Choice, Group, Integer, List, Place};
use crate::kind::{ACTOR, Field, Filter, Kind, MONEY, SeedTable, Sort, Vocabulary};

static SECTOR: Vocabulary = Vocabulary::new(&[
    "economy",
    "aerospace",
    "education",
    "culture",
    "humanitarian",
    "security",
    "transport",
    "political",
    "other",
]);

static TYPE: Vocabulary = Vocabulary::new(&[
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
]);

static STATUS: Vocabulary =
    Vocabulary::new(&["stated", "signed", "ongoing", "completed", "planned"]);

static FREQUENCY: Vocabulary = Vocabulary::new(&["once", "monthly", "quarterly", "annual"]);

pub static COOPERATION: Kind = Kind {
    name: "cooperation",
    plural: "cooperation",
    description: "Institutions, programmes, contracts, awards, aid and other cooperation.",
    seed: SeedTable::new("cooperation.toml", "cooperation"),
    fields: &[
        Field::required("sector", Choice(&SECTOR)).doc("the sector, by what the sentence says"),
        Field::required("type", Choice(&TYPE)).doc("the type of cooperation"),
        Field::required("status", Choice(&STATUS)).doc("the stage it had reached"),
        Field::optional("actors", List(&Group(ACTOR))).doc("the people and bodies that take part"),
        Field::optional("place", Place).doc("the place, by the name that the document uses"),
        Field::optional("amount", Group(MONEY)).doc("the sum, if the document gives one"),
        Field::optional("count", Integer).doc("the number, if the document gives one"),
        Field::optional("frequency", Choice(&FREQUENCY))
            .doc("the frequency, if the document gives one"),
    ],
    filters: &[
        Filter::field("sector").doc("only facts of these sectors"),
        Filter::field("type").doc("only facts of these types"),
        Filter::field("status").doc("only facts with these statuses"),
    ],
    sorts: &[
        Sort::field("sector"),
        Sort::field("type"),
        Sort::field("status"),
    ],
    ..Kind::EMPTY
};

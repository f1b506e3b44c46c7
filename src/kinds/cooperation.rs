//! Cooperation: joint activities of two countries other than visits, treaties and trade.

use crate::kind::FieldType::{Choice, Group, Integer, List, Place};
use crate::kind::{
    ACTOR, Field, Filter, Kind, MONEY, NumberWords, RANGE_IN_ORDER, SUM_OR_RANGE, SeedTable, Sort,
    Vocabulary, vocabulary,
};

static SECTOR: Vocabulary = vocabulary! {
    "economy": "trade, finance and investment",
    "aerospace": "space and aviation",
    "education": "education and science",
    "culture": "culture",
    "humanitarian": "aid and relief",
    "security": "defence and security",
    "transport": "transport",
    "political": "political affairs",
    "other": "any other sector",
};

static TYPE: Vocabulary = vocabulary! {
    "institution": "a joint body",
    "programme": "a programme that runs for some time",
    "contract": "a contract",
    "project": "a project with an end",
    "award": "an order, medal or prize",
    "aid": "aid in money or kind",
    "scholarship": "grants for students",
    "branch": "a branch of an institution of one country in the other",
    "membership": "membership in an organisation",
    "company": "a joint company",
    "negotiation": "negotiations",
    "statement": "a statement of intent",
    "meeting": "a meeting or conference that is no visit",
    "exhibition": "an exhibition, fair or festival",
};

static STATUS: Vocabulary = vocabulary! {
    "stated": "the document does not say how far it has come",
    "signed": "signed and not yet begun",
    "ongoing": "under way",
    "completed": "completed",
    "planned": "planned",
    "suspended": "stopped for the time being",
    "ended": "ended before or without completion",
};

static FREQUENCY: Vocabulary = vocabulary! {
    "once": "once",
    "monthly": "every month",
    "quarterly": "every quarter",
    "annual": "every year",
};

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
        Field::optional("count", Integer)
            .in_words(NumberWords::Sentence { noun: None })
            .doc("the number, if the document gives one"),
        Field::optional("frequency", Choice(&FREQUENCY))
            .doc("the frequency, if the document gives one"),
    ],
    filters: &[
        Filter::field("sector").doc("only facts of these sectors"),
        Filter::field("type").doc("only facts of these types"),
        Filter::field("status").doc("only facts with these statuses"),
    ],
    rules: &[SUM_OR_RANGE, RANGE_IN_ORDER],
    sorts: &[
        Sort::field("sector"),
        Sort::field("type"),
        Sort::field("status"),
    ],
    ..Kind::EMPTY
};

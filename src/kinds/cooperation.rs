//! Cooperation: joint activities of two countries other than visits, treaties and trade.

use crate::kind::FieldType::{Choice, Date, FreeText, Group, Integer, List, Literal, Place};
use crate::kind::{
    ATTRIBUTED, Field, Filter, Kind, MONEY, NumberWords, PARTICIPANT, RANGE_IN_ORDER, RESERVATION,
    Rule, SUM_OR_RANGE, SeedTable, Sort, Vocabulary, vocabulary,
};

static SECTOR: Vocabulary = vocabulary! {
    "economy": "trade, finance and investment",
    "aerospace": "space and aviation",
    "education": "education and science",
    "culture": "culture and sport",
    "humanitarian": "aid and relief",
    "security": "defence and security",
    "transport": "transport",
    "energy": "energy, oil, gas and mining",
    "agriculture": "agriculture and fishing",
    "health": "health",
    "environment": "environment and water",
    "infrastructure": "building, cities and infrastructure",
    "tourism": "tourism and visas",
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
    "support": "diplomatic support, such as for a membership or a candidacy",
    "consultation": "consultation, or coordination of policies",
    "statement": "a statement of intent",
    "meeting": "a meeting or conference that is no visit",
    "exhibition": "an exhibition, fair or festival",
    "twinning": "a partnership of towns, regions or universities",
    "alliance": "an alliance, or membership in the same alliance",
    "operation": "a joint military, police or relief operation",
};

static STATUS: Vocabulary = vocabulary! {
    "stated": "the document does not say how far it has come",
    "offered": "offered or requested, and not known to have been accepted",
    "agreed": "agreed in principle or provisionally, or laid down in a preliminary agreement",
    "signed": "signed and not yet begun",
    "ongoing": "under way",
    "completed": "completed",
    "past": "under way in the past, and the document does not say how it ended",
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
        Field::optional("name", Literal).doc("its own name, as the document writes it"),
        Field::optional("subject", FreeText)
            .doc("what it is about or consists in, in the curator's words"),
        Field::required("status", Choice(&STATUS)).doc("the stage it had reached"),
        Field::optional("ended", Date).doc("the date on which it was suspended or ended"),
        Field::optional("actors", List(&Group(PARTICIPANT)))
            .doc("the people and bodies that take part"),
        Field::optional("place", Place).doc("the place, by the name that the document uses"),
        Field::optional("amount", Group(MONEY)).doc("the sum, if the document gives one"),
        Field::optional("count", Integer)
            .in_words(NumberWords::Sentence {
                noun: Some("counted"),
            })
            .doc("the number, if the document gives one"),
        Field::optional("counted", FreeText)
            .doc("the things that `count` counts, such as helicopters, in the curator's words"),
        Field::optional("frequency", Choice(&FREQUENCY))
            .doc("the frequency, if the document gives one"),
        RESERVATION,
        ATTRIBUTED,
    ],
    filters: &[
        Filter::field("sector").doc("only facts of these sectors"),
        Filter::field("type").doc("only facts of these types"),
        Filter::field("status").doc("only facts with these statuses"),
        Filter::new("actor", "actors.name")
            .doc("only facts in which these people or bodies take part"),
        Filter::field("place").doc("only facts at these places"),
    ],
    rules: &[
        SUM_OR_RANGE,
        RANGE_IN_ORDER,
        Rule::Parties {
            fields: &["actors.country"],
        },
    ],
    sorts: &[
        Sort::field("sector"),
        Sort::field("type"),
        Sort::field("status"),
    ],
    ..Kind::EMPTY
};

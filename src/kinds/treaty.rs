//! Treaties, and the numbers of treaties that the document states. Instruments and levels follow the UN Treaty
//! Collection.

use crate::kind::FieldType::{
    Choice, Country, Date, FreeText, Group, Integer, List, Literal, Place,
};
use crate::kind::{
    ATTRIBUTED, Field, Filter, Kind, PERSON, RESERVATION, Rule, SeedTable, Sort, Vocabulary,
    vocabulary,
};

static INSTRUMENT: Vocabulary = vocabulary! {
    "treaty": "a treaty",
    "agreement": "an agreement",
    "convention": "a convention",
    "protocol": "a protocol",
    "memorandum": "a memorandum of understanding",
    "declaration": "a declaration",
    "exchange_of_notes": "an exchange of notes",
    "other": "any other instrument",
};

static LEVEL: Vocabulary = vocabulary! {
    "interstate": "between the states",
    "intergovernmental": "between the governments",
    "interagency": "between ministries or agencies",
    "interparliamentary": "between the parliaments",
    "unspecified": "the document does not say",
};

static STATUS: Vocabulary = vocabulary! {
    "negotiated": "negotiated, and not known to be signed",
    "initialled": "initialled, and not known to be signed",
    "unratified": "signed, and not ratified",
    "suspended": "not applied for the time being",
    "terminated": "no longer in force",
};

static COMPARATOR: Vocabulary = vocabulary! {
    "=": "exactly `value`",
    ">": "more than `value`",
    ">=": "at least `value`",
    "<": "fewer than `value`",
    "<=": "at most `value`",
    "~": "about `value`",
};

/// Contains every sector of cooperation: tests/architecture.
static SCOPE: Vocabulary = vocabulary! {
    "all": "all treaties between the two countries",
    "economy": "treaties on trade, finance and investment",
    "aerospace": "treaties on space and aviation",
    "education": "treaties on education and science",
    "culture": "treaties on culture and sport",
    "humanitarian": "treaties on aid and relief",
    "security": "treaties on defence and security",
    "transport": "treaties on transport",
    "energy": "treaties on energy, oil, gas and mining",
    "agriculture": "treaties on agriculture and fishing",
    "health": "treaties on health",
    "environment": "treaties on the environment and water",
    "infrastructure": "treaties on building, cities and infrastructure",
    "tourism": "treaties on tourism and visas",
    "political": "treaties on political affairs",
    "other": "treaties of any other sector",
    "cultural_humanitarian": "treaties on culture and on humanitarian affairs",
};

static SCOPE_STATUS: Vocabulary = vocabulary! {
    "stated": "the sentence itself gives the scope",
    "interpreted": "the curator read the scope from the context",
};

pub static TREATY: Kind = Kind {
    name: "treaty",
    plural: "treaties",
    description: "Treaties and other instruments; `coverage` gives the numbers that the document states.",
    seed: SeedTable::new("treaties.toml", "treaty"),
    fields: &[
        Field::required("instrument", Choice(&INSTRUMENT)).doc("the kind of instrument"),
        Field::required("level", Choice(&LEVEL)).doc("the level it was concluded at"),
        Field::optional("name", Literal).doc("its own name, as the document writes it"),
        Field::optional("subject", FreeText).doc("the subject matter, such as films"),
        Field::optional("parties", List(&Country))
            .doc("the states that are parties, ISO 3166 alpha-3"),
        Field::optional("bodies", List(&Literal))
            .doc("the bodies that concluded it, as the document writes them"),
        Field::optional("signatories", List(&Group(PERSON))).doc("the people who signed it"),
        Field::optional("place", Place)
            .doc("the place of signature, by the name that the document uses"),
        Field::optional("status", Choice(&STATUS))
            .doc("why it is not in force, as far as the document says"),
        Field::optional("in_force", Date)
            .doc("the date of entry into force; `date` is the date of signature"),
        Field::optional("ended", Date).doc("the date of suspension or termination"),
        Field::optional("ended_by", Country)
            .doc("the party that suspended or terminated it, ISO 3166 alpha-3; null if it was not one alone"),
        RESERVATION,
        ATTRIBUTED,
    ],
    filters: &[
        Filter::field("instrument").doc("only instruments of these kinds"),
        Filter::field("level").doc("only instruments concluded at these levels"),
        Filter::field("status").doc("only instruments that are not in force, for these reasons"),
        Filter::new("signatory", "signatories.name")
            .doc("only instruments that these people signed"),
        Filter::field("place").doc("only instruments signed in these places"),
    ],
    sorts: &[Sort::field("instrument"), Sort::field("level")],
    coverage: Some(&TREATY_COUNT),
    ..Kind::EMPTY
};

/// Independent of the treaties listed: neither is derived from the other.
pub static TREATY_COUNT: Kind = Kind {
    name: "treaty_count",
    plural: "treaty_counts",
    description: "The numbers of treaties that the document states.",
    seed: SeedTable::new("treaties.toml", "count"),
    fields: &[
        Field::required("scope", Choice(&SCOPE)).doc(
            "the treaties counted: all, those of a sector, or those of two sectors joined by `_`",
        ),
        Field::required("scope_status", Choice(&SCOPE_STATUS))
            .doc("stated if the sentence itself gives the scope, otherwise interpreted"),
        Field::required("comparator", Choice(&COMPARATOR))
            .doc("how the true number compares with `value`"),
        Field::required("value", Integer).doc("the number that the document gives"),
        Field::optional("min", Integer)
            .doc("the smallest number that the text allows; null if it sets no lower bound"),
        Field::optional("max", Integer)
            .doc("the largest number that the text allows; null if it sets no upper bound"),
        Field::required("text", Literal).doc("the number as the document writes it"),
        Field::optional("since", Date).doc("the date from which treaties are counted"),
    ],
    filters: &[
        Filter::field("scope").doc("only counts of these treaties"),
        Filter::field("scope_status").doc(
            "only counts whose scope the sentence states, or only those where it is interpreted",
        ),
    ],
    sorts: &[Sort::field("scope"), Sort::field("value")],
    rules: &[
        Rule::Ordered {
            least: "min",
            most: "max",
        },
        Rule::CountInWords { words: "text" },
    ],
    ..Kind::EMPTY
};

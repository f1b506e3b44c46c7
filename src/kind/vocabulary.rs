//! Vocabularies: closed lists of values, and those that several kinds share.

/// A closed list of values. The `check` of the column, the diagnostics of seed files and the errors of requests follow from
/// it.
#[derive(Debug)]
pub struct Vocabulary {
    pub values: &'static [&'static str],
}

impl Vocabulary {
    pub const fn new(values: &'static [&'static str]) -> Self {
        Self { values }
    }
}

/// How a fact ranks against facts that contradict it, as in Wikibase.
pub static RANK: Vocabulary = Vocabulary::new(&["preferred", "normal", "deprecated"]);

/// The office a person holds, as in COLT's data set of leader travel.
pub static OFFICE: Vocabulary = Vocabulary::new(&[
    "head_of_state",
    "head_of_government",
    "deputy_head",
    "foreign_minister",
    "minister",
    "legislator",
    "royal_family",
    "other",
]);

/// The types of mission, after the Lowy Global Diplomacy Index and OpenStreetMap's `diplomatic=*`.
pub static MISSION_TYPE: Vocabulary = Vocabulary::new(&[
    "embassy",
    "high_commission",
    "diplomatic_mission",
    "branch_office",
    "consulate_general",
    "consulate",
    "honorary_consulate",
    "representative_office",
]);

//! Vocabularies: closed lists of values, and those that several kinds share.

/// A closed list of values with their meanings. The `check` of the column, the diagnostics of seed files, the errors of
/// requests and the documentation follow from it.
#[derive(Debug)]
pub struct Vocabulary {
    pub values: &'static [&'static str],
    /// The meaning of each value, as a phrase, in the order of the values.
    pub meanings: &'static [&'static str],
}

/// A [`Vocabulary`], written as `value: meaning`.
macro_rules! vocabulary {
    ($($value:literal: $meaning:literal),+ $(,)?) => {
        $crate::kind::Vocabulary {
            values: &[$($value),+],
            meanings: &[$($meaning),+],
        }
    };
}
pub(crate) use vocabulary;

impl Vocabulary {
    /// Each value with its meaning, for the documentation.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let values = self.values.iter().copied();
        values.zip(self.meanings.iter().copied())
    }

    /// All values with their meanings, as one text: "`a`: meaning; `b`: meaning".
    pub fn described(&self) -> String {
        let entries = self.entries();
        let entries = entries.map(|(value, meaning)| format!("`{value}`: {meaning}"));
        entries.collect::<Vec<_>>().join("; ")
    }
}

/// The rank of a fact among facts that contradict it, as in Wikibase.
pub static RANK: Vocabulary = vocabulary! {
    "preferred": "the best of several facts that contradict each other",
    "normal": "a fact like any other",
    "deprecated": "known to be wrong, and kept to show that the document says it",
};

/// The calendar of a date's words, where it is not the Gregorian one.
pub static CALENDAR: Vocabulary = vocabulary! {
    "julian": "the Julian calendar, as in Russia until 1918 and in Greece until 1923",
    "hijri": "the Islamic lunar calendar",
    "solar_hijri": "the solar calendar of Iran and Afghanistan",
    "rumi": "the fiscal calendar of the Ottoman Empire",
    "hebrew": "the Hebrew calendar",
    "ethiopian": "the Ethiopian calendar",
    "coptic": "the Coptic calendar",
    "buddhist": "years of the Buddhist era, as in Thailand",
    "vikram_samvat": "the Vikram Samvat calendar, as in Nepal",
    "chinese": "the traditional Chinese calendar, or its kin in Korea, Vietnam and Mongolia",
    "minguo": "years of the Republic of China",
    "japanese": "years of Japanese eras, such as Meiji",
    "french_republican": "the French Republican calendar",
};

/// The name of a calendar for readers: `Julian calendar`.
pub fn calendar_name(calendar: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        [&first.to_ascii_uppercase(), rest].concat()
    };
    let words = calendar.split('_').map(word);
    words.collect::<Vec<_>>().join(" ") + " calendar"
}

/// The office a person holds, as in COLT's data set of leader travel.
pub static OFFICE: Vocabulary = vocabulary! {
    "head_of_state": "a president, monarch or other head of state",
    "head_of_government": "a prime minister, chancellor or other head of government",
    "deputy_head": "a deputy of the head of state or of government",
    "foreign_minister": "the minister of foreign affairs",
    "minister": "any other minister",
    "ambassador": "an ambassador or another permanent representative",
    "charge_d_affaires": "a chargé d'affaires, or another diplomat who stands in for an ambassador",
    "consul": "a consul, consul general or honorary consul",
    "envoy": "a special envoy or representative",
    "legislator": "a member or speaker of a parliament",
    "royal_family": "a member of a royal family who is not the head of state",
    "other": "any other office",
};

/// The types of mission, after the Lowy Global Diplomacy Index and OpenStreetMap's `diplomatic=*`.
pub static MISSION_TYPE: Vocabulary = vocabulary! {
    "embassy": "of the highest rank, headed by an ambassador or, for want of one, a chargé d'affaires",
    "high_commission": "an embassy between two members of the Commonwealth",
    "diplomatic_mission": "any representation that the document does not call an embassy",
    "legation": "headed by a minister or a chargé d'affaires, and below an embassy",
    "branch_office": "an office of an embassy in another city",
    "consulate_general": "headed by a consul general",
    "consulate": "headed by a consul",
    "honorary_consulate": "headed by an honorary consul",
    "representative_office": "stands in for an embassy where there are no diplomatic relations",
};

/// The field by which a kind says how firmly the document states a fact: a value of [`STANDING`].
pub const STANDING_FIELD: &str = "standing";

/// The field by which a kind names the body or person whose statement a fact is.
pub const ATTRIBUTED_TO: &str = "attributed_to";

/// The firmness with which a document states something.
pub static STANDING: Vocabulary = vocabulary! {
    "stated": "stated as a fact",
    "widely_accepted": "said to be widely accepted",
    "probable": "said to be probable",
    "disputed": "said to be disputed",
    "claimed": "reported as somebody's claim",
    "expected": "expected, hoped for or forecast",
};

/// The part that a body or person takes in something.
pub static ROLE: Vocabulary = vocabulary! {
    "giver": "it gives, lends, grants or awards",
    "recipient": "it is given something",
    "supplier": "it sells, builds or delivers",
    "customer": "it buys or orders",
    "organiser": "it organises, hosts or leads",
    "patron": "it is held or done under its auspices",
    "partner": "it helps the organiser, or works with it",
    "participant": "it takes part",
    "mediator": "it mediates, or lends its good offices",
};

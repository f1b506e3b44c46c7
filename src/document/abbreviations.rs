//! Abbreviations, whose full stop does not end a sentence, or only before a word that opens one.

use std::collections::HashSet;

/// Titles and others that a name or a number always follows.
const NEVER_LAST: &[&str] = &[
    "Adm", "Amb", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Cpl", "Dipl", "Dr", "Dra", "Fr", "Gen",
    "Gov", "Hon", "Hr", "Ing", "Lic", "Lt", "Mag", "Maj", "Messrs", "Min", "Mlle", "Mme", "Mr",
    "Mrs", "Ms", "Msgr", "Mx", "Pres", "Prof", "Pvt", "Rep", "Rev", "Sen", "Sgt", "Sra", "Supt",
    "approx", "ca", "cf", "dr", "e.g", "eg", "i.e", "ie", "mr", "mrs", "prof", "viz", "vs",
];
/// Abbreviations that end a sentence where the next word opens one. The capital letters tell days and months from words.
const SELDOM_LAST: &[&str] = &[
    "Apr", "Assn", "Assoc", "Aug", "Ave", "Blvd", "Bros", "Cie", "Co", "Corp", "Dec", "Dept",
    "Dist", "Est", "Feb", "Fri", "Ft", "Inc", "Intl", "Jan", "Jr", "Jul", "Jun", "LLC", "Ltd",
    "Mar", "Mon", "Mt", "Nov", "Oct", "Ph.D", "PhD", "Plc", "Pty", "Rd", "Sat", "Sec", "Secy",
    "Sep", "Sept", "Sr", "St", "Ste", "Sts", "Sun", "Thu", "Thur", "Thurs", "Tue", "Tues", "Univ",
    "Wed", "al", "bros", "co", "corp", "dept", "ed", "eds", "esp", "est", "excl", "ft", "gen",
    "gov", "hon", "inc", "incl", "ltd", "max", "min", "mt", "plc", "pres", "rep", "resp", "rev",
    "sen", "st", "tel", "trans", "v",
];
/// Abbreviations before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "app", "art", "arts", "ch", "chap", "cl", "fig", "figs", "fn", "n", "no", "nos", "nr", "num",
    "op", "p", "par", "para", "paras", "pp", "res", "sec", "sect", "ser", "vol", "vols",
];
/// The letters that stand for born, about, died, reigned and their like.
const SINGLE_LETTERS: &[&str] = &["b", "c", "d", "fl", "n", "p", "pp", "r", "v"];
/// Times of the day, which end a sentence unless a zone or a day follows.
const TIMES: &[&str] = &["a.m", "p.m", "am", "pm"];
/// The words of a day or month that may follow a time.
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Eastern",
    "Pacific",
    "Central",
    "Greenwich",
];
/// The months of German, which writes the day before them with a full stop.
const MONTHS_AFTER_DAY: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
/// The words that open a sentence and are no part of a name.
const OPENERS: &[&str] = &[
    "A",
    "According",
    "After",
    "Afterwards",
    "All",
    "Although",
    "Among",
    "Another",
    "As",
    "At",
    "Because",
    "Before",
    "Besides",
    "Between",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Every",
    "Following",
    "For",
    "From",
    "Furthermore",
    "He",
    "Her",
    "Here",
    "His",
    "However",
    "If",
    "In",
    "It",
    "Its",
    "Later",
    "Many",
    "Meanwhile",
    "Moreover",
    "Most",
    "Nevertheless",
    "Now",
    "On",
    "Once",
    "Other",
    "Our",
    "Over",
    "She",
    "Since",
    "Some",
    "Soon",
    "Such",
    "Than",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "Today",
    "Under",
    "Until",
    "Upon",
    "We",
    "What",
    "When",
    "Where",
    "Whereas",
    "Which",
    "While",
    "With",
    "Within",
    "Without",
];
/// The length of the longest word that is looked at.
const MAX_WORD: usize = 24;

/// The abbreviations of a document besides those that every document has.
pub(super) struct Abbreviations {
    own: HashSet<String>,
}

impl Abbreviations {
    pub fn new(own: &[String]) -> Self {
        let own = own.iter();
        let own = own.map(|word| word.trim().trim_end_matches('.').to_lowercase());
        Self {
            own: own.filter(|word| !word.is_empty()).collect(),
        }
    }

    /// Returns true if `before` ends in an abbreviation that `next` continues.
    pub fn continue_sentence(&self, before: &str, next: &str) -> bool {
        let Some(word) = before.strip_suffix('.').map(last_word) else {
            return false;
        };
        if word.is_empty() || self.own.contains(&word.to_lowercase()) {
            return !word.is_empty();
        }
        let next = next.trim_start_matches(|c: char| !c.is_alphanumeric());
        let follower = next
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        let opens = OPENERS.contains(&follower);
        let is_number = follower.starts_with(char::is_numeric);
        let lower = word.to_lowercase();
        if NEVER_LAST.contains(&word) {
            true
        } else if TIMES.contains(&word) {
            let is_zone = follower.len() > 1 && follower.chars().all(char::is_uppercase);
            is_zone || DAYS.contains(&follower)
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            word.len() <= 2 && MONTHS_AFTER_DAY.contains(&follower)
        } else if BEFORE_NUMBERS.contains(&lower.as_str()) && (is_number || is_roman(follower)) {
            true
        } else {
            let is_abbreviation =
                SELDOM_LAST.contains(&word) || SINGLE_LETTERS.contains(&word) || are_initials(word);
            is_abbreviation && !opens
        }
    }
}

/// `U.S`, `J`, `D.C`, or the end of `Lt.-Gen`.
fn last_word(before: &str) -> &str {
    let ends_word = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '&' | '\'' | '’');
    let tail = before.char_indices().rev().take(MAX_WORD);
    let start = tail.take_while(|(_, c)| !ends_word(*c)).last();
    &before[start.map_or(before.len(), |(position, _)| position)..]
}

fn are_initials(word: &str) -> bool {
    let is_initial = |part: &str| part.chars().count() == 1 && part.contains(char::is_uppercase);
    word.split('.').all(is_initial)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c))
}

//! Days as pages state them: in ISO 8601 with or without a time, or in English words.

use jiff::civil::Date;

use crate::values::day::parse_day;

/// The forms of a day in words, without commas.
const FORMS: [&str; 4] = ["%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y"];

/// The first day that a text states, as `YYYY-MM-DD`. Forms in which day and month could be confused are not read.
pub(super) fn stated_day(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(position, word)| {
        iso_day(word).or_else(|| in_words(words.get(position..position + 3)?))
    })
}

/// The day of `2019-09-26` or `2019-09-26T11:01:39Z`.
fn iso_day(word: &str) -> Option<String> {
    let day = word.get(..10)?;
    let has_time = word[10..].starts_with('T') || word.len() == 10;
    (has_time && parse_day(day).is_some()).then(|| day.to_owned())
}

fn in_words(words: &[&str]) -> Option<String> {
    let text = words.join(" ");
    let day = FORMS
        .iter()
        .find_map(|form| Date::strptime(form, &text).ok());
    day.map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::stated_day;

    #[test]
    fn days_are_read_where_they_are_clear() {
        for (text, day) in [
            ("2019-09-26", Some("2019-09-26")),
            ("2019-09-26T23:01:39+02:00", Some("2019-09-26")),
            (
                "This page was last edited on 6 September 2019, at 11:35.",
                Some("2019-09-06"),
            ),
            ("Published: May 3, 2011", Some("2011-05-03")),
            ("Wed Nov 20 2024 10:11:12 GMT+0100", Some("2024-11-20")),
            ("03/04/2011", None),
            ("2019-13-26", None),
            ("", None),
        ] {
            assert_eq!(stated_day(text).as_deref(), day, "{text}");
        }
    }
}

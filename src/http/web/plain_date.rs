//! Dates in words of our own, for sentences that a document's words do not fit into: `since May 2018`, `in about 2012`.

use serde_json::json;

use super::item::Item;
use crate::values::date::Date;

const MONTHS: [&str; 12] = [
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
];

/// `on 3 May 2018`, `in 2018`, or the document's words in parentheses where the date is longer than a year.
pub fn in_or_on(fact: &Item) -> String {
    let preposition = if fact.text("date.precision") == "day" {
        "on"
    } else {
        "in"
    };
    after(preposition, fact)
}

/// `since 3 May 2018`, or the document's words in parentheses where the date is longer than a year.
pub fn since(fact: &Item) -> String {
    match fact.text("date.edtf").strip_suffix("/..").map(Date::parse) {
        // Its beginning, for a date that goes on since then.
        Some(Ok(start)) => {
            let earliest = start.earliest.map(|day| day.to_string());
            let date = json!({
                "edtf": start.edtf, "text": fact.text("date.text"), "precision": start.precision, "earliest": earliest,
                "approximate": start.approximate, "uncertain": start.uncertain,
            });
            after("since", &Item::parse(&json!({ "date": date }).to_string()))
        }
        _ => after("since", fact),
    }
}

fn after(preposition: &str, fact: &Item) -> String {
    let hedge = match (fact.is("date.approximate"), fact.is("date.uncertain")) {
        (true, _) => "about ",
        (_, true) => "perhaps ",
        _ => "",
    };
    match plain(fact) {
        Some(date) => [preposition, " ", hedge, &date].concat(),
        None => format!("({})", fact.when()),
    }
}

/// A date of a year or less: `3 May 2018`, `the spring of 2004`.
fn plain(fact: &Item) -> Option<String> {
    let earliest = fact.text("date.earliest");
    let mut parts = earliest.split('-').map(|part| part.parse::<usize>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let name = MONTHS.get(month.checked_sub(1)?)?;
    match fact.text("date.precision").as_str() {
        "day" => Some(format!("{day} {name} {year}")),
        "month" => Some(format!("{name} {year}")),
        "season" => {
            let season = ["winter", "spring", "summer", "autumn"][month / 3 % 4];
            Some(format!("the {season} of {year}"))
        }
        "year" => Some(year.to_string()),
        _ => None,
    }
}

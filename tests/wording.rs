//! Words and values: tables of phrases, what they give, and what contradicts them.
//!
//! In the tables, `=` stands between a phrase and what it gives, `~` between a phrase and values that agree with it though it
//! gives no single one, `?` between a phrase and values that are not compared with it, `..` before the limits of a range, and
//! `|` before values that are wrong. `*` is any precision.

use bilateral::values::date::Date;
use bilateral::wording::counts::{CountComparison, CountFault, WrittenCount, compare_count};
use bilateral::wording::dates::{DateComparison, compare_date, date_from_words};
use bilateral::wording::sums::{
    SumComparison, SumFault, SumRange, WrittenSum, compare_sum, read_sum,
};
use proptest::prelude::*;

const REAL_DATES: &str = include_str!("wording/real_dates.txt");
const INVENTED_DATES: &str = include_str!("wording/invented_dates.txt");
const SUMS: &str = include_str!("wording/sums.txt");
const COUNTS: &str = include_str!("wording/counts.txt");

/// A line of a table.
struct Row {
    phrase: &'static str,
    sign: &'static str,
    right: Vec<&'static str>,
    wrong: Vec<&'static str>,
}

fn rows(table: &'static str) -> Vec<Row> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(row).collect()
}

fn row(line: &'static str) -> Row {
    let (line, wrong) = line.split_once(" | ").unwrap_or((line, ""));
    let sign = [" = ", " ~ ", " ? ", " .. "];
    let found = sign
        .iter()
        .filter_map(|sign| Some((line.find(sign)?, *sign)));
    let (position, sign) = found.min().unwrap_or_else(|| panic!("no sign: {line}"));
    let values = |text: &'static str| text.split(", ").filter(|value| !value.is_empty()).collect();
    Row {
        phrase: &line[..position],
        sign: sign.trim(),
        right: values(&line[position + sign.len()..]),
        wrong: values(wrong),
    }
}

fn date(edtf: &str) -> Date {
    Date::parse(edtf).unwrap_or_else(|error| panic!("{edtf}: {error:?}"))
}

/// Dates that differ from a date that words give: more and less precise ones, and its neighbours.
fn wrong_dates(edtf: &str) -> Vec<String> {
    match edtf.len() {
        _ if edtf.contains(['/', '~', '?', '%']) => vec!["1777".to_owned()],
        4 if edtf.ends_with("XX") => vec!["1777-05".to_owned()],
        4 if edtf.ends_with('X') => vec![format!("{}5", &edtf[..3])],
        4 => vec![
            format!("{edtf}-05"),
            format!("{edtf}-05-03"),
            "1777".to_owned(),
        ],
        7 if edtf.as_bytes()[4] == b'-' && edtf[5..] < *"13" => {
            vec![
                format!("{edtf}-03"),
                edtf[..4].to_owned(),
                format!("{}-22", &edtf[..4]),
            ]
        }
        10 if edtf.as_bytes()[7] == b'-' => vec![edtf[..7].to_owned(), edtf[..4].to_owned()],
        _ => vec!["1777".to_owned()],
    }
}

#[test]
fn words_of_dates_agree_with_what_they_give_and_with_nothing_else() {
    let (mut right, mut not_compared, mut faults) = (0, 0, Vec::new());
    for row in rows(REAL_DATES).into_iter().chain(rows(INVENTED_DATES)) {
        let phrase = row.phrase;
        let given = (row.sign == "=").then(|| row.right[0].to_owned());
        if row.sign != "?" && date_from_words(phrase) != given {
            faults.push(format!("{phrase}: gives {:?}", date_from_words(phrase)));
        }
        for edtf in &row.right {
            let compared = compare_date(&date(edtf), phrase);
            match (&compared, row.sign) {
                (DateComparison::NotCompared, "?") => not_compared += 1,
                (DateComparison::Agrees, "=" | "~") => right += 1,
                _ => faults.push(format!("{phrase} as {edtf}: {compared:?}")),
            }
        }
        let more = given.iter().flat_map(|edtf| wrong_dates(edtf));
        for edtf in row.wrong.iter().map(|edtf| (*edtf).to_owned()).chain(more) {
            let compared = compare_date(&date(&edtf), phrase);
            let DateComparison::Disagrees { expected } = &compared else {
                faults.push(format!("{phrase} as {edtf}: {compared:?}"));
                continue;
            };
            let is_right =
                |edtf: &&String| compare_date(&date(edtf), phrase) == DateComparison::Agrees;
            if expected.is_empty() || !expected.iter().all(|edtf| is_right(&edtf)) {
                faults.push(format!("{phrase} as {edtf}: a wrong remedy, {expected:?}"));
            }
        }
    }
    println!("dates: {right} right, {not_compared} not compared");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn words_of_sums_agree_with_what_they_give_and_with_nothing_else() {
    let (mut right, mut not_compared) = (0, 0);
    for row in rows(SUMS) {
        let phrase = row.phrase;
        let parts: Vec<&str> = row.right[0].split(' ').collect();
        let value: i64 = parts[0].parse().unwrap();
        let compare = |value, precision, currency| {
            let written = WrittenSum {
                value,
                precision,
                currency,
            };
            compare_sum(written, phrase)
        };
        match row.sign {
            "?" => {
                assert_eq!(
                    compare(value, 1, "USD"),
                    SumComparison::NotCompared,
                    "{phrase}"
                );
                not_compared += 1;
            }
            ".." => {
                let (min, max) = (value, parts[1].parse().unwrap());
                let range = read_sum(phrase).map(|sum| sum.range);
                assert_eq!(range, Some(SumRange::Between { min, max }), "{phrase}");
                assert_eq!(
                    compare(max, 1, parts[2]),
                    SumComparison::NotCompared,
                    "{phrase}"
                );
                let outside = SumComparison::Disagrees(vec![SumFault::OutsideRange { min, max }]);
                assert_eq!(compare(max * 10, 1, parts[2]), outside, "{phrase}");
                right += 1;
            }
            _ => {
                let precision = parts[1].parse().unwrap_or(7);
                assert_eq!(
                    compare(value, precision, parts[2]),
                    SumComparison::Agrees,
                    "{phrase}"
                );
                let SumComparison::Disagrees(faults) = compare(value * 10 + 1, precision, parts[2])
                else {
                    panic!("{phrase} agrees with another value");
                };
                let [SumFault::Value { expected }] = &faults[..] else {
                    panic!("{phrase}: {faults:?}");
                };
                assert!(expected.contains(&value), "{phrase}: {expected:?}");
                if phrase.contains(|c: char| "$€¥₹₸₮₽".contains(c)) {
                    let other = compare(value, precision, "ALL");
                    assert!(
                        matches!(other, SumComparison::Disagrees(_)),
                        "{phrase} in ALL"
                    );
                }
                right += 1;
            }
        }
    }
    println!("sums: {right} right, {not_compared} not compared");
}

#[test]
fn a_sum_in_another_currency_disagrees() {
    for (phrase, currency) in [
        ("$100.7 million USD", "MXN"),
        ("S$23 billion", "USD"),
        ("3 million Mexican pesos", "PHP"),
        ("¥3,500 million", "USD"),
        ("Rs 20 crore", "USD"),
        ("3 million crowns", "EUR"),
    ] {
        let value = 1;
        let written = WrittenSum {
            value,
            precision: 1,
            currency,
        };
        let SumComparison::Disagrees(faults) = compare_sum(written, phrase) else {
            panic!("{phrase} in {currency}");
        };
        let is_currency = |fault: &SumFault| matches!(fault, SumFault::Currency { .. });
        assert!(faults.iter().any(is_currency), "{phrase} in {currency}");
    }
}

#[test]
fn words_of_counts_agree_with_what_they_give_and_with_nothing_else() {
    let (mut right, mut not_compared) = (0, 0);
    for row in rows(COUNTS) {
        let phrase = row.phrase;
        let (comparator, value) = row.right[0].split_once(' ').unwrap();
        let value: i64 = value.parse().unwrap();
        let compare = |comparator, value, min| {
            let max = None;
            let written = WrittenCount {
                comparator,
                value,
                min,
                max,
            };
            compare_count(written, phrase)
        };
        if row.sign == "?" {
            assert_eq!(
                compare(comparator, value, None),
                CountComparison::NotCompared,
                "{phrase}"
            );
            not_compared += 1;
            continue;
        }
        assert_eq!(
            compare(comparator, value, None),
            CountComparison::Agrees,
            "{phrase}"
        );
        let fault = CountFault::Value { expected: value };
        let other = compare(comparator, value * 10, None);
        assert_eq!(other, CountComparison::Disagrees(vec![fault]), "{phrase}");
        if comparator == ">" {
            let fault = CountFault::Min {
                expected: value + 1,
            };
            let other = compare(comparator, value, Some(value));
            assert_eq!(other, CountComparison::Disagrees(vec![fault]), "{phrase}");
            let fault = CountFault::Comparator { expected: ">" };
            let other = compare("=", value, None);
            assert_eq!(other, CountComparison::Disagrees(vec![fault]), "{phrase}");
        }
        right += 1;
    }
    println!("counts: {right} right, {not_compared} not compared");
}

#[test]
fn there_are_300_phrases_of_dates_and_sums() {
    let tables = [REAL_DATES, INVENTED_DATES, SUMS];
    let phrases: usize = tables.into_iter().map(|table| rows(table).len()).sum();
    assert!(phrases >= 300, "{phrases}");
}

/// Reads a text as everything, and tries that all remedies are right.
fn read_all(text: &str) {
    let written = WrittenSum {
        value: 1,
        precision: 1,
        currency: "USD",
    };
    if let SumComparison::Disagrees(faults) = compare_sum(written, text) {
        let mended = faults.iter().fold(written, |sum, fault| match fault {
            SumFault::Value { expected } => WrittenSum {
                value: expected[0],
                ..sum
            },
            SumFault::Range { .. } => sum,
            SumFault::OutsideRange { max, .. } => WrittenSum { value: *max, ..sum },
            SumFault::Precision { expected } => WrittenSum {
                precision: *expected,
                ..sum
            },
            SumFault::Currency { expected } => WrittenSum {
                currency: expected[0],
                ..sum
            },
        });
        let compared = compare_sum(mended, text);
        let only_precision = |fault: &SumFault| matches!(fault, SumFault::Precision { .. });
        let is_right = match &compared {
            SumComparison::Disagrees(faults) => faults.iter().all(only_precision),
            _ => true,
        };
        assert!(is_right, "{text}: {mended:?} gives {compared:?}");
    }
    let written = WrittenCount {
        comparator: "=",
        value: 1,
        min: None,
        max: None,
    };
    compare_count(written, text);
    if let DateComparison::Disagrees { expected } = compare_date(&date("2012-06-20"), text) {
        for edtf in expected {
            let compared = compare_date(&date(&edtf), text);
            assert_eq!(compared, DateComparison::Agrees, "{text} as {edtf}");
        }
    }
    if let Some(edtf) = date_from_words(text) {
        let compared = compare_date(&date(&edtf), text);
        assert_eq!(compared, DateComparison::Agrees, "{text} as {edtf}");
    }
}

#[test]
fn long_texts_are_not_read() {
    for part in [
        "1",
        "1,",
        "two ",
        "May ",
        "1990s and ",
        "$",
        "½",
        "hundred ",
        "\u{301}",
    ] {
        for length in [190, 1_000_000] {
            read_all(&part.repeat(length / part.len()));
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
        read_all(&text);
    }

    #[test]
    fn no_mixture_of_known_words_makes_the_reader_panic(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..10),
        glue in proptest::sample::select(vec!["", " "]),
    ) {
        read_all(&words.join(glue));
    }
}

const WORDS: &[&str] = &[
    "1990s",
    "2004",
    "04",
    "5",
    "31",
    "12th",
    "May",
    "June",
    "spring",
    "winter",
    "century",
    "since",
    "until",
    "before",
    "from",
    "to",
    "and",
    "or",
    "between",
    "-",
    "–",
    ",",
    "/",
    ".",
    "(",
    ")",
    "early",
    "mid",
    "half",
    "first",
    "c.",
    "?",
    "$",
    "US$",
    "€",
    "Rs",
    "million",
    "crore",
    "k",
    "hundred",
    "two",
    "a",
    "dozen",
    "more than",
    "1,234",
    "1.234",
    "½",
    "francs",
    "2007-12",
    "0",
    "000",
];

//! Rules: constraints on a fact beyond the types of its fields.

/// A rule for the facts of a kind. Fields are named by their keys; a value is one of a vocabulary.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// At most one entry of the list has `value` in `field`.
    AtMostOne {
        list: &'static str,
        field: &'static str,
        value: &'static str,
    },
    /// If `field` is `value`, the fields `absent` are omitted.
    ForbiddenWhen {
        field: &'static str,
        value: &'static str,
        absent: &'static [&'static str],
    },
    /// If `field` is `value`, the fields `present` are required.
    RequiredWhen {
        field: &'static str,
        value: &'static str,
        present: &'static [&'static str],
    },
    /// The fields `present` are required unless `field` is one of `values`.
    RequiredUnless {
        field: &'static str,
        values: &'static [&'static str],
        present: &'static [&'static str],
    },
    /// The fact has a date if `field` is present.
    DatedIf { field: &'static str },
    /// Both fields are present, or neither is.
    Together {
        one: &'static str,
        other: &'static str,
    },
    /// The text is a day, written `YYYY-MM-DD`.
    Day { field: &'static str },
    /// At least one of the `fields` of a group is present.
    AtLeastOneOf {
        group: &'static str,
        fields: &'static [&'static str],
    },
    /// At least one of the `fields` is present.
    AnyOf { fields: &'static [&'static str] },
    /// The two fields have different values.
    Differ {
        one: &'static str,
        other: &'static str,
    },
    /// The list has exactly two entries, which differ.
    TwoDistinct { list: &'static str },
    /// If `field` is `value`, the list has at least two entries.
    AtLeastTwoWhen {
        field: &'static str,
        value: &'static str,
        list: &'static str,
    },
    /// The countries are parties of the pair, unless a document names another. Groups are separated by dots: `guest.country`.
    Parties { fields: &'static [&'static str] },
    /// The list gives countries the names that documents use: [`COUNTRY_NAME`](super::COUNTRY_NAME).
    NamesCountries { list: &'static str },
    /// `comparator`, `value`, `min` and `max` are what the text `words` says.
    CountInWords { words: &'static str },
    /// The number is at least 1.
    Positive { field: &'static str },
    /// If both are present, `least` is not greater than `most`.
    Ordered {
        least: &'static str,
        most: &'static str,
    },
    /// The field `fact` names a fact, and `fields` repeat its state after all its events.
    AgreesWithState {
        fact: &'static str,
        fields: &'static [&'static str],
    },
}

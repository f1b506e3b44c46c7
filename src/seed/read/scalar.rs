//! Checks of single values by the type of their field.

use icu_locale_core::LanguageIdentifier;
use serde_json::Value;
use toml::de::DeValue;
use url::Url;

use crate::kind::FieldType;
use crate::seed::diagnostics::did_you_mean;
use crate::values::fold::is_letter;
use crate::values::invisible::is_joiner;
use crate::values::nearest::nearest;
use crate::values::{country, currency};

/// The remedy for an invalid id.
pub const ID_REMEDY: &str =
    "write lower-case words of a-z and 0-9 joined by hyphens, at most 80 characters";

/// A value that its field does not allow.
pub struct InvalidValue {
    pub message: String,
    pub remedy: String,
}

impl InvalidValue {
    /// A value of the wrong type, with an example of the right one.
    pub fn wrong_type(key: &str, reason: &str, example: &str) -> Self {
        Self {
            message: format!("`{key}` {reason}"),
            remedy: format!("write {key} = {example}"),
        }
    }
}

/// Parses a value of any type but group, list, date and parts. A place or a fact is a text here.
pub fn parse_scalar(
    key: &str,
    field_type: FieldType,
    value: &DeValue<'_>,
) -> Result<Value, InvalidValue> {
    let wrong_type = |reason, example| InvalidValue::wrong_type(key, reason, example);
    match field_type {
        FieldType::Integer => {
            let number = parse_integer(value).map(Value::from);
            let example = "68200000 without a fraction or a sign";
            number.ok_or_else(|| wrong_type("is not a whole number", example))
        }
        FieldType::Flag => {
            let flag = value.as_bool().map(Value::from);
            flag.ok_or_else(|| wrong_type("is neither true nor false", "true"))
        }
        _ => {
            let text = parse_text(key, value)?;
            let Some(remedy) = text_remedy(field_type, text) else {
                return Ok(Value::from(text));
            };
            let noun = noun(field_type);
            let message = format!("`{text}` is not a valid {noun} for `{key}`");
            Err(InvalidValue { message, remedy })
        }
    }
}

/// Parses a text that may be shown as it is.
pub fn parse_text<'v>(key: &str, value: &'v DeValue<'_>) -> Result<&'v str, InvalidValue> {
    let reason = match value.as_str() {
        None => "is not a string",
        Some(text) if text.trim().is_empty() => "is empty",
        Some(text) if text.trim() != text => "begins or ends with white space",
        Some(text) if has_invisible(text) => "contains an invisible character",
        Some(text) => return Ok(text),
    };
    Err(InvalidValue::wrong_type(key, reason, "\"…\""))
}

/// Parses a whole number that is not negative.
fn parse_integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
    (number >= 0).then_some(number)
}

/// Returns true if a text has a character that nobody sees. A joiner between two letters belongs to a name; variation selectors
/// and the like are part of what they follow.
fn has_invisible(text: &str) -> bool {
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins_to = |other: Option<&char>| other.is_some_and(|other| is_letter(*other));
        let joins =
            is_joiner(character) && joins_to(before.as_ref()) && joins_to(characters.peek());
        if is_hidden(character) && !joins {
            return true;
        }
        before = Some(character);
    }
    false
}

/// Control characters, and those that reverse or hide text.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The remedy for a text that is not a value of its field; `None` if it is one.
fn text_remedy(field_type: FieldType, text: &str) -> Option<String> {
    let remedy = match field_type {
        FieldType::Choice(vocabulary) if !vocabulary.values.contains(&text) => {
            let suggestion = nearest(text, vocabulary.values.iter().copied());
            did_you_mean(suggestion) + "write one of: " + &vocabulary.values.join(", ")
        }
        FieldType::Country if !country::is_code(text) && !country::is_user_assigned(text) => {
            country_remedy(text)
        }
        FieldType::Currency if !currency::is_code(text) => {
            "write an ISO 4217 code, such as USD".to_owned()
        }
        FieldType::Url if !is_web_address(text) => {
            "write an absolute URL, such as https://example.org/relations".to_owned()
        }
        FieldType::Licence if spdx::Expression::parse(text).is_err() => {
            "write an SPDX expression, such as CC-BY-SA-4.0; spdx.org/licenses lists them"
                .to_owned()
        }
        FieldType::Language if LanguageIdentifier::try_from_str(text).is_err() => {
            "write a BCP 47 tag, such as en or mn-Cyrl".to_owned()
        }
        FieldType::HsCode
            if !matches!(text.len(), 2 | 4 | 6) || !text.bytes().all(|b| b.is_ascii_digit()) =>
        {
            "write 2, 4 or 6 digits of the Harmonized System".to_owned()
        }
        _ => return None,
    };
    Some(remedy)
}

/// True for an absolute URL that a browser opens.
fn is_web_address(text: &str) -> bool {
    let url = Url::parse(text);
    url.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        && !text.contains(char::is_whitespace)
}

fn country_remedy(text: &str) -> String {
    let known = country::parse(text).map(|code| vec![code]);
    let codes = known.unwrap_or_else(|| country::suggestions(text));
    if codes.is_empty() {
        return "write a code of three letters: of ISO 3166, such as MNG, or for a country that ISO lacks one from XAA to XZZ with its \
                name in `country_names` of the relation"
            .to_owned();
    }
    let codes = codes.join("` or `");
    format!("write the ISO 3166 code of three letters, `{codes}`")
}

/// The noun for the values of a type in a diagnostic.
const fn noun(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Country => "country",
        FieldType::Currency => "currency",
        FieldType::Url => "address",
        FieldType::Licence => "licence",
        FieldType::Language => "language",
        FieldType::HsCode => "code",
        _ => "value",
    }
}

//! Percent-encoded text of a URL. It must be UTF-8, and without NUL, which no name contains and which ends a string in C.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The text that names and values must be, in words.
pub const PLAIN_TEXT: &str = "percent-encoded UTF-8 without NUL";

/// Decodes percent-encoded text; `None` if the result is not UTF-8 or contains NUL.
pub fn plain_text(text: &str) -> Option<Cow<'_, str>> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    (!decoded.contains('\0')).then_some(decoded)
}

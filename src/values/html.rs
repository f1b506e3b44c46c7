//! Escaping of text for HTML.
//!
//! Our own rather than askama's escaper, which writes `"` as `&#34;`: snippets are part of the API's responses, and clients may
//! compare them.

/// `text` with the five special characters of HTML replaced by references.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

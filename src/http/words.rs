//! Full text queries: whatever a client writes is plain words.

use crate::values::fold::compose;

/// The most words of one query: a query costs as much as its words.
const MOST: usize = 16;

/// A query of quoted words, all of which must be there, the last also as the beginning of a word. Text without a word finds
/// nothing; `None` for more than sixteen words.
pub fn query(text: &str) -> Option<String> {
    let text = compose(text);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Some("\"\"".to_owned());
    }
    let quoted = words.iter().map(|word| ["\"", word, "\""].concat()).collect::<Vec<_>>().join(" ");
    (words.len() <= MOST).then(|| quoted + " *")
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn signs_and_operators_are_just_words() {
        assert_eq!(query("Nur-Sultan AND (x* OR").as_deref(), Some("\"Nur\" \"Sultan\" \"AND\" \"x\" \"OR\" *"));
        assert_eq!(query("\"*\"").as_deref(), Some("\"\""));
        assert_eq!(query(&"word ".repeat(17)), None);
    }
}

//! Words to look for: whatever a client writes is plain words.

use crate::kind::MAX_SEARCH_TERMS;
use crate::values::fold::fold;

/// The words of a text, folded and joined by spaces. Text without a word finds nothing; `None` for more than sixteen.
pub fn read(text: &str) -> Option<String> {
    Some(fold(text)).filter(|words| words.split(' ').count() <= MAX_SEARCH_TERMS)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn signs_and_operators_are_just_words() {
        assert_eq!(
            read("Nur-Sultan AND (x* OR").as_deref(),
            Some("nur sultan and x or")
        );
        assert_eq!(read("\"*\"").as_deref(), Some(""));
        assert_eq!(read(&"word ".repeat(17)), None);
    }
}

//! Slugs: the ids of facts, places and pairs, such as `kazakhstan-mongolia`.

/// In characters.
pub const MAX_LENGTH: usize = 80;

/// Returns true if `text` consists of words of `a-z` and `0-9` joined by single hyphens, up to [`MAX_LENGTH`] characters.
pub fn is_slug(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut bytes = word.bytes();
        !word.is_empty() && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= MAX_LENGTH && text.split('-').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::is_slug;

    #[test]
    fn slugs_are_lower_case_words_with_single_hyphens() {
        assert!(is_slug("khurelsukh-nur-sultan") && is_slug("25-years"));
        assert!(
            !is_slug("") && !is_slug("A") && !is_slug("a--b") && !is_slug("-a") && !is_slug("a_b")
        );
        assert!(!is_slug(&"a".repeat(81)));
    }
}

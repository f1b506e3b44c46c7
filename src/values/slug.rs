//! Slugs: the readable ids of facts, places and relations.

/// The longest slug, in characters.
pub const MAX_LENGTH: usize = 80;

/// Whether `text` is a slug: words of `a-z` and `0-9` joined by single hyphens, at most [`MAX_LENGTH`] characters.
pub fn is_slug(text: &str) -> bool {
    let word = |w: &str| {
        !w.is_empty()
            && w.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= MAX_LENGTH && text.split('-').all(word)
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

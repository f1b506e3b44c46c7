//! Slugs: the ids of facts, places and pairs, such as `kazakhstan-mongolia`.

use super::fold::fold;

/// In characters.
pub const MAX_LENGTH: usize = 80;

/// Returns true if `text` consists of words of `a-z` and `0-9` joined by single hyphens, up to [`MAX_LENGTH`]
/// characters.
pub fn is_slug(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut bytes = word.bytes();
        !word.is_empty() && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= MAX_LENGTH && text.split('-').all(is_word)
}

/// A slug of the words of a text in Latin letters, as many as fit: `Iceland–Japan relations` gives
/// `iceland-japan-relations`. `None` if no word can be written so.
pub fn slug_of(text: &str) -> Option<String> {
    let folded = fold(text);
    let mut slug = String::new();
    for word in folded.split(' ').filter(|word| is_slug(word)) {
        let separator = if slug.is_empty() { "" } else { "-" };
        if slug.len() + separator.len() + word.len() > MAX_LENGTH {
            break;
        }
        slug.push_str(separator);
        slug.push_str(word);
    }
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::{is_slug, slug_of};

    #[test]
    fn texts_have_slugs_of_whole_words() {
        assert_eq!(
            slug_of("Côte d’Ivoire–Łódź, 2nd").as_deref(),
            Some("cote-divoire-lodz-2nd")
        );
        assert_eq!(slug_of("– !"), None);
        assert_eq!(slug_of(&"ab ".repeat(100)).map(|slug| slug.len()), Some(80));
    }

    #[test]
    fn slugs_are_lower_case_words_with_single_hyphens() {
        assert!(is_slug("khurelsukh-nur-sultan") && is_slug("25-years"));
        assert!(
            !is_slug("") && !is_slug("A") && !is_slug("a--b") && !is_slug("-a") && !is_slug("a_b")
        );
        assert!(!is_slug(&"a".repeat(81)));
    }
}

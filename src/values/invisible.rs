//! Characters that nobody sees: formatting marks that a page or an editor leaves in a text. They are no part of a word, so that
//! comparing and searching leave them out.

use std::borrow::Cow;

/// The zero-width non-joiner and joiner, which shape the letters beside them in Persian, Sinhala and other scripts.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Returns true for a character that has no width of its own: soft hyphens, zero-width spaces and joiners, direction marks,
/// byte order marks and variation selectors. They are Unicode's default ignorable characters.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Returns true for a joiner.
pub fn is_joiner(character: char) -> bool {
    JOINERS.contains(&character)
}

/// `text` without its invisible characters.
pub fn remove_invisible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let visible = text.chars().filter(|character| !is_invisible(*character));
    Cow::Owned(visible.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_marks_are_removed_and_nothing_else() {
        let marks = "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}";
        assert_eq!(remove_invisible(&format!("Ju{marks}han")), "Juhan");
        for visible in ["Juhan", "Khürelsükh", "e\u{301}", "a\u{a0}b", "ශ්රී"] {
            assert_eq!(remove_invisible(visible), visible);
        }
    }
}

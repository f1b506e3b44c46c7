//! Running text, collected piece by piece: white space becomes single spaces, and signs that nobody sees are removed.

/// The text of a block under construction.
#[derive(Debug, Default)]
pub(super) struct InlineText {
    text: String,
    /// True if a space is due before the next sign.
    space: bool,
    /// True if the space stood before a mark, or before a part that is left out.
    space_is_moved: bool,
    /// True if the next words are separate from those before, such as the next line of a cell.
    separate: bool,
}

impl InlineText {
    /// Adds text as the page has it.
    pub fn push(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.space_is_moved &= self.space;
                self.space |= !self.text.is_empty();
            } else if !is_dropped(character) {
                self.begin_words(character);
                self.text.push(character);
            }
        }
    }

    /// Adds a footnote's mark with its brackets, directly behind the words before it.
    pub fn push_mark(&mut self, mark: &str) {
        self.space_is_moved |= self.space;
        self.text.push_str(mark);
    }

    /// Takes note that a part of the page was left out here: a space before it does not stand before punctuation.
    pub fn leave_out(&mut self) {
        self.space_is_moved |= self.space;
    }

    /// Adds a space.
    pub fn push_space(&mut self) {
        self.push(" ");
    }

    /// Separates the words so far from those that follow, by a semicolon unless they have punctuation already.
    pub fn separate(&mut self) {
        self.separate |= !self.text.is_empty();
    }

    /// The text so far; the next begins anew.
    pub fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    fn begin_words(&mut self, next: char) {
        let closes = matches!(next, ',' | '.' | ';' | ':' | ')' | '!' | '?');
        if self.separate {
            let is_open = self
                .text
                .ends_with([',', ';', ':', '.', '(', '•', '–', '—', '-', '/', '?', '!']);
            let goes_on = closes || matches!(next, '(' | '/' | '–' | '—' | '•');
            self.text
                .push_str(if is_open || goes_on { " " } else { "; " });
        } else if self.space && !(self.space_is_moved && closes) {
            self.text.push(' ');
        }
        (self.space, self.space_is_moved, self.separate) = (false, false, false);
    }
}

/// Text as a single piece.
pub(super) fn normalize(text: &str) -> String {
    let mut inline = InlineText::default();
    inline.push(text);
    inline.take()
}

/// True for signs without width that carry no meaning, and for control characters. The joiners of Persian, Sinhala and
/// other scripts, and variation selectors, belong to the letters beside them.
fn is_dropped(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    ) || character.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_single_and_invisible_signs_are_removed() {
        assert_eq!(normalize(" a\u{a0}\n b\u{ad}c\u{200b}\u{feff} \t"), "a bc");
        assert_eq!(normalize("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn marks_stand_directly_behind_the_words() {
        let mut text = InlineText::default();
        text.push("One ");
        text.push_mark("[1]");
        text.push(", two ");
        text.push_mark("[2]");
        text.push("three ");
        text.leave_out();
        text.push(".");
        assert_eq!(text.take(), "One[1], two[2] three.");
    }

    #[test]
    fn parts_of_a_cell_are_separated() {
        let mut text = InlineText::default();
        for part in ["", "Riga", "Bonn", "(since 1990)", "Languages:", "Latvian"] {
            text.separate();
            text.push(part);
        }
        assert_eq!(text.take(), "Riga; Bonn (since 1990); Languages: Latvian");
    }
}

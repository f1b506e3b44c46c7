//! Folding: text as comparing and sorting see it, in lower-case Latin letters and digits without accents, apostrophes and
//! punctuation.
//!
//! Letters are transliterated one by one, so that a name is found by the letters of an English keyboard: `Đinđić` by `dindic`,
//! `Хүрэлсүх` by `khurelsukh`. Seeds and requests are folded alike, by this module alone.

use std::iter;
use std::ops::Range;

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::invisible::is_invisible;

/// `text` as words of lower-case letters and digits with a single space between them.
///
/// A word without any transliteration is kept as it is. Folding a folded text changes nothing. The result has at most eight bytes for
/// each byte of the text, and the work is proportional to its length.
pub fn fold(text: &str) -> String {
    fold_words(word_ranges(text).map(|word| &text[word]))
}

/// The spellings of a name that a request may use, folded. An apostrophe joins what it stands between or separates it:
/// `O’Neill` gives `oneill` and `o neill`.
pub fn spellings(name: &str) -> Vec<String> {
    let mut spellings = vec![fold(name)];
    if name.contains(is_apostrophe) {
        spellings.push(fold(&name.replace(is_apostrophe, " ")));
        spellings.dedup();
    }
    spellings
}

/// Every run of consecutive words of a name, folded, so that a filter finds the name by any of its parts.
///
/// `Ukhnaagiin Khürelsükh` gives `ukhnaagiin`, `ukhnaagiin khurelsukh` and `khurelsukh`.
pub fn word_runs(name: &str) -> Vec<String> {
    let runs_of = |folded: &String| {
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        let runs =
            (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| from..to));
        runs.map(|run| words[run].join(" ")).collect::<Vec<_>>()
    };
    spellings(name).iter().flat_map(runs_of).collect()
}

/// The positions of the words of a text, in bytes. A word is a run of letters and digits with the accents, the invisible
/// characters and the apostrophes inside of it.
pub fn word_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        let mut end = start;
        loop {
            let ascii = text[end..].bytes().take_while(u8::is_ascii_alphanumeric);
            end += ascii.count();
            let mut rest = text[end..].chars();
            let Some(character) = rest.next() else { break };
            let joins = is_apostrophe(character) && rest.next().is_some_and(char::is_alphanumeric);
            if !joins && !is_part_of_word(character) {
                break;
            }
            end += character.len_utf8();
        }
        from = end;
        Some(start..end)
    })
}

/// Returns true for the signs that people type for an apostrophe. Others, such as `ʻ`, are letters to Unicode and fold to nothing.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '＇')
}

/// `text` in Unicode normalization form C, so that equal letters are equal characters.
pub fn compose(text: &str) -> String {
    text.nfc().collect()
}

/// Returns true for letters, digits and the accents on them.
pub fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && is_combining_mark(character))
}

fn is_part_of_word(character: char) -> bool {
    is_letter(character) || is_invisible(character)
}

/// Words of a text, folded.
pub fn fold_words<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    let mut folded = Words::default();
    for word in words {
        folded.is_between = true;
        if word.is_ascii() {
            folded.push_ascii(word);
            continue;
        }
        let length = folded.text.len();
        word.nfkc()
            .flat_map(char::to_lowercase)
            .for_each(|letter| folded.push_transliterated(letter));
        if folded.text.len() == length {
            let letters = word.nfkc().flat_map(char::to_lowercase);
            let letters =
                letters.filter(|letter| letter.is_alphanumeric() && !is_invisible(*letter));
            letters.for_each(|letter| folded.push(letter));
        }
    }
    folded.text
}

/// The transliteration of a letter by `any_ascii`, except where people write otherwise.
fn transliterate(letter: char) -> &'static str {
    match letter {
        // Names with the schwa of Azerbaijani have `a` in English, like those with the Cyrillic one.
        'ə' => "a",
        // The points for vowels of Hebrew and Arabic are mostly left out.
        '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' => "",
        other => any_ascii_char(other),
    }
}

/// Folded words that grow letter by letter.
#[derive(Default)]
struct Words {
    text: String,
    /// True if the next letter begins a word.
    is_between: bool,
}

impl Words {
    fn push_transliterated(&mut self, letter: char) {
        if is_letter(letter) {
            self.push_ascii(transliterate(letter));
        } else if !is_invisible(letter) && !is_apostrophe(letter) {
            // The slash of `½`, once it is decomposed.
            self.is_between = true;
        }
    }

    /// Adds the letters and digits of an ASCII text.
    fn push_ascii(&mut self, text: &str) {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|byte| self.push(byte.to_ascii_lowercase().into()));
    }

    fn push(&mut self, letter: char) {
        if self.is_between && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.is_between = false;
        self.text.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The bound on the growth of a text by folding, in bytes for each byte.
    const MAX_GROWTH: usize = 8;

    /// Folded text is bounded, and folding it again changes nothing.
    fn check_folded(text: &str) {
        let folded = fold(text);
        assert!(
            folded.len() <= MAX_GROWTH * text.len(),
            "{text:?}: {folded}"
        );
        assert_eq!(fold(&folded), folded, "{text:?}");
    }

    proptest! {
        #[test]
        fn any_text_folds_to_bounded_text_that_folding_does_not_change(text in "\\PC{0,40}") {
            check_folded(&text);
        }
    }

    #[test]
    fn accents_case_and_hyphens_do_not_matter() {
        assert_eq!(fold("Nur-Sultan"), "nur sultan");
        assert_eq!(fold("  KHÜRELSÜKH "), "khurelsukh");
        assert_eq!(fold("«»"), "");
        assert_eq!(fold("½ €4,5m ™"), "1 2 4 5m");
    }

    #[test]
    fn letters_are_transliterated() {
        for (text, folded) in [
            ("Økland", "okland"),
            ("Paweł", "pawel"),
            ("Łódź", "lodz"),
            ("Đinđić", "dindic"),
            ("Þorsdóttir", "thorsdottir"),
            ("Straßmann STRASSE", "strassmann strasse"),
            ("Œuvre", "oeuvre"),
            ("Yıldırım İZMİR", "yildirim izmir"),
            ("Əliyev", "aliyev"),
            ("Sigríður", "sigridur"),
            ("Κώστας ΚΩΣΤΑΣ κωστασ", "kostas kostas kostas"),
            ("Хүрэлсүх", "khurelsukh"),
            ("Обь", "ob"),
            ("‘Abd al-Raḥmān ʿAbd", "abd al rahman abd"),
            (
                "Oʻzbekiston Oʼzbekiston O'zbekiston",
                "ozbekiston ozbekiston ozbekiston",
            ),
            ("北京", "beijing"),
            ("א", "א"),
            ("नरेन्द्र मोदी", "nrendr modi"),
            ("مُحَمَّد أحمد احمد", "mhmd hmd hmd"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            let decomposed: String = text.nfd().collect();
            assert_eq!(fold(&decomposed), folded, "{text}, decomposed");
        }
    }

    #[test]
    fn apostrophes_join_and_invisible_characters_are_left_out() {
        assert_eq!(fold("O’Neill and ‘others’"), "oneill and others");
        assert_eq!(spellings("O’Neill"), ["oneill", "o neill"]);
        assert_eq!(spellings("Neill"), ["neill"]);
        assert_eq!(fold("a\u{e0041}b\u{fe0f}"), "ab");
        assert_eq!(fold("Ju\u{ad}han Ju\u{200b}han\u{feff}"), "juhan juhan");
        assert_eq!(fold("جین\u{200c}پینگ"), fold("جینپینگ"));
    }

    #[test]
    fn a_name_has_every_run_of_its_words() {
        assert_eq!(word_runs("A B-C"), ["a", "a b", "a b c", "b", "b c", "c"]);
        assert_eq!(word_runs("O’N"), ["on", "o", "o n", "n"]);
        assert!(word_runs("").is_empty());
    }

    #[test]
    fn every_character_folds_to_bounded_text_that_folding_does_not_change() {
        for character in '\0'..=char::MAX {
            check_folded(&String::from(character));
        }
    }

    #[test]
    fn ascii_folds_to_itself_in_lower_case() {
        let ascii: String = ('\0'..='\x7f').collect();
        let with_other = fold(&(ascii.clone() + "é"));
        assert_eq!(fold(&ascii) + " e", with_other);
    }
}

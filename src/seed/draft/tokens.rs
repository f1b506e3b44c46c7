//! Words and signs of a sentence, which all rules look at.

use std::ops::Range;

use any_ascii::any_ascii_char;

/// The letters of an abbreviation of a title or name, behind which a full stop belongs to the word.
const ABBREVIATIONS: &[&str] = &["mr", "mrs", "ms", "dr", "prof", "hon", "gen", "st"];

/// A word, or a sign between words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// In bytes of the sentence.
    pub bytes: Range<usize>,
    /// In lower case and without accents.
    pub folded: String,
    pub is_word: bool,
    /// True if it begins with a capital letter.
    pub is_capital: bool,
}

impl Token {
    pub fn is(&self, word: &str) -> bool {
        self.folded == word
    }

    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }

    /// True for a sign that ends a group of words.
    pub fn is_break(&self) -> bool {
        !self.is_word
            && !matches!(
                self.folded.as_str(),
                "'" | "\"" | "$" | "%" | "'s" | "/" | "-" | "&"
            )
    }
}

/// Splits a sentence. `'s` at the end of a word is a token of its own, so that `Chad's` is found as `Chad`.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        if !first.is_alphanumeric() {
            let end = start + first.len_utf8();
            tokens.push(token(text, start..end, false));
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, character)) = rest.peek().copied() {
            if !is_inside(text, start, at, character) {
                break;
            }
            end = at + character.len_utf8();
            rest.next();
        }
        push_word(&mut tokens, text, start..end);
    }
    tokens
}

/// True if a character belongs to the word that begins at `start`.
fn is_inside(text: &str, start: usize, at: usize, character: char) -> bool {
    if character.is_alphanumeric() || is_combining(character) {
        return true;
    }
    let next = text[at + character.len_utf8()..].chars().next();
    let joins = next.is_some_and(char::is_alphanumeric);
    match character {
        '-' | '\'' | '’' | 'ʼ' | '‘' | '‑' => joins,
        '.' => {
            let word = &text[start..at];
            let last = word.rsplit('.').next().unwrap_or(word);
            let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
            let folded = word.to_lowercase();
            is_initial || joins && word.contains('.') || ABBREVIATIONS.contains(&&*folded)
        }
        _ => false,
    }
}

fn is_combining(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// Adds a word, without the `'s` at its end, which follows as a token of its own. `then-President` is two words.
fn push_word(tokens: &mut Vec<Token>, text: &str, mut bytes: Range<usize>) {
    let before = ["then-", "Then-", "ex-", "Ex-"];
    let before = before
        .iter()
        .find(|before| text[bytes.clone()].starts_with(*before));
    if let Some(before) = before {
        let middle = bytes.start + before.len();
        tokens.push(token(text, bytes.start..middle - 1, true));
        bytes.start = middle;
    }
    let word = &text[bytes.clone()];
    let possessive = ["'s", "’s"];
    let ending = possessive.iter().find(|ending| word.ends_with(*ending));
    let Some(ending) = ending.filter(|ending| word.len() > ending.len()) else {
        tokens.push(token(text, bytes, true));
        return;
    };
    let middle = bytes.end - ending.len();
    tokens.push(token(text, bytes.start..middle, true));
    tokens.push(Token {
        folded: "'s".to_owned(),
        ..token(text, middle..bytes.end, false)
    });
}

fn token(text: &str, bytes: Range<usize>, is_word: bool) -> Token {
    let written = &text[bytes.clone()];
    let first = written.chars().next();
    Token {
        bytes,
        folded: fold(written),
        is_word,
        is_capital: first.is_some_and(char::is_uppercase),
    }
}

/// A word in lower case and ASCII.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '’' | 'ʼ' | '‘' => folded.push('\''),
            '‑' => folded.push('-'),
            _ if character.is_ascii() => folded.push(character.to_ascii_lowercase()),
            _ if is_combining(character) => {}
            _ => folded.push_str(&any_ascii_char(character).to_ascii_lowercase()),
        }
    }
    folded
}

/// The words of a term, folded as those of a sentence are.
pub fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.folded).collect()
}

#[cfg(test)]
mod tests {
    use super::{tokens, words};

    #[test]
    fn words_keep_their_inner_signs_and_lose_the_possessive() {
        let split = words("Peru's re-elected J. F. Ruiz (of D.C.), d’Affaires; US$5, Ürümqi.");
        let expected = [
            "peru",
            "'s",
            "re-elected",
            "j.",
            "f.",
            "ruiz",
            "(",
            "of",
            "d.c.",
            ")",
            ",",
            "d'affaires",
            ";",
            "us",
            "$",
            "5",
            ",",
            "urumqi",
            ".",
        ];
        assert_eq!(split, expected);
    }

    #[test]
    fn spans_lead_into_the_sentence() {
        let text = "Ñandú’s nest";
        let spans = tokens(text).into_iter();
        let spans: Vec<&str> = spans.map(|token| &text[token.bytes]).collect();
        assert_eq!(spans, ["Ñandú", "’s", "nest"]);
    }
}

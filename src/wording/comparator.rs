//! The words that compare a number with the true one: "more than", "about".

use super::pieces::Piece;

/// A comparison in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparator {
    /// The signs that express it, the usual one first: `=`, `>`, `>=`, `<`, `<=`, `~`.
    pub signs: &'static [&'static str],
    /// The number of pieces that it consists of.
    pub pieces: usize,
}

/// The words of each comparison, the longer ones before those that they begin with.
const COMPARISONS: &[(&str, &[&str])] = &[
    ("no fewer than", &[">="]),
    ("no less than", &[">="]),
    ("not less than", &[">="]),
    ("no more than", &["<="]),
    ("not more than", &["<="]),
    ("slightly more than", &[">", "~"]),
    ("a little over", &[">", "~"]),
    ("just over", &[">", "~"]),
    ("just under", &["<", "~"]),
    ("well over", &[">"]),
    ("in excess of", &[">"]),
    ("a minimum of", &[">="]),
    ("a maximum of", &["<="]),
    ("upwards of", &[">=", ">"]),
    ("more than", &[">"]),
    ("greater than", &[">"]),
    ("fewer than", &["<"]),
    ("less than", &["<"]),
    ("at least", &[">="]),
    ("at most", &["<="]),
    ("up to", &["<="]),
    ("close to", &["~"]),
    ("an estimated", &["~"]),
    ("or more", &[">="]),
    ("or so", &["~"]),
    ("over", &[">"]),
    ("above", &[">"]),
    ("exceeding", &[">"]),
    ("under", &["<"]),
    ("below", &["<"]),
    ("about", &["~"]),
    ("around", &["~"]),
    ("some", &["~"]),
    ("approximately", &["~"]),
    ("approx", &["~"]),
    ("roughly", &["~"]),
    ("circa", &["~"]),
    ("ca", &["~"]),
    ("estimated", &["~"]),
    ("nearly", &["~", "<"]),
    ("almost", &["~", "<"]),
    ("exactly", &["="]),
    ("only", &["=", "~"]),
];

/// The comparison at the start of the pieces.
pub fn comparator(pieces: &[Piece]) -> Option<Comparator> {
    COMPARISONS.iter().find_map(|(words, signs)| {
        let mut words = words.split(' ');
        let count = words.clone().count();
        let is_here = pieces.len() >= count
            && words.all({
                let mut pieces = pieces.iter();
                move |word| pieces.next().is_some_and(|piece| piece.word == word)
            });
        is_here.then_some(Comparator {
            signs,
            pieces: count,
        })
    })
}

//! Carrying pointers over to a changed document: what became of each sentence of the old index in the new one.
//!
//! Indexes hold hashes, not words, and a wrong source must never be served in silence. So a sentence counts as the same only
//! where no other reading of the two indexes is possible; all others are marked for a person to read.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::index::SentenceEntry;

/// The fate of a sentence of the old document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is this sentence of the new document.
    Same(usize),
    /// This sentence of the new document stands in its place, or it was moved there.
    Changed(usize),
    Gone,
}

impl Fate {
    /// The position of the sentence in the new document that stands for the old one.
    pub fn position(self) -> Option<usize> {
        match self {
            Self::Same(new) | Self::Changed(new) => Some(new),
            Self::Gone => None,
        }
    }
}

/// The fate of each old sentence, in the order of the old document.
pub fn fates(old: &[SentenceEntry], new: &[SentenceEntry]) -> Vec<Fate> {
    let (old, new) = (Occurrences::new(old), Occurrences::new(new));
    let matched = matches(&old, &new);
    let mut fates = vec![Fate::Gone; old.hashes.len()];
    let is_single = |(from, to): &(usize, usize)| old.count(*from) == 1 && new.count(*to) == 1;
    for (from, to) in &matched {
        fates[*from] = Fate::Changed(*to);
    }
    for (from, to) in matched.iter().filter(|pair| is_single(pair)) {
        fates[*from] = Fate::Same(*to);
    }
    let single: Vec<_> = matched.iter().copied().filter(is_single).collect();
    for stretch in gaps(&single, old.hashes.len(), new.hashes.len()) {
        keep_equal_sentences(&stretch, &old, &new, &mut fates);
    }
    let moved = follow_moved(&old, &new, &mut fates);
    doubt_neighbours(&moved, &matched, &mut fates);
    let taken: HashSet<usize> = fates.iter().filter_map(|fate| fate.position()).collect();
    for gap in gaps(&matched, old.hashes.len(), new.hashes.len()) {
        let lost = gap.old.filter(|from| fates[*from] == Fate::Gone);
        let found = gap.new.filter(|to| !taken.contains(to));
        replace(
            &lost.collect::<Vec<_>>(),
            &found.collect::<Vec<_>>(),
            &mut fates,
        );
    }
    fates
}

/// Keeps the sentences of a stretch between two that are certain. There are equal ones elsewhere, so nobody knows which is which
/// unless the whole stretch is as it was, with its paragraphs, and each has its number among its equals, of which there are as many
/// as before.
fn keep_equal_sentences(
    stretch: &Gap,
    old: &Occurrences<'_>,
    new: &Occurrences<'_>,
    fates: &mut [Fate],
) {
    let is_as_before = old.hashes[stretch.old.clone()] == new.hashes[stretch.new.clone()]
        && old.breaks(&stretch.old) == new.breaks(&stretch.new);
    if !is_as_before {
        return;
    }
    for (from, to) in stretch.old.clone().zip(stretch.new.clone()) {
        if old.count(from) == new.count(to) && old.ranks[from] == new.ranks[to] {
            fates[from] = Fate::Same(to);
        }
    }
}

/// The hashes of the sentences of a document, each with its number among equal ones.
struct Occurrences<'i> {
    hashes: Vec<&'i str>,
    /// True for each sentence that opens a paragraph.
    opens_paragraph: Vec<bool>,
    ranks: Vec<usize>,
    positions: HashMap<&'i str, Vec<usize>>,
}

impl<'i> Occurrences<'i> {
    fn new(sentences: &'i [SentenceEntry]) -> Self {
        let hashes = sentences.iter().map(|sentence| sentence.sha256.as_str());
        let hashes: Vec<&str> = hashes.collect();
        let mut positions: HashMap<&str, Vec<usize>> = HashMap::new();
        let ranks = hashes.iter().enumerate().map(|(position, hash)| {
            let equal = positions.entry(hash).or_default();
            equal.push(position);
            equal.len()
        });
        // The last number of a pointer is that of the sentence within its paragraph.
        let opens_paragraph = sentences.iter().map(|sentence| sentence.at.ends_with(".1"));
        Self {
            ranks: ranks.collect(),
            opens_paragraph: opens_paragraph.collect(),
            hashes,
            positions,
        }
    }

    /// The paragraphs of a stretch: for each sentence, and for the one behind them, true if it opens one.
    fn breaks(&self, stretch: &Range<usize>) -> &[bool] {
        let end = self.opens_paragraph.len().min(stretch.end + 1);
        &self.opens_paragraph[stretch.start..end]
    }

    /// The number of sentences with the same hash as this one.
    fn count(&self, position: usize) -> usize {
        self.positions[self.hashes[position]].len()
    }

    /// The position of the only sentence with a hash.
    fn only(&self, hash: &str) -> Option<usize> {
        match self.positions.get(hash)?.as_slice() {
            [position] => Some(*position),
            _ => None,
        }
    }
}

/// The longest sequence of equal hashes that both documents have in the same order, as pairs of positions. Hashes of one document
/// alone cannot match, and are left out, because they would cost time.
fn matches(old: &Occurrences<'_>, new: &Occurrences<'_>) -> Vec<(usize, usize)> {
    let common = |one: &Occurrences<'_>, other: &Occurrences<'_>| -> Vec<usize> {
        let positions = 0..one.hashes.len();
        let is_common = |position: &usize| other.positions.contains_key(one.hashes[*position]);
        positions.filter(is_common).collect()
    };
    let (from, to) = (common(old, new), common(new, old));
    let hashes = |positions: &[usize], all: &Occurrences<'_>| -> Vec<String> {
        let hashes = positions.iter().map(|position| all.hashes[*position]);
        hashes.map(str::to_owned).collect()
    };
    let operations = capture_diff_slices(Algorithm::Myers, &hashes(&from, old), &hashes(&to, new));
    let mut matched = Vec::new();
    for operation in operations {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = operation
        {
            matched.extend((0..len).map(|step| (from[old_index + step], to[new_index + step])));
        }
    }
    matched
}

/// Follows sentences that stand elsewhere now. Words such as "he" may mean another person there, so they count as changed.
/// Returns them, as pairs of positions.
fn follow_moved(
    old: &Occurrences<'_>,
    new: &Occurrences<'_>,
    fates: &mut [Fate],
) -> Vec<(usize, usize)> {
    let mut moved = Vec::new();
    for (position, fate) in fates.iter_mut().enumerate() {
        let hash = old.hashes[position];
        if *fate == Fate::Gone && old.only(hash).is_some() {
            *fate = new.only(hash).map_or(Fate::Gone, Fate::Changed);
            moved.extend(fate.position().map(|to| (position, to)));
        }
    }
    moved
}

/// Counts sentences as changed that a sentence has passed, if they are as few as those that moved: nobody can tell which of them were
/// moved then.
fn doubt_neighbours(moved: &[(usize, usize)], matched: &[(usize, usize)], fates: &mut [Fate]) {
    for (from, to) in moved {
        let is_passed = |(old, new): &&(usize, usize)| (old < from) != (new < to);
        let passed: Vec<_> = matched.iter().filter(is_passed).collect();
        if passed.len() <= moved.len() {
            for (old, new) in passed {
                fates[*old] = Fate::Changed(*new);
            }
        }
    }
}

/// The sentences between two that matched, in both documents.
struct Gap {
    old: Range<usize>,
    new: Range<usize>,
}

fn gaps(matched: &[(usize, usize)], old: usize, new: usize) -> impl Iterator<Item = Gap> {
    let starts = matched.iter().map(|(from, to)| (from + 1, to + 1));
    let ends = matched.iter().copied().chain([(old, new)]);
    std::iter::once((0, 0))
        .chain(starts)
        .zip(ends)
        .map(|(start, end)| Gap {
            old: start.0..end.0,
            new: start.1..end.1,
        })
}

/// Decides what stands in the place of the lost sentences of a gap: as many as before, in their order, or a single one for several,
/// or the first of several for a single one. Otherwise nobody can tell.
fn replace(lost: &[usize], found: &[usize], fates: &mut [Fate]) {
    for (number, position) in lost.iter().enumerate() {
        let replacement = match (lost.len(), found) {
            (_, [only]) => Some(*only),
            (1, [first, ..]) => Some(*first),
            (count, found) if count == found.len() => Some(found[number]),
            _ => None,
        };
        fates[*position] = replacement.map_or(Fate::Gone, Fate::Changed);
    }
}

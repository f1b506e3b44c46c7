//! The cues that a sentence has.

use std::ops::Range;

use super::vocabulary::Cue;

/// A cue that was found.
#[derive(Debug, Clone)]
pub struct CueMention {
    pub tokens: Range<usize>,
    pub cue: &'static Cue,
}

/// Those of some cues that are no part of another one among them.
pub fn longest<'c>(cues: impl Iterator<Item = &'c CueMention>) -> Vec<&'c CueMention> {
    let mut found: Vec<&CueMention> = Vec::new();
    for mention in cues {
        let last = found.last().copied();
        let last = last.filter(|last| last.tokens.end > mention.tokens.start);
        let is_longer = last.is_some_and(|last| last.tokens.len() < mention.tokens.len());
        if is_longer {
            found.pop();
        }
        if last.is_none() || is_longer {
            found.push(mention);
        }
    }
    found
}

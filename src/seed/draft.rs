//! Drafting: proposed facts for the sentences of a pair's documents that no fact cites yet.
//!
//! Rules look for dates, sums, countries, people, places and cue words, and never for the meaning of a sentence. So each
//! proposal has the key `draft`, and seeds with it are refused until a person has read the sentence and deleted the key.
//! The rules name the kinds that they propose, unlike the rest of the program.
//!
//! Each module uses only those before it: tokens, patterns, vocabulary, cue_mentions, cities, lexicon, dates, persons, find_persons, places, sentence, article,
//! proposal, rules, merge, text_draft, toml_text, folder, pair_draft.

mod article;
mod cities;
mod cue_mentions;
mod dates;
mod find_persons;
mod folder;
mod lexicon;
mod merge;
mod pair_draft;
mod patterns;
mod persons;
mod places;
mod proposal;
mod rules;
mod sentence;
mod text_draft;
mod tokens;
mod toml_text;
mod vocabulary;

pub use pair_draft::{DraftedSentence, PairDraft};
pub use proposal::{Proposal, Value};
pub use text_draft::draft_text;

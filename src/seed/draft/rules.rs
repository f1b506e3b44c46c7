//! The rules, each for some kinds of facts, and their order.
//!
//! Each module uses only those before it: people, visit, visit_lists, follow_ons, meetings, visits, relations, trade, mission_nouns, missions, treaty_counts, treaties,
//! goods, others, sentence_rules.

mod follow_ons;
mod goods;
mod meetings;
mod mission_nouns;
mod missions;
mod others;
mod people;
mod relations;
mod sentence_rules;
mod trade;
mod treaties;
mod treaty_counts;
mod visit;
mod visit_lists;
mod visits;

pub use sentence_rules::{is_consular, is_same_mission, propose};

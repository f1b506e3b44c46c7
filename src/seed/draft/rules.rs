//! The rules, each for some kinds of facts, and their order.
//!
//! Each module uses only those before it: people, names, attribution, visit, visit_lists, follow_ons, meetings, visits, relations,
//! ranks, shares, trade, mission_names, mission_nouns, mission_heads, missions, treaty_counts, treaty_sides, treaty_subjects,
//! treaty_terms, treaties, goods, others, cooperation_actors, cooperation, incidents, sentence_rules.

mod attribution;
mod cooperation;
mod cooperation_actors;
mod follow_ons;
mod goods;
mod incidents;
mod meetings;
mod mission_heads;
mod mission_names;
mod mission_nouns;
mod missions;
mod names;
mod others;
mod people;
mod ranks;
mod relations;
mod sentence_rules;
mod shares;
mod trade;
mod treaties;
mod treaty_counts;
mod treaty_sides;
mod treaty_subjects;
mod treaty_terms;
mod visit;
mod visit_lists;
mod visits;

pub use sentence_rules::{is_consular, is_same_mission, propose};

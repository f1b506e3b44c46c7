//! The rules, each for some kinds of facts, and their order.
//!
//! Each module uses only those before it: people, names, attribution, mission_names, mission_nouns, occasions, visit, visit_status,
//! visit_lists, follow_ons, meetings, visits, relations, rank_scopes, ranks, shares, trade, mission_seats, mission_heads, missions,
//! mission_dates, treaty_counts, treaty_terms, treaty_sides, treaty_subjects, treaty_names, treaties, goods, others,
//! cooperation_actors, cooperation, incidents, sentence_rules.

mod attribution;
mod cooperation;
mod cooperation_actors;
mod follow_ons;
mod goods;
mod incidents;
mod meetings;
mod mission_dates;
mod mission_heads;
mod mission_names;
mod mission_nouns;
mod mission_seats;
mod missions;
mod names;
mod occasions;
mod others;
mod people;
mod rank_scopes;
mod ranks;
mod relations;
mod sentence_rules;
mod shares;
mod trade;
mod treaties;
mod treaty_counts;
mod treaty_names;
mod treaty_sides;
mod treaty_subjects;
mod treaty_terms;
mod visit;
mod visit_lists;
mod visit_status;
mod visits;

pub use relations::retain_stated;
pub use sentence_rules::{is_consular, is_same_mission, propose};

//! Pages for people, made from the same items as the API's responses. They need no script and load nothing from other hosts.

mod assets;
mod country;
mod docs;
mod document;
mod embed;
mod facts;
mod home;
mod item;
mod lanes;
mod map;
mod network;
mod page;
mod pair;
mod pair_card;
mod pair_counts;
mod pair_of_country;
mod phrases;
mod plain_date;
mod points;
mod problem;
mod relation_state;
mod search;
mod timeline;
mod timeline_label;
mod world_map;
mod year_chart;

pub use assets::{asset, favicon, robots};
pub use country::{country, country_parameters};
pub use docs::docs;
pub use document::document;
pub use embed::{embed, embed_parameters};
pub use home::{home, home_parameters};
pub use pair::{pair, pair_parameters};
pub use problem::{as_page, is_shown_as_page, problem_type};

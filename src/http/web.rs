//! Pages for people, made from the same items as the API's responses. They need no script and load nothing from other hosts.

mod assets;
mod docs;
mod docs_list;
mod document;
mod embed;
mod explore;
mod facts;
mod home;
mod item;
mod lanes;
mod map;
mod page;
mod pair;
mod phrases;
mod plain_date;
mod problem;
mod relation_state;
mod timeline;
mod timeline_label;

pub use assets::{asset, favicon, robots};
pub use docs::docs;
pub use docs_list::docs_list;
pub use document::document;
pub use embed::{embed, embed_parameters};
pub use explore::{index as explore, list_page};
pub use home::{home, home_parameters};
pub use pair::{pair, pair_parameters};
pub use problem::{as_page, is_shown_as_page, problem_type};

//! Values derived from a checked pair: states, search terms, search text, and the JSON and CSV of each fact.
//!
//! Knows nothing of the database.
//!
//! Each module uses only those before it: annotations, states, terms, search_text, render.

mod annotations;
mod render;
mod search_text;
mod states;
mod terms;

pub use annotations::Annotations;
pub use render::{IndexEntry, RenderedFact, Renderer};
pub use search_text::LEVELS;
pub use states::FinalStates;
pub use terms::Spelling;

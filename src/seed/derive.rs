//! Values derived from a checked pair: states, search terms, search text, and the JSON and CSV of each fact.
//!
//! Knows nothing of the database. The modules are in reading order: each uses only those above it.

mod annotations;

mod states;

mod terms;

mod search_text;

mod render;

pub use annotations::Annotations;
pub use render::{IndexEntry, RenderedFact, Renderer};
pub use search_text::LEVELS;
pub use states::final_state;
pub use terms::Spelling;

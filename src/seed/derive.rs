//! Values derived from a checked pair: states, search terms, search text, and the JSON and CSV of each fact.
//!
//! Knows nothing of the database.
//!
//! Each module uses only those before it: annotations, states, terms, search_text, sources, sentence_facts, summary, render.

mod annotations;
mod render;
mod search_text;
mod sentence_facts;
mod sources;
mod states;
mod summary;
mod terms;

pub use annotations::Annotations;
pub use render::{ArticlePlace, IndexEntry, RenderedFact, Renderer};
pub use search_text::LEVELS;
pub use sentence_facts::sentence_facts;
pub use sources::Sources;
pub use states::FinalStates;
pub use terms::Spelling;

//! Importing: from a page as people have it to a text in the markup of documents, with the properties that the page states.
//!
//! MediaWiki's HTML, other HTML, Markdown and plain text are read, each by its content. Properties that a page does not state
//! stay unknown, and the parts that are left out are counted. No file is read or written here.

mod article;
mod decode;
mod error;
mod format;
mod html;
mod imported;
mod inline_text;
mod left_out;
mod licence;
mod markdown;
mod markdown_metadata;
mod plain_text;
mod render;
mod seed_file;
mod stated_day;
mod warnings;

pub use self::article::{Footnote, InfoboxRow, Metadata};
pub use self::error::ImportError;
pub use self::imported::{Imported, import};
pub use self::left_out::{LeftOut, Part};

//! The reasons why a file is not imported, each with a remedy.

/// A file that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file has no text.
    #[error("the file is empty; save the page again")]
    Empty,
    /// The format is known, and is none that is read.
    #[error("the file is {name}, which is not read; {remedy}")]
    Format {
        name: &'static str,
        remedy: &'static str,
    },
    /// The bytes are no text in the encoding that the file states, or in any that is tried.
    #[error("the file is not valid {encoding}; save it as UTF-8")]
    Encoding { encoding: &'static str },
    /// The page has no paragraph that could be the article's.
    #[error(
        "the page has no text outside of menus, forms and scripts; save it once it is shown completely"
    )]
    NoArticle,
}

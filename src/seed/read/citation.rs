//! Citations: the pointers of a fact, each with the document that it leads into.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use crate::values::slug::is_slug;

/// A sentence that a fact or an excuse names.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The pointer as written: `Visits 1.1`, or `mfa-2019#Visits 1.1`.
    pub written: Spanned<String>,
    /// The id of the document.
    pub document: Arc<str>,
    /// The pointer within the document.
    pub pointer: String,
}

impl Citation {
    /// Reads a pointer. One without a document leads into the `default` one.
    pub fn parse(written: Spanned<String>, default: &Arc<str>) -> Self {
        let named = written.get_ref().split_once('#');
        // The name of a section may contain `#` as well.
        let named = named.filter(|(document, _)| is_slug(document));
        let (document, pointer) = match named {
            Some((document, pointer)) => (Arc::from(document), pointer.to_owned()),
            None => (Arc::clone(default), written.get_ref().clone()),
        };
        Self {
            written,
            document,
            pointer,
        }
    }

    /// The position in the file.
    pub fn span(&self) -> Range<usize> {
        self.written.span()
    }

    pub fn as_written(&self) -> &str {
        self.written.get_ref()
    }

    /// The document and the pointer, by which the sentence is known in the pair.
    pub fn key(&self) -> (&str, &str) {
        (&self.document, &self.pointer)
    }
}

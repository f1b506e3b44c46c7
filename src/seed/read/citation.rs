//! Citations: the pointers of a fact, each with the document that it leads into.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use crate::values::pointer::{MarkedPointer, PointerMark};

/// A sentence that a fact or an excuse names.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The pointer as written: `Visits 1.1`, or `mfa-2019#Visits 1.1`.
    pub written: Spanned<String>,
    /// The id of the document.
    pub document: Arc<str>,
    /// The pointer within the document.
    pub pointer: String,
    /// The mark of a pointer that a person must look at.
    pub mark: Option<PointerMark>,
}

impl Citation {
    /// Reads a pointer. One without a document leads into the `default` one.
    pub fn parse(written: Spanned<String>, default: &Arc<str>) -> Self {
        let MarkedPointer {
            document,
            pointer,
            mark,
        } = MarkedPointer::parse(written.get_ref());
        Self {
            written,
            document: document.map_or_else(|| Arc::clone(default), Arc::from),
            pointer,
            mark,
        }
    }

    /// The position in the file.
    pub fn span(&self) -> Range<usize> {
        self.written.span()
    }

    pub fn as_written(&self) -> &str {
        self.written.get_ref()
    }

    /// True if its sentence is gone from the document. Another sentence may have its pointer now.
    pub fn is_gone(&self) -> bool {
        self.mark == Some(PointerMark::Gone)
    }

    /// The document and the pointer, by which the sentence is known in the pair.
    pub fn key(&self) -> (&str, &str) {
        (&self.document, &self.pointer)
    }
}

//! The version of a data set: sixteen hex digits of a hash over the seeds and the loaded documents, and over nothing else. A
//! change of the program alone does not change it, so that a citation stays valid.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::source::File;
use crate::document::index::hex;

/// A version that is not finished: the hash of what was read so far, to which each pair in its order adds its digest.
#[derive(Debug)]
pub struct Version(Sha256);

impl Version {
    /// Starts with the data set's own metadata.
    pub fn new(about: Option<&File>) -> Self {
        let mut hash = Sha256::new();
        if let Some(file) = about {
            take(&mut hash, file.name(), &file.text);
        }
        Self(hash)
    }

    /// Takes a pair up by its digest.
    pub fn pair(&mut self, digest: &[u8; 32]) {
        self.0.update(digest);
    }

    pub fn finish(self) -> String {
        let mut version = hex(&self.0.finalize());
        version.truncate(16);
        version
    }
}

/// What a pair's files and its document at hand come to. The name of the folder stands in its relation's id.
pub fn digest(files: &[Arc<File>], document: Option<&File>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for file in files {
        take(&mut hash, file.name(), &file.text);
    }
    if let Some(file) = document {
        take(&mut hash, "document", &file.text);
    }
    hash.finalize().into()
}

/// Adds a text under its name, so that no two lists of texts come to the same bytes.
fn take(hash: &mut Sha256, name: &str, text: &str) {
    for part in [name, text] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
}

//! The version of a data set: the first 16 hex digits of a hash over the seeds and the loaded documents, and nothing else.
//!
//! A change of the program alone does not change it, so that a citation stays valid.

use sha2::{Digest as _, Sha256};

use super::diagnostics::Diagnostics;
use super::pair_files::PairFiles;
use super::source::TopFolder;
use crate::document::hex;

/// The build of this program: a hash of its code, its dependencies and the schema. A database of another build is rebuilt.
pub const BUILD: &str = env!("BILATERAL_BUILD");

/// The hash of a pair's seed files and the texts of its documents.
pub type PairDigest = [u8; 32];

/// Computes the version from the digests of all pairs, added in the order of the pairs' names.
#[derive(Debug)]
pub struct VersionHasher(Sha256);

impl VersionHasher {
    /// Starts with the metadata of the data set, if it has any.
    pub fn new(top: &TopFolder) -> Self {
        let mut hash = Sha256::new();
        if let Some(file) = &top.dataset_file {
            update(&mut hash, file.name(), &file.text);
        }
        update_unreadable(&mut hash, &top.diagnostics);
        Self(hash)
    }

    pub fn add_pair(&mut self, digest: &PairDigest) {
        self.0.update(digest);
    }

    pub fn finish(self) -> String {
        hex(&self.0.finalize()[..8])
    }
}

/// Hashes a pair. The name of its folder is not hashed: it is the id in `relation.toml`.
pub fn pair_digest(files: &PairFiles) -> PairDigest {
    let mut hash = Sha256::new();
    for file in &files.seeds {
        update(&mut hash, file.name(), &file.text);
    }
    for document in &files.documents {
        let files = [&document.properties, &document.index, &document.text];
        for (file, part) in files.into_iter().zip(["properties", "index", "text"]) {
            let name = ["documents/", &document.id, "/", part].concat();
            let text = file.as_ref().map_or("", |file| &file.text);
            update(&mut hash, &name, text);
        }
    }
    update_unreadable(&mut hash, &files.diagnostics);
    hash.finalize().into()
}

/// Hashes the files that cannot be read, of which a data set with a version has none. Two readings of the same sources then
/// have the same hash even if the sources are invalid.
fn update_unreadable(hash: &mut Sha256, diagnostics: &Diagnostics) {
    for diagnostic in diagnostics.shown() {
        update(hash, &diagnostic.file.path, &diagnostic.message);
    }
}

/// Hashes a name and a text, each after its length, so that different lists of texts never give the same bytes.
fn update(hash: &mut Sha256, name: &str, text: &str) {
    for part in [name, text] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
}

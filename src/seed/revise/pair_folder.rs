//! The folder of a pair whose pointers are revised: its seed files as they are, and what they say of its documents.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::{Document, Index};
use crate::kinds;
use crate::seed::diagnostics::Diagnostics;
use crate::seed::pair_files::{DOCUMENTS_FOLDER, PairFiles};
use crate::seed::read::{Pair, PairDocument, parse_file};
use crate::seed::source_file::{SourceFile, display_path};
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;

/// The reason why a pair is not revised.
#[derive(Debug, thiserror::Error)]
pub enum ReviseError {
    /// Files of the pair that cannot be read.
    #[error("the seeds have {} errors", .0.len())]
    Seeds(Diagnostics),
    #[error("{0}")]
    Refused(String),
    #[error("cannot write {path}: {error}")]
    Write { path: String, error: std::io::Error },
}

/// A pair's folder.
#[derive(Debug)]
pub struct PairFolder {
    path: PathBuf,
    files: PairFiles,
    pair: Pair,
}

impl PairFolder {
    /// Reads the folder of a pair among the seeds. Its facts may have errors, but all of its files must be TOML.
    pub fn read(seeds: &Path, name: &str) -> Result<Self, ReviseError> {
        Self::read_with_texts(seeds, name, None)
    }

    /// Reads the folder of a pair with the texts of its documents, if their folder is named.
    pub fn read_with_texts(
        seeds: &Path,
        name: &str,
        documents: Option<&Path>,
    ) -> Result<Self, ReviseError> {
        let path = seeds.join(name);
        if !path.is_dir() {
            let shown = display_path(&path);
            return Err(ReviseError::Refused(format!(
                "no folder {shown}; name a pair in the folder of seeds, which --seeds names"
            )));
        }
        let mut files = PairFiles::read(&path);
        if let Some(documents) = documents {
            files.read_texts(documents);
        }
        let mut diagnostics = std::mem::take(&mut files.diagnostics);
        for file in files.all_seeds() {
            parse_file(file, &mut diagnostics);
        }
        if !diagnostics.is_empty() {
            return Err(ReviseError::Seeds(diagnostics));
        }
        let pair = Pair::read(name, &files, &mut Diagnostics::default());
        Ok(Self { path, files, pair })
    }

    /// True if a folder has the file that describes the relation, which every pair has.
    pub fn is_pair(folder: &Path) -> bool {
        folder.join(kinds::pair().seed.file).is_file()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(in crate::seed) fn pair(&self) -> &Pair {
        &self.pair
    }

    /// The text of a seed file in the folder itself.
    pub(in crate::seed) fn seed_text(&self, name: &str) -> Option<&str> {
        let mut files = self.files.seeds.iter();
        let file = files.find(|file| file.name() == name);
        file.map(|file| file.text.as_str())
    }

    pub fn name(&self) -> &str {
        &self.pair.name
    }

    /// The id of the document that a new text is for: the named one, else the one that the file of the text is named after, else
    /// the only one.
    pub fn choose_document(
        &self,
        named: Option<&str>,
        text: &Path,
    ) -> Result<Arc<str>, ReviseError> {
        let stem = text.file_stem().and_then(|stem| stem.to_str());
        let mut ids: Vec<&Arc<str>> = self.pair.documents.keys().collect();
        // Pointers may lead into a document whose files are missing.
        let listed = self.pair.listed_documents.iter();
        ids.extend(listed.filter(|id| !self.pair.documents.contains_key(*id)));
        let known = ids.iter().map(|id| &***id).collect::<Vec<_>>().join(", ");
        let find = |id: &str| ids.iter().find(|known| ****known == *id).copied();
        let name = self.name();
        let found = match named {
            Some(id) => find(id),
            None => stem.and_then(find),
        };
        let only = ids.first().filter(|_| named.is_none() && ids.len() == 1);
        if let Some(id) = found.or(only.copied()) {
            return Ok(Arc::clone(id));
        }
        let refused = match named {
            Some(id) => {
                let near = nearest(id, ids.iter().map(|id| &***id));
                let near = near.map(|near| format!("did you mean {near}?"));
                let remedy = near.unwrap_or_else(|| format!("name one of {known}"));
                format!("{name} has no document `{id}`; {remedy}")
            }
            None if ids.is_empty() => {
                format!("{name} has no document; `bilateral import FILE --pair {name}` adds one")
            }
            None => format!("{name} has several documents; name one with --document: {known}"),
        };
        Err(ReviseError::Refused(refused))
    }

    /// The ids of the documents that have files.
    pub fn document_ids(&self) -> impl Iterator<Item = &str> {
        self.pair.documents.keys().map(|id| &**id)
    }

    /// A document of the pair.
    pub fn document(&self, id: &str) -> Option<&PairDocument> {
        self.pair.documents.get(id)
    }

    /// The title of a document.
    pub fn document_title(&self, id: &str) -> Option<&str> {
        let mut documents = self.pair.document_facts();
        let document = documents.find(|document| document.id.get_ref() == id)?;
        Some(&document.title)
    }

    /// The file with the properties of a document, empty if there is none.
    pub fn document_text(&self, id: &str) -> &str {
        let documents = self.files.documents.iter();
        let mut files = documents.filter(|files| files.id == id);
        let properties = files.next().and_then(|files| files.properties.as_ref());
        properties.map_or("", |file| &file.text)
    }

    /// Refuses to go on if a file was changed since it was read, by an editor for example.
    pub fn check_unchanged(&self) -> Result<(), ReviseError> {
        let now = PairFiles::read(&self.path);
        if now.all_seeds().eq(self.files.all_seeds()) {
            return Ok(());
        }
        let path = display_path(&self.path);
        Err(ReviseError::Refused(format!(
            "files of {path} have changed while they were revised; try again when nothing writes to them"
        )))
    }

    /// The index of a document; `None` if it has none. A damaged one is refused, because pointers could be carried over by it to
    /// sentences that they were not read from.
    pub fn index(&self, id: &str) -> Result<Option<&Index>, ReviseError> {
        if self.index_text(id).is_none() {
            return Ok(None);
        }
        let pinned = self.document(id).and_then(|one| one.index.as_ref());
        let sound = pinned.filter(|pinned| pinned.damage().is_none());
        let index = sound.map(|pinned| Some(&pinned.index));
        index.ok_or_else(|| {
            let name = self.name();
            ReviseError::Refused(format!(
                "the index of `{id}` in {name} is damaged; restore the whole folder of the pair from version control, or remove \
                 documents/{id}.index.toml and revise: then every pointer is marked, to be read again"
            ))
        })
    }

    /// Refuses a pair of several documents in which nobody knows what pointers without a document lead into.
    pub fn check_order(&self) -> Result<(), ReviseError> {
        if !self.pair.listed_documents.is_empty() || self.pair.documents.len() < 2 {
            return Ok(());
        }
        let name = self.name();
        Err(ReviseError::Refused(format!(
            "relation.toml of {name} does not list its documents; pointers lead into the first of them by default, so list them in their order"
        )))
    }

    /// Reads a text of a document, with the abbreviations of its own.
    pub fn parse_text(&self, id: &str, text: &str) -> Document {
        let document = self.document(id);
        let abbreviations = document.map_or(&[][..], |document| &document.abbreviations);
        Document::parse_with(text, abbreviations)
    }

    /// Each file that may hold pointers, with the id of the document that they lead into by default.
    pub fn pointing_files(&self) -> impl Iterator<Item = (&Arc<SourceFile>, &str)> {
        let first = self.pair.default_document().map_or("", |id| &**id);
        let seeds = self.files.seeds.iter().map(move |file| (file, first));
        let documents = self.files.documents.iter();
        let documents =
            documents.filter_map(|files| Some((files.properties.as_ref()?, files.id.as_str())));
        seeds.chain(documents)
    }

    /// The path of a seed file of the pair.
    pub fn path_of(&self, file: &SourceFile) -> PathBuf {
        let is_own = self.files.seeds.iter().any(|own| own.path == file.path);
        let folder = if is_own {
            self.path.clone()
        } else {
            self.path.join(DOCUMENTS_FOLDER)
        };
        folder.join(file.name())
    }

    /// True for the file with the properties of a document.
    pub fn is_properties_of(&self, file: &Arc<SourceFile>, id: &str) -> bool {
        let documents = self.files.documents.iter();
        let properties = documents.filter(|files| files.id == id);
        let mut properties = properties.filter_map(|files| files.properties.as_ref());
        properties.any(|properties| Arc::ptr_eq(properties, file))
    }

    /// The text of the index of a document, if there is one.
    pub fn index_text(&self, id: &str) -> Option<&String> {
        let documents = self.files.documents.iter();
        let mut files = documents.filter(|files| files.id == id);
        files.next()?.index.as_ref().map(|file| &file.text)
    }

    /// The path of the index of a document, which may be a new one.
    pub fn index_path(&self, id: &str) -> Result<PathBuf, ReviseError> {
        if !is_slug(id) {
            return Err(ReviseError::Refused(format!(
                "`{id}` is not a valid id of a document; name one with --document, of lower-case words joined by hyphens"
            )));
        }
        let folder = self.path.join(DOCUMENTS_FOLDER);
        if !folder.is_dir() {
            fs::create_dir(&folder).map_err(|error| ReviseError::Write {
                path: display_path(&folder),
                error,
            })?;
        }
        Ok(folder.join(format!("{id}.index.toml")))
    }
}

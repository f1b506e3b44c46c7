//! The files of a pair's folder and the texts of its documents, from disk or from the binary.

use std::io;
use std::path::Path;
use std::sync::Arc;

use include_dir::Dir;

use super::diagnostics::{Diagnostic, Diagnostics};
use super::folder::{FolderEntry, is_passed_over, list_folder};
use super::source_file::{MAX_FILE_SIZE, SourceFile, Unreadable, display_path, read_file};
use crate::kinds;
use crate::values::slug::is_slug;

/// The folder of a pair that describes its documents.
pub const DOCUMENTS_FOLDER: &str = "documents";

/// The file in a pair's folder that says which files of a revision are still to be put in their places.
pub const UNFINISHED_REVISION: &str = ".unfinished-revision";

/// The ending of the name of a document's index.
const INDEX_ENDING: &str = ".index";

/// The size in bytes that all seed files of a pair may have together, because they are in memory at the same time.
const MAX_PAIR_SIZE: usize = 2 * MAX_FILE_SIZE;

/// The files of a pair.
#[derive(Debug, Default)]
pub struct PairFiles {
    /// The TOML files of the folder itself, sorted by name.
    pub seeds: Vec<Arc<SourceFile>>,
    /// The documents that the folder describes, sorted by id.
    pub documents: Vec<DocumentFiles>,
    /// The files that could not be read.
    pub diagnostics: Diagnostics,
}

/// The files of a document.
#[derive(Debug, Default)]
pub struct DocumentFiles {
    /// The document's id, by which its files are named.
    pub id: String,
    /// `documents/ID.toml`: the facts about the document, and its excuses.
    pub properties: Option<Arc<SourceFile>>,
    /// `documents/ID.index.toml`, which `bilateral index` writes.
    pub index: Option<Arc<SourceFile>>,
    /// The text, if it is in the folder of documents.
    pub text: Option<Arc<SourceFile>>,
}

impl PairFiles {
    /// Reads the files of a pair that is compiled into the binary.
    pub fn embedded(seeds: &Dir<'_>, pair: &str) -> Self {
        let mut files = Self::default();
        let folder = Path::new(pair);
        files.seeds = embedded_files(seeds, folder);
        for file in embedded_files(seeds, &folder.join(DOCUMENTS_FOLDER)) {
            files.add_document_file(file);
        }
        files
    }

    /// Reads the files of a pair's folder.
    pub fn read(folder: &Path) -> Self {
        let mut files = Self::default();
        read_seed_files(folder, &mut files);
        files
    }

    /// Reads the texts of the documents, named `ID.txt`, from a folder.
    pub fn read_texts(&mut self, folder: &Path) {
        for document in &mut self.documents {
            let path = folder.join([&document.id, ".txt"].concat());
            document.text = read_document(&path, &mut self.diagnostics);
        }
    }

    /// All seed files: those of the folder, then those of its documents.
    pub fn all_seeds(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        let of_documents = self.documents.iter();
        let of_documents =
            of_documents.flat_map(|document| document.properties.iter().chain(&document.index));
        self.seeds.iter().chain(of_documents)
    }

    /// The size in bytes of all seed files.
    pub fn size(&self) -> usize {
        self.all_seeds().map(|file| file.text.len()).sum()
    }

    /// Adds a file of the folder of documents, by its name.
    fn add_document_file(&mut self, file: Arc<SourceFile>) {
        let stem = file.name().trim_end_matches(".toml");
        let (id, is_index) = match stem.strip_suffix(INDEX_ENDING) {
            Some(id) => (id, true),
            None => (stem, false),
        };
        let found = self
            .documents
            .binary_search_by(|known| known.id.as_str().cmp(id));
        let position = found.unwrap_or_else(|position| {
            let files = DocumentFiles {
                id: id.to_owned(),
                ..DocumentFiles::default()
            };
            self.documents.insert(position, files);
            position
        });
        let document = &mut self.documents[position];
        let slot = if is_index {
            &mut document.index
        } else {
            &mut document.properties
        };
        *slot = Some(file);
    }
}

/// The seed file that a file of another name was meant to be: some programs append `.txt`, and some change the case.
fn meant_seed_file(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".txt").unwrap_or(&name);
    let mut known = kinds::seeded().map(|kind| kind.seed.file);
    known.find(|file| *file == name)
}

/// Reads the seed files of a pair's folder up to the size that a pair may have.
fn read_seed_files(folder: &Path, files: &mut PairFiles) {
    let entries = match list_folder(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let Unreadable { reason, .. } = error.into();
            let remedy = "make it a readable folder, or remove it";
            let diagnostic = Diagnostic::of_path(folder, reason, remedy);
            files.diagnostics.push(diagnostic);
            return;
        }
    };
    report_interruption(folder, &mut files.diagnostics);
    let mut reader = FolderReader { files, size: 0 };
    let mut is_empty = true;
    for entry in &entries {
        is_empty &= !entry.is_toml();
        if entry.is_folder() && entry.name == DOCUMENTS_FOLDER {
            reader.read_documents(&entry.path);
        } else if let Some(file) = reader.read_entry(entry) {
            reader.files.seeds.push(file);
        }
    }
    let diagnostics = &mut files.diagnostics;
    if is_empty && files.documents.is_empty() && diagnostics.is_empty() {
        let message = "it holds no seed file";
        let remedy = "add relation.toml, documents and facts, or remove the folder";
        diagnostics.push(Diagnostic::of_path(folder, message, remedy));
    }
    if files.size() > MAX_PAIR_SIZE {
        let message = format!("its files are larger than {} MiB", MAX_PAIR_SIZE >> 20);
        let remedy = "remove what is not part of the pair";
        let diagnostic = Diagnostic::of_path(folder, message, remedy);
        files.diagnostics.push(diagnostic);
    }
}

/// Reports a revision that was stopped while it wrote its files.
fn report_interruption(folder: &Path, diagnostics: &mut Diagnostics) {
    let unfinished = folder.join(UNFINISHED_REVISION);
    if unfinished.symlink_metadata().is_ok() {
        let message =
            "a revision was interrupted, so that some of its files may be old and others new";
        let remedy = "run the same `bilateral revise` again: it finishes that one first";
        let diagnostic = Diagnostic::of_path(&unfinished, message, remedy);
        diagnostics.push(diagnostic);
    }
}

/// Reads the entries of a pair's folders.
struct FolderReader<'f> {
    files: &'f mut PairFiles,
    /// The size of all files so far. Files beyond the size that a pair may have are not read.
    size: usize,
}

impl FolderReader<'_> {
    fn read_documents(&mut self, folder: &Path) {
        let entries = list_folder(folder).unwrap_or_else(|error| {
            let Unreadable { reason, remedy } = error.into();
            let diagnostic = Diagnostic::of_path(folder, reason, remedy);
            self.files.diagnostics.push(diagnostic);
            Vec::new()
        });
        for entry in &entries {
            let stem = entry.name.trim_end_matches(".toml");
            let id = stem.strip_suffix(INDEX_ENDING).unwrap_or(stem);
            if entry.is_toml() && !is_slug(id) {
                let reason = "the name is not the id of a document";
                let remedy = "name it ID.toml or ID.index.toml, with an id of lower-case words joined by hyphens";
                let diagnostic = Diagnostic::of_path(&entry.path, reason, remedy);
                self.files.diagnostics.push(diagnostic);
            } else if let Some(file) = self.read_entry(entry) {
                self.files.add_document_file(file);
            }
        }
    }

    /// Reads a TOML file, and reports what is not read though it should be.
    fn read_entry(&mut self, entry: &FolderEntry) -> Option<Arc<SourceFile>> {
        let diagnostics = &mut self.files.diagnostics;
        if let Err(error) = &entry.metadata {
            let Unreadable { reason, remedy } = Unreadable::lost_link(error);
            diagnostics.push(Diagnostic::of_path(&entry.path, reason, remedy));
        } else if entry.is_toml() && self.size <= MAX_PAIR_SIZE {
            let file = read_source(&entry.path, diagnostics)?;
            self.size += file.text.len();
            return Some(file);
        } else if let Some(meant) = meant_seed_file(&entry.name) {
            let reason = "it is not read, because of its name";
            let remedy = format!("rename it to `{meant}`, or move it elsewhere");
            diagnostics.push(Diagnostic::of_path(&entry.path, reason, remedy));
        }
        None
    }
}

fn read_document(path: &Path, diagnostics: &mut Diagnostics) -> Option<Arc<SourceFile>> {
    let is_missing = path
        .symlink_metadata()
        .is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    if is_missing {
        return None;
    }
    read_source(path, diagnostics)
}

/// Reads a file, and reports why it cannot be read.
pub fn read_source(path: &Path, diagnostics: &mut Diagnostics) -> Option<Arc<SourceFile>> {
    match read_file(path) {
        Ok(bytes) => Some(Arc::new(SourceFile::new(display_path(path), &bytes))),
        Err(Unreadable { reason, remedy }) => {
            diagnostics.push(Diagnostic::of_path(path, reason, remedy));
            None
        }
    }
}

/// The TOML files of a folder that is compiled into the binary, sorted by path.
pub fn embedded_files(seeds: &Dir<'_>, folder: &Path) -> Vec<Arc<SourceFile>> {
    let is_root = folder == Path::new("");
    let root = is_root.then_some(seeds);
    let folders = root.or_else(|| seeds.get_dir(folder)).into_iter();
    let is_read = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.extension() == Some("toml".as_ref()) && !is_passed_over(&name)
    };
    let files = folders.flat_map(Dir::files);
    let files = files.filter(|file| is_read(file.path())).map(|file| {
        let path = Path::new("seeds").join(file.path()).display().to_string();
        Arc::new(SourceFile::new(path, file.contents()))
    });
    let mut files: Vec<Arc<SourceFile>> = files.collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

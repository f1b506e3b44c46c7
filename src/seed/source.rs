//! The source of seeds and documents: seeds embedded in the binary, or folders.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use super::folder::{FolderEntry, is_passed_over, list_folder};
use super::source_file::{MAX_FILE_SIZE, SourceFile, Unreadable, display_path, read_file};
use crate::kinds;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// The file beside the pairs' folders.
const DATASET_FILE: &str = "dataset.toml";

/// The size in bytes that all seed files of a pair may have together, because they are in memory at the same time.
const MAX_PAIR_SIZE: usize = 2 * MAX_FILE_SIZE;

/// The folders of seeds and documents.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// A folder with one folder of seed files for each pair; `None` for the seeds embedded in the binary.
    pub seeds: Option<PathBuf>,
    /// A folder with documents named `{pair}.txt`; `None` to check and load without documents.
    pub documents: Option<PathBuf>,
}

/// A folder that cannot be read, with a remedy.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {reason}; {remedy}", display_path(path))]
pub struct SourceError {
    path: PathBuf,
    reason: String,
    remedy: &'static str,
}

impl SourceError {
    fn new(path: &Path, reason: impl ToString, remedy: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.to_string().to_lowercase(),
            remedy,
        }
    }
}

/// The files of a pair.
#[derive(Debug, Default)]
pub struct PairFiles {
    /// The TOML files, sorted by name.
    pub seeds: Vec<Arc<SourceFile>>,
    /// The document, if it is in the folder of documents.
    pub document: Option<Arc<SourceFile>>,
    /// The files that could not be read.
    pub diagnostics: Diagnostics,
}

/// The folder of all pairs: their names, and the files beside them.
#[derive(Debug)]
pub struct TopFolder {
    /// The names of the pairs' folders, sorted.
    pub pair_names: Vec<String>,
    /// `dataset.toml`, if there is one.
    pub dataset_file: Option<Arc<SourceFile>>,
    /// The entries that are neither.
    pub diagnostics: Diagnostics,
}

impl PairFiles {
    /// The size in bytes of all seed files.
    pub fn size(&self) -> usize {
        self.seeds.iter().map(|file| file.text.len()).sum()
    }
}

impl Sources {
    /// True if nothing can change while it is read.
    pub fn are_embedded(&self) -> bool {
        self.seeds.is_none() && self.documents.is_none()
    }

    /// Reads the folder of all pairs.
    pub fn read_top_folder(&self) -> Result<TopFolder, SourceError> {
        self.check_documents_folder()?;
        let top = match &self.seeds {
            None => embedded_top_folder(),
            Some(root) => read_top_folder(root)?,
        };
        if top.pair_names.is_empty() && top.diagnostics.is_empty() {
            let remedy = "name a folder that holds one folder for each pair of countries";
            let root = self.seeds.as_deref().unwrap_or(Path::new("seeds"));
            return Err(SourceError::new(root, "it holds no pair", remedy));
        }
        Ok(top)
    }

    /// Reads the files of a pair.
    pub fn read_pair(&self, pair: &str) -> PairFiles {
        let mut files = PairFiles::default();
        match &self.seeds {
            None => files.seeds = embedded_files(Path::new(pair)),
            Some(root) => read_seed_files(&root.join(pair), &mut files),
        }
        if let Some(root) = &self.documents {
            let path = root.join([pair, ".txt"].concat());
            files.document = read_document(&path, &mut files.diagnostics);
        }
        files
    }

    fn check_documents_folder(&self) -> Result<(), SourceError> {
        let Some(root) = &self.documents else {
            return Ok(());
        };
        let remedy = "name a folder that exists and is readable, or omit --documents";
        let listed = root.read_dir().map(drop);
        listed.map_err(|error| SourceError::new(root, error, remedy))
    }
}

fn read_top_folder(root: &Path) -> Result<TopFolder, SourceError> {
    let remedy = "name a folder that exists and is readable";
    let entries = list_folder(root).map_err(|error| SourceError::new(root, error, remedy))?;
    if entries
        .iter()
        .any(|entry| entry.name == kinds::pair().seed.file)
    {
        let remedy = "name the folder above it, which holds a folder for each pair";
        return Err(SourceError::new(root, "it is the folder of a pair", remedy));
    }
    let mut top = TopFolder {
        pair_names: Vec::new(),
        dataset_file: None,
        diagnostics: Diagnostics::default(),
    };
    for entry in entries {
        let problem = match &entry.metadata {
            Err(error) => Some(lost_link(error)),
            Ok(_) if entry.name == DATASET_FILE => {
                top.dataset_file = read_source(&entry.path, &mut top.diagnostics);
                None
            }
            Ok(metadata) if metadata.is_dir() && is_slug(&entry.name) => {
                top.pair_names.push(entry.name.clone());
                None
            }
            Ok(_) => misplaced(&entry),
        };
        if let Some(Unreadable { reason, remedy }) = problem {
            let diagnostic = Diagnostic::of_path(&entry.path, reason, remedy);
            top.diagnostics.push(diagnostic);
        }
    }
    Ok(top)
}

/// The error of an entry that is neither a pair nor known. Notes, such as a README, may stand beside the pairs.
fn misplaced(entry: &FolderEntry) -> Option<Unreadable> {
    let name = &entry.name;
    let problem = |reason: String, remedy: String| Some(Unreadable { reason, remedy });
    if entry.is_folder() {
        let remedy = "give the folder the id of its relation, such as kazakhstan-mongolia";
        problem("the name is not a valid id".to_owned(), remedy.to_owned())
    } else if entry.is_toml() {
        let suggestion = did_you_mean(nearest(name, [DATASET_FILE]));
        let remedy = suggestion + "move it into the folder of a pair, or remove it";
        problem(format!("unknown seed file `{name}`"), remedy)
    } else if is_slug(name) {
        let remedy = "put the folder of a pair in its place, or remove it";
        problem(
            "it is not the folder of a pair".to_owned(),
            remedy.to_owned(),
        )
    } else {
        None
    }
}

/// The error of an entry whose metadata cannot be read. Only links have such errors.
fn lost_link(error: &io::Error) -> Unreadable {
    Unreadable {
        reason: format!(
            "the link cannot be followed: {}",
            error.to_string().to_lowercase()
        ),
        remedy: "link to a file or folder that exists and is readable, or remove the link"
            .to_owned(),
    }
}

/// Reads the seed files of a pair's folder up to the size that a pair may have.
/// The seed file that a file of another name was meant to be: some programs append `.txt`, and some change the case.
fn meant_seed_file(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".txt").unwrap_or(&name);
    let mut known = kinds::seeded().map(|kind| kind.seed.file);
    known.find(|file| *file == name)
}

fn read_seed_files(folder: &Path, files: &mut PairFiles) {
    let diagnostics = &mut files.diagnostics;
    let entries = match list_folder(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let Unreadable { reason, .. } = error.into();
            let remedy = "make it a readable folder, or remove it";
            diagnostics.push(Diagnostic::of_path(folder, reason, remedy));
            return;
        }
    };
    let mut is_empty = true;
    let mut size = 0;
    for entry in entries {
        is_empty &= !entry.is_toml();
        if let Err(error) = &entry.metadata {
            let Unreadable { reason, remedy } = lost_link(error);
            diagnostics.push(Diagnostic::of_path(&entry.path, reason, remedy));
        } else if entry.is_toml() {
            let file = read_source(&entry.path, diagnostics);
            size += file.as_ref().map_or(0, |file| file.text.len());
            if size > MAX_PAIR_SIZE {
                let message = format!("its files are larger than {} MiB", MAX_PAIR_SIZE >> 20);
                let remedy = "remove what is not part of the pair";
                diagnostics.push(Diagnostic::of_path(folder, message, remedy));
                return;
            }
            files.seeds.extend(file);
        } else if let Some(meant) = meant_seed_file(&entry.name) {
            let reason = "it is not read, because of its name";
            let remedy = format!("rename it to `{meant}`, or move it elsewhere");
            diagnostics.push(Diagnostic::of_path(&entry.path, reason, remedy));
        }
    }
    if is_empty && diagnostics.is_empty() {
        let message = "it holds no seed file";
        let remedy = "add relation.toml, document.toml and the facts, or remove the folder";
        diagnostics.push(Diagnostic::of_path(folder, message, remedy));
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

fn read_source(path: &Path, diagnostics: &mut Diagnostics) -> Option<Arc<SourceFile>> {
    match read_file(path) {
        Ok(bytes) => Some(Arc::new(SourceFile::new(display_path(path), &bytes))),
        Err(Unreadable { reason, remedy }) => {
            diagnostics.push(Diagnostic::of_path(path, reason, remedy));
            None
        }
    }
}

fn embedded_top_folder() -> TopFolder {
    let dirs = EMBEDDED.dirs().filter_map(|dir| dir.path().to_str());
    let names = dirs.filter(|name| !is_passed_over(name));
    let mut pair_names: Vec<String> = names.map(str::to_owned).collect();
    pair_names.sort();
    let mut files = embedded_files(Path::new("")).into_iter();
    TopFolder {
        pair_names,
        dataset_file: files.find(|file| file.name() == DATASET_FILE),
        diagnostics: Diagnostics::default(),
    }
}

fn embedded_files(folder: &Path) -> Vec<Arc<SourceFile>> {
    let root = (folder == Path::new("")).then_some(&EMBEDDED);
    let files = root.or_else(|| EMBEDDED.get_dir(folder)).into_iter();
    let is_read = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.extension() == Some("toml".as_ref()) && !is_passed_over(&name)
    };
    let files = files
        .flat_map(Dir::files)
        .filter(|file| is_read(file.path()));
    let files = files.map(|file| {
        let path = Path::new("seeds").join(file.path()).display().to_string();
        Arc::new(SourceFile::new(path, file.contents()))
    });
    let mut files: Vec<Arc<SourceFile>> = files.collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

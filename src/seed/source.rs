//! The source of seeds and documents: seeds embedded in the binary, or folders.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use super::folder::{FolderEntry, is_passed_over, list_folder};
use super::pair_files::{PairFiles, embedded_files, read_source};
use super::source_file::{SourceFile, Unreadable, display_path};
use crate::kinds;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// The file beside the pairs' folders.
const DATASET_FILE: &str = "dataset.toml";

/// The folders of seeds and documents.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// A folder with one folder of seed files for each pair; `None` for the seeds embedded in the binary.
    pub seeds: Option<PathBuf>,
    /// A folder with documents named `ID.txt`; `None` to check and load without documents.
    pub documents: Option<PathBuf>,
}

/// A folder that cannot be read, with a remedy.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {reason}; {remedy}", display_path(path))]
pub struct SourceError {
    path: PathBuf,
    reason: String,
    remedy: Cow<'static, str>,
}

impl SourceError {
    fn new(path: &Path, reason: impl ToString, remedy: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.to_string().to_lowercase(),
            remedy: Cow::Borrowed(remedy),
        }
    }
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

    /// The error that there is no such pair among these.
    pub fn no_pair(&self, pair: &str, names: &[String]) -> SourceError {
        let root = self.seeds.as_deref().unwrap_or(Path::new("seeds"));
        let near = nearest(pair, names.iter().map(String::as_str));
        SourceError {
            path: root.join(pair),
            reason: "there is no such pair".to_owned(),
            remedy: match near {
                Some(near) => format!("did you mean `{near}`?").into(),
                None => "name a folder of the seeds, which --seeds names".into(),
            },
        }
    }

    /// Reads the files of a pair.
    pub fn read_pair(&self, pair: &str) -> PairFiles {
        let mut files = match &self.seeds {
            None => PairFiles::embedded(&EMBEDDED, pair),
            Some(root) => PairFiles::read(&root.join(pair)),
        };
        if let Some(root) = &self.documents {
            files.read_texts(root);
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
            Err(error) => Some(Unreadable::lost_link(error)),
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

fn embedded_top_folder() -> TopFolder {
    let dirs = EMBEDDED.dirs().filter_map(|dir| dir.path().to_str());
    let names = dirs.filter(|name| !is_passed_over(name));
    let mut pair_names: Vec<String> = names.map(str::to_owned).collect();
    pair_names.sort();
    let mut files = embedded_files(&EMBEDDED, Path::new("")).into_iter();
    TopFolder {
        pair_names,
        dataset_file: files.find(|file| file.name() == DATASET_FILE),
        diagnostics: Diagnostics::default(),
    }
}

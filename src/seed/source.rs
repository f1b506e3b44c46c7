//! The source of seeds and documents: seeds embedded in the binary, or folders.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// The folders of seeds and documents.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// A folder with one folder of seed files for each pair; `None` for the seeds embedded in the binary.
    pub seeds: Option<PathBuf>,
    /// A folder with documents named `{pair}.txt`; `None` to check and load without documents.
    pub documents: Option<PathBuf>,
}

/// A seed file or document that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path as diagnostics show it: `seeds/kazakhstan-mongolia/visits.toml`.
    pub path: String,
    /// The text, with U+FFFD in place of bytes that are not UTF-8.
    pub text: String,
    /// The position of the first byte that is not UTF-8; `None` if all of it is.
    pub invalid_from: Option<usize>,
}

impl SourceFile {
    pub fn new(path: String, bytes: &[u8]) -> Self {
        let invalid_from = str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        Self {
            path,
            text: String::from_utf8_lossy(bytes).into_owned(),
            invalid_from,
        }
    }

    /// The last component of the path.
    pub fn name(&self) -> &str {
        let separator = self.path.rfind('/');
        separator.map_or(&self.path, |at| &self.path[at + 1..])
    }
}

/// A folder or file that cannot be read, with a remedy.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {reason}; {remedy}", path.display())]
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

impl Sources {
    /// The names of the pairs' folders, sorted.
    pub fn pair_names(&self) -> Result<Vec<String>, SourceError> {
        let mut names: Vec<String> = match &self.seeds {
            None => EMBEDDED.dirs().map(|dir| file_name(dir.path())).collect(),
            Some(root) => {
                let entries = list_folder(root)?;
                let folders = entries.iter().filter(|path| path.is_dir());
                folders.map(|path| file_name(path)).collect()
            }
        };
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        if names.is_empty() {
            let remedy = "name a folder that holds one folder for each pair of countries";
            let root = self.seeds_root();
            return Err(SourceError::new(root, "it holds no pair", remedy));
        }
        Ok(names)
    }

    /// The TOML files of a pair, sorted by name.
    pub fn seed_files(&self, pair: &str) -> Result<Vec<Arc<SourceFile>>, SourceError> {
        let files = self.toml_files(Path::new(pair))?;
        if files.is_empty() {
            let folder = self.seeds_root().join(pair);
            let remedy = "add relation.toml, document.toml and the facts, or remove the folder";
            return Err(SourceError::new(&folder, "it holds no seed file", remedy));
        }
        Ok(files)
    }

    /// `dataset.toml` beside the pairs' folders, if there is one.
    pub fn dataset_file(&self) -> Result<Option<Arc<SourceFile>>, SourceError> {
        let mut files = self.toml_files(Path::new(""))?.into_iter();
        Ok(files.find(|file| file.name() == "dataset.toml"))
    }

    /// The document of a pair, `{pair}.txt`, if it is in the folder of documents.
    pub fn document_file(&self, pair: &str) -> Result<Option<Arc<SourceFile>>, SourceError> {
        let Some(root) = &self.documents else {
            return Ok(None);
        };
        let path = root.join([pair, ".txt"].concat());
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && root.is_dir() => Ok(None),
            Err(error) => {
                let remedy = "make it a readable file, or omit --documents";
                Err(SourceError::new(&path, error, remedy))
            }
            Ok(bytes) => {
                let path = path.display().to_string();
                Ok(Some(Arc::new(SourceFile::new(path, &bytes))))
            }
        }
    }

    fn seeds_root(&self) -> &Path {
        self.seeds.as_deref().unwrap_or(Path::new("seeds"))
    }

    fn toml_files(&self, folder: &Path) -> Result<Vec<Arc<SourceFile>>, SourceError> {
        let Some(root) = &self.seeds else {
            return Ok(embedded_files(folder));
        };
        let mut paths = list_folder(&root.join(folder))?;
        paths.retain(|path| is_toml(path));
        paths.sort();
        let read = |path: &PathBuf| {
            let error = |error| SourceError::new(path, error, "make it a readable file");
            let bytes = fs::read(path).map_err(error)?;
            let path = path.display().to_string();
            Ok(Arc::new(SourceFile::new(path, &bytes)))
        };
        paths.iter().map(read).collect()
    }
}

fn embedded_files(folder: &Path) -> Vec<Arc<SourceFile>> {
    let root = (folder == Path::new("")).then_some(&EMBEDDED);
    let files = root.or_else(|| EMBEDDED.get_dir(folder)).into_iter();
    let files = files
        .flat_map(Dir::files)
        .filter(|file| is_toml(file.path()));
    let files = files.map(|file| {
        let path = Path::new("seeds").join(file.path()).display().to_string();
        Arc::new(SourceFile::new(path, file.contents()))
    });
    let mut files: Vec<Arc<SourceFile>> = files.collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn list_folder(folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let entries = fs::read_dir(folder).and_then(|dir| dir.map(|e| e.map(|e| e.path())).collect());
    let remedy = "name a folder that exists and is readable";
    entries.map_err(|error| SourceError::new(folder, error, remedy))
}

fn is_toml(path: &Path) -> bool {
    path.extension() == Some("toml".as_ref())
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().expect("an entry of a folder has a name");
    name.to_string_lossy().into_owned()
}

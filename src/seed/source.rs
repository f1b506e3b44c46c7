//! Where seeds and documents come from: those compiled into the binary, or folders.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

static COMPILED: Dir = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// The seeds to load, and the documents to check them against, if there are any.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// A folder with one folder a pair; without it, the seeds compiled into the binary.
    pub seeds: Option<PathBuf>,
    /// A folder with the documents themselves, `{pair}.txt`.
    pub documents: Option<PathBuf>,
}

/// A seed file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// As a person would write it: `seeds/kazakhstan-mongolia/visits.toml`.
    pub path: String,
    /// With U+FFFD in the place of what is not UTF-8.
    pub text: String,
    /// The byte from which on it is not UTF-8.
    pub text_until: Option<usize>,
}

impl File {
    fn new(path: String, bytes: &[u8]) -> Self {
        let text_until = str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        Self {
            path,
            text: String::from_utf8_lossy(bytes).into_owned(),
            text_until,
        }
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// A folder or file that could not be read, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {reason}; {remedy}", path.display())]
pub struct Unreadable {
    path: PathBuf,
    reason: String,
    remedy: &'static str,
}

impl Sources {
    /// The names of the pairs' folders, in order.
    pub fn pairs(&self) -> Result<Vec<String>, Unreadable> {
        let mut names = match &self.seeds {
            None => COMPILED.dirs().map(|dir| file_name(dir.path())).collect(),
            Some(root) => entries(root)?
                .into_iter()
                .filter(|p| p.is_dir())
                .map(|p| file_name(&p))
                .collect::<Vec<_>>(),
        };
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        if names.is_empty() {
            let path = self.seeds.clone().unwrap_or_else(|| "seeds".into());
            let remedy = "name a folder that holds one folder for each pair of countries";
            return Err(Unreadable {
                path,
                reason: "it holds no pair".to_owned(),
                remedy,
            });
        }
        Ok(names)
    }

    /// The TOML files of one pair, in order of name.
    pub fn files(&self, pair: &str) -> Result<Vec<Arc<File>>, Unreadable> {
        let files = self.toml_files(Path::new(pair))?;
        if files.is_empty() {
            let path = self
                .seeds
                .as_deref()
                .unwrap_or(Path::new("seeds"))
                .join(pair);
            let remedy =
                "put relation.toml, document.toml and the facts there, or remove the folder";
            return Err(Unreadable {
                path,
                reason: "it holds no seed file".to_owned(),
                remedy,
            });
        }
        Ok(files)
    }

    /// `dataset.toml` beside the pairs, if there is one: what the data set says of itself.
    pub fn about(&self) -> Result<Option<Arc<File>>, Unreadable> {
        Ok(self
            .toml_files(Path::new(""))?
            .into_iter()
            .find(|file| file.name() == "dataset.toml"))
    }

    /// The document of a pair, `{pair}.txt`, where it is at hand.
    pub fn document(&self, pair: &str) -> Result<Option<Arc<File>>, Unreadable> {
        let Some(root) = &self.documents else {
            return Ok(None);
        };
        let path = root.join([pair, ".txt"].concat());
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && root.is_dir() => Ok(None),
            Err(error) => Err(unreadable(
                &path,
                &error,
                "make it a file that may be read, or leave out --documents",
            )),
            Ok(bytes) => Ok(Some(Arc::new(File::new(
                path.display().to_string(),
                &bytes,
            )))),
        }
    }

    fn toml_files(&self, folder: &Path) -> Result<Vec<Arc<File>>, Unreadable> {
        let Some(root) = &self.seeds else {
            return Ok(compiled_files(folder));
        };
        let mut paths = entries(&root.join(folder))?;
        paths.retain(|p| is_toml(p));
        paths.sort();
        let file = |path: &PathBuf| {
            let bytes = fs::read(path)
                .map_err(|error| unreadable(path, &error, "make it a file that may be read"))?;
            Ok(Arc::new(File::new(path.display().to_string(), &bytes)))
        };
        paths.iter().map(file).collect()
    }
}

fn compiled_files(folder: &Path) -> Vec<Arc<File>> {
    let dir = if folder == Path::new("") {
        Some(&COMPILED)
    } else {
        COMPILED.get_dir(folder)
    };
    let toml = dir
        .into_iter()
        .flat_map(Dir::files)
        .filter(|file| is_toml(file.path()));
    let mut files: Vec<Arc<File>> = toml
        .map(|file| {
            let path = Path::new("seeds").join(file.path()).display().to_string();
            Arc::new(File::new(path, file.contents()))
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    let listed = fs::read_dir(folder).and_then(|dir| dir.map(|e| e.map(|e| e.path())).collect());
    listed.map_err(|error| {
        unreadable(
            folder,
            &error,
            "name a folder that is there and may be read",
        )
    })
}

fn unreadable(path: &Path, error: &io::Error, remedy: &'static str) -> Unreadable {
    Unreadable {
        path: path.to_owned(),
        reason: error.to_string().to_lowercase(),
        remedy,
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

//! The invented pair in a folder of its own, where a test may change it.

use std::fs;
use std::path::{Path, PathBuf};

use bilateral::seed::{self, Diagnostics, Report, SeedError, Sources};
use tempfile::TempDir;
use tokio::runtime::Runtime;

pub const PAIR: &str = "iceland-japan";

/// The file of the pair's first document, and its index.
pub const DOCUMENT: &str = "documents/iceland-japan.toml";
pub const INDEX: &str = "documents/iceland-japan.index.toml";

/// A copy of the invented pair that a test may change.
pub struct PairCopy {
    pub folder: TempDir,
}

impl PairCopy {
    pub fn new() -> Self {
        let copy = Self {
            folder: TempDir::new().unwrap(),
        };
        copy_folder(
            &fixtures().join("seeds").join(PAIR),
            &copy.path(""),
            &|text| text,
        );
        copy
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(PAIR).join(file)
    }

    /// Replaces the first `old` in a file.
    pub fn replace(&self, file: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(old), "{file} has no {old}");
        fs::write(self.path(file), text.replacen(old, new, 1)).unwrap();
    }

    pub fn sources(&self) -> Sources {
        Sources {
            seeds: Some(self.folder.path().to_owned()),
            documents: Some(fixtures().join("documents")),
        }
    }

    /// The diagnostics without the path of the folder.
    pub fn diagnostics(&self) -> Vec<String> {
        let diagnostics = match check(&self.sources()) {
            Ok(_) => return Vec::new(),
            Err(error) => invalid(error),
        };
        let rendered = diagnostics
            .render_plain()
            .replace(&format!("{}/", self.folder.path().display()), "");
        let split: Vec<String> = rendered
            .split("\n\nerror: ")
            .map(|one| one.trim_start_matches("error: ").to_owned())
            .collect();
        assert_eq!(split.len(), diagnostics.len());
        split
    }
}

/// Copies a folder of text files, each after a change.
pub fn copy_folder(from: &Path, to: &Path, change: &dyn Fn(String) -> String) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy_folder(&from, &to, change);
        } else {
            let text = fs::read_to_string(&from).unwrap();
            fs::write(to, change(text)).unwrap();
        }
    }
}

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub fn check(sources: &Sources) -> Result<Report, SeedError> {
    Runtime::new().unwrap().block_on(seed::check(sources))
}

pub fn version(sources: &Sources) -> String {
    let version = seed::version(sources);
    Runtime::new().unwrap().block_on(version).unwrap()
}

pub fn invalid(error: SeedError) -> Diagnostics {
    match error {
        SeedError::Invalid(diagnostics) => diagnostics,
        other => panic!("{other}"),
    }
}

/// The message and the position of each diagnostic.
pub fn summarize(diagnostics: &[String]) -> Vec<(String, String)> {
    let summary = |one: &String| {
        let mut lines = one.lines();
        let message = lines.next().unwrap().to_owned();
        let position = lines.next().unwrap().rsplit('/').next().unwrap();
        (
            message,
            position.trim().trim_start_matches("--> ").to_owned(),
        )
    };
    diagnostics.iter().map(summary).collect()
}

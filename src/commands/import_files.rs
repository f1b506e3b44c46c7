//! Writing new files: all or none, and never over an existing one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// A file to write.
pub struct NewFile {
    pub path: PathBuf,
    pub contents: String,
    /// The advice if it exists with other contents.
    pub remedy: String,
}

/// Refuses a folder of documents that lies within seeds, because the seeds are published without the texts.
pub fn check_outside_seeds(folder: &Path, seeds: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    let real = folder.canonicalize().with_context(|| {
        format!("cannot find the folder {shown}; create it, or pass another to `--documents`")
    })?;
    if !real.is_dir() {
        bail!("{shown} is not a folder; pass one to `--documents`");
    }
    let seeds = seeds.canonicalize().ok();
    let is_seeds =
        |above: &Path| Some(above) == seeds.as_deref() || above.join("dataset.toml").is_file();
    if real.ancestors().any(is_seeds) {
        bail!(
            "{shown} lies within the seeds, which must not hold texts; pass a folder outside of them to `--documents`"
        );
    }
    Ok(())
}

/// Writes files and returns the paths of those that were not there. Nothing is written if one of them exists with other
/// contents, or cannot be written.
pub fn write_files(files: &[NewFile]) -> anyhow::Result<Vec<PathBuf>> {
    let mut missing = Vec::new();
    for file in files {
        let path = file.path.display();
        match fs::read(&file.path) {
            Ok(contents) if contents == file.contents.as_bytes() => {}
            Ok(_) => bail!("{path} exists with other contents; {}", file.remedy),
            Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(file),
            Err(error) => return Err(error).with_context(|| format!("cannot read {path}")),
        }
    }
    for folder in missing.iter().filter_map(|file| file.path.parent()) {
        let error = || format!("cannot make the folder {}", folder.display());
        fs::create_dir_all(folder).with_context(error)?;
    }
    let files = missing.iter();
    let files: Vec<(PathBuf, String)> = files
        .map(|file| (file.path.clone(), file.contents.clone()))
        .collect();
    bilateral::seed::write_files(&files).context("nothing was written")?;
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

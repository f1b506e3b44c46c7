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
/// contents; if a write fails, those before it are removed again.
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
    let mut written: Vec<PathBuf> = Vec::new();
    for file in missing {
        if let Err(error) = write_new(file) {
            for path in &written {
                let _ = fs::remove_file(path);
            }
            let path = file.path.display();
            return Err(error).with_context(|| format!("cannot write {path}; nothing was written"));
        }
        written.push(file.path.clone());
    }
    Ok(written)
}

/// Writes a file beside its place and moves it there, so that no half of it is ever seen.
fn write_new(file: &NewFile) -> io::Result<()> {
    let folder = file.path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let moved =
        fs::write(&temporary, &file.contents).and_then(|()| fs::rename(&temporary, &file.path));
    if moved.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    moved
}

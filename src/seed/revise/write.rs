//! Writing files as a whole or not at all.
//!
//! A revision that is stopped between two files would leave new pointers beside an old index, and the next one would carry them over
//! once more, to wrong sentences. So a journal in the pair's folder says which files are still to be put in their places; as long as
//! it is there, the pair is refused, and the next revision finishes it first.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::pair_folder::{PairFolder, ReviseError};
use crate::document::hex;
use crate::seed::pair_files::{DOCUMENTS_FOLDER, UNFINISHED_REVISION};
use crate::seed::source_file::display_path;

/// The start of the names of files that are not yet in their places.
const PREFIX: &str = ".bilateral-";

/// The files that a revision puts in their places. Paths are relative to the folder of the pair, or absolute.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    files: Vec<JournalFile>,
}

#[derive(Debug, Serialize, Deserialize)]
struct JournalFile {
    /// The path under which it was written.
    written: PathBuf,
    /// The path of the file that it replaces.
    target: PathBuf,
    /// SHA-256 of its text, in hex.
    sha256: String,
    /// SHA-256 of the file that it replaces; `None` if there is none.
    before: Option<String>,
}

/// A file that was written beside the one that it replaces.
struct WrittenFile {
    file: NamedTempFile,
    target: PathBuf,
}

/// Keeps other processes from revising the pair of a folder as long as the lock lives. Waits until none does: of two revisions at
/// once, each would carry over pointers that the other has carried over already.
pub fn lock_pair(folder: &Path) -> Result<File, ReviseError> {
    let lock = || File::open(folder).and_then(|file| file.lock().map(|()| file));
    lock().map_err(|error| failed(folder, error))
}

/// Locks the pair of a folder for a revision, and brings one that was interrupted to its end. The second value is true if there
/// was one.
pub fn begin_revision(
    folder: &Path,
    documents: Option<&Path>,
) -> Result<(File, bool), ReviseError> {
    let lock = lock_pair(folder)?;
    let is_finished = finish_revision(folder)?;
    let own = folder.join(DOCUMENTS_FOLDER);
    for written_to in [folder, &own].into_iter().chain(documents) {
        let removed = remove_leftovers(written_to, &prefix_of(folder));
        removed.map_err(|error| failed(written_to, error))?;
    }
    Ok((lock, is_finished))
}

/// The start of the names of the files that wait for a pair. Other pairs may have theirs in the same folder of documents.
fn prefix_of(pair: &Path) -> String {
    let name = pair.file_name().unwrap_or_default().to_string_lossy();
    format!("{PREFIX}{name}.")
}

/// Removes the files that a revision had written when it was stopped, before they were to be put in their places.
fn remove_leftovers(folder: &Path, prefix: &str) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Writes files: first each beside the old one, then all in the place of the old ones, so that a full disk changes nothing.
pub fn write_files(files: &[(PathBuf, String)]) -> Result<(), ReviseError> {
    for WrittenFile { file, target } in write_beside_all(files, PREFIX)? {
        let renamed = file.persist(&target);
        renamed.map_err(|error| failed(&target, error.error))?;
    }
    Ok(())
}

/// Writes the files of a revision of the pair with this folder.
pub fn write_revision(pair: &PairFolder, files: &[(PathBuf, String)]) -> Result<(), ReviseError> {
    if files.is_empty() {
        return Ok(());
    }
    let path = pair.path();
    let folder = fs::canonicalize(path).map_err(|error| failed(path, error))?;
    let written = write_beside_all(files, &prefix_of(path))?;
    pair.check_unchanged()?;
    let relative = |path: &Path| path.strip_prefix(&folder).unwrap_or(path).to_owned();
    let steps = written
        .iter()
        .zip(files)
        .map(|(written, (_, text))| JournalFile {
            written: relative(written.file.path()),
            target: relative(&written.target),
            sha256: hex(&Sha256::digest(text.as_bytes())),
            before: hash_of(&written.target),
        });
    let journal = Journal {
        files: steps.collect(),
    };
    let path = folder.join(UNFINISHED_REVISION);
    let text = toml::to_string(&journal).map_err(|error| failed(&path, io::Error::other(error)))?;
    write_files(&[(path, text)])?;
    for WrittenFile { file, .. } in written {
        // From here on the journal finds them.
        let (_, kept) = file
            .keep()
            .map_err(|error| failed(error.file.path(), error.error))?;
        drop(kept);
    }
    finish_revision(&folder).map(drop)
}

/// Finishes a revision that was stopped while it put its files in their places. Returns true if there was one.
fn finish_revision(folder: &Path) -> Result<bool, ReviseError> {
    let path = folder.join(UNFINISHED_REVISION);
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        read => read.map_err(|error| failed(&path, error))?,
    };
    let lost = || {
        let shown = display_path(folder);
        ReviseError::Refused(format!(
            "a revision of {shown} was interrupted, and its files are lost; restore the folder from version control, and remove \
             {UNFINISHED_REVISION} from it"
        ))
    };
    let journal: Journal = toml::from_str(&text).map_err(|_| lost())?;
    let mut waiting = Vec::new();
    for file in &journal.files {
        let (written, target) = (folder.join(&file.written), folder.join(&file.target));
        let now = hash_of(&target);
        if now.as_ref() == Some(&file.sha256) {
            continue;
        }
        if now != file.before {
            let target = display_path(&target);
            return Err(ReviseError::Refused(format!(
                "{target} was changed after a revision of it was interrupted; take this change back, revise again, and make it once more"
            )));
        }
        if hash_of(&written).as_ref() != Some(&file.sha256) {
            return Err(lost());
        }
        waiting.push((written, target));
    }
    for (written, target) in waiting {
        fs::rename(written, &target).map_err(|error| failed(&target, error))?;
    }
    fs::remove_file(&path).map_err(|error| failed(&path, error))?;
    Ok(true)
}

/// SHA-256 of a file, in hex; `None` if it cannot be read.
fn hash_of(path: &Path) -> Option<String> {
    let bytes = fs::read(path).ok()?;
    Some(hex(&Sha256::digest(&bytes)))
}

fn failed(path: &Path, error: io::Error) -> ReviseError {
    ReviseError::Write {
        path: display_path(path),
        error,
    }
}

fn write_beside_all(
    files: &[(PathBuf, String)],
    prefix: &str,
) -> Result<Vec<WrittenFile>, ReviseError> {
    let write = |(path, text): &(PathBuf, String)| {
        let target = real_path(path).map_err(|error| failed(path, error))?;
        let file = write_beside(&target, text, prefix).map_err(|error| failed(path, error))?;
        Ok(WrittenFile { file, target })
    };
    files.iter().map(write).collect()
}

/// The path of a file without links. It need not exist yet.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Err(error), Some(folder), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
            let is_here = folder == Path::new("");
            let folder = if is_here { Path::new(".") } else { folder };
            Ok(fs::canonicalize(folder)?.join(name))
        }
        (real, ..) => real,
    }
}

fn write_beside(target: &Path, text: &str, prefix: &str) -> io::Result<NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new("."));
    // The mask of the process applies, as for any new file.
    let permissions = fs::Permissions::from_mode(0o666);
    let mut builder = tempfile::Builder::new();
    let builder = builder.permissions(permissions).prefix(prefix);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(metadata) = fs::metadata(target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

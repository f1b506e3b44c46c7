//! A file of seeds or a document as it was read, and the reading of files: only regular ones, and only up to a size.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// The size in bytes of the largest file that is read. An article's index and facts take some kilobytes. The TOML parser
/// needs up to 280 bytes of memory for each byte, so that a larger file could exhaust the memory of the server.
pub const MAX_FILE_SIZE: usize = 4 << 20;

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

/// The reason why a file was not read, with a remedy.
#[derive(Debug)]
pub struct Unreadable {
    pub reason: String,
    pub remedy: String,
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Self {
            reason: format!("cannot read it: {}", error.to_string().to_lowercase()),
            remedy: "make it a readable file, or remove it".to_owned(),
        }
    }
}

impl Unreadable {
    /// An entry of a folder whose metadata cannot be read. Only links are such entries.
    pub fn lost_link(error: &io::Error) -> Self {
        Self {
            reason: format!(
                "the link cannot be followed: {}",
                error.to_string().to_lowercase()
            ),
            remedy: "link to a file or folder that exists and is readable, or remove the link"
                .to_owned(),
        }
    }
}

/// Reads a regular file. Others are refused without being opened: a FIFO or a device could keep the reader waiting for ever.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Unreadable> {
    if !fs::metadata(path)?.is_file() {
        return Err(Unreadable {
            reason: "it is not a regular file".to_owned(),
            remedy: "put a regular file in its place, or remove it".to_owned(),
        });
    }
    let mut bytes = Vec::new();
    // The size in the metadata is not relied on: the file may grow, and files of `/proc` have the size 0.
    let end = MAX_FILE_SIZE as u64 + 1;
    File::open(path)?.take(end).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_FILE_SIZE {
        return Err(Unreadable {
            reason: format!("it is larger than {} MiB", MAX_FILE_SIZE >> 20),
            remedy: "split the pair's document and its facts, or remove what is not part of them"
                .to_owned(),
        });
    }
    Ok(bytes)
}

/// A path as diagnostics show it.
pub fn display_path(path: &Path) -> String {
    escape(&path.to_string_lossy())
}

/// The text with escapes in place of the characters that could forge a line or hide text: `\n` becomes `\u{a}`.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        let is_bidirectional = matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if character.is_control() || is_bidirectional {
            let _ = write!(escaped, "\\u{{{:x}}}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

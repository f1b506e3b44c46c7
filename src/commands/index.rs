//! `bilateral index`: writes the index of a new document, or prints the sentences of any text.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::document_text::{read_text, warn_of_holes};
use crate::args::SeedsFolder;
use crate::output::{count, print_line, report_revise_error};
use bilateral::document::{self, Document};
use bilateral::seed::{PairFolder, lock_pair, write_files};

/// Write the index of a pair's new document, or print the sentences of a text with their pointers
///
/// The index holds pointers, spans, hashes and anchors, but no sentences. The index of a document that facts point into already
/// is left as it is: `bilateral revise` carries the pointers over to a changed text.
#[derive(Debug, Args)]
pub struct Index {
    /// UTF-8 text with wiki-style headings
    file: PathBuf,
    /// The pair that the document belongs to: its index is written into the folder of the pair
    #[arg(
        long,
        env = "BILATERAL_PAIR",
        value_name = "PAIR",
        required_unless_present = "text"
    )]
    pair: Option<String>,
    /// The id of the document [default: the name of the file without its ending]
    #[arg(long, env = "BILATERAL_DOCUMENT", value_name = "ID", requires = "pair")]
    document: Option<String>,
    #[command(flatten)]
    seeds: SeedsFolder,
    /// Print each sentence after its pointer instead, for finding facts; never commit this output
    #[arg(long)]
    text: bool,
}

impl Index {
    pub fn run(self) -> anyhow::Result<()> {
        let text = read_text(&self.file)?;
        let Some(pair) = &self.pair else {
            return print_sentences(&Document::parse(&text));
        };
        let folder = self.seeds.path.join(pair);
        let writes = !self.text && folder.is_dir();
        let lock = writes.then(|| lock_pair(&folder)).transpose();
        let _lock = lock.map_err(report_revise_error)?;
        let folder = PairFolder::read(&self.seeds.path, pair).map_err(report_revise_error)?;
        let stem = self.file.file_stem().unwrap_or_default();
        let id = self.document.clone();
        let id = id.unwrap_or_else(|| stem.to_string_lossy().into_owned());
        let document = folder.parse_text(&id, &text);
        if self.text {
            return print_sentences(&document);
        }
        warn_of_holes(&document);
        self.write(&folder, &id, &document)
    }

    fn write(&self, folder: &PairFolder, id: &str, document: &Document) -> anyhow::Result<()> {
        let index = document::Index::from_document(document);
        let path = folder.index_path(id).map_err(report_revise_error)?;
        let text = index.to_toml();
        if folder.index_text(id) == Some(&text) {
            return print_line(&format!("{} is up to date", path.display()));
        }
        let old = folder.index(id);
        let is_same = matches!(&old, Ok(Some(old)) if old.has_same_sentences(&index));
        if !is_same && let Some(first) = folder.first_pointer_into(id) {
            let (pair, file) = (folder.name(), self.file.display());
            let seeds = self.seeds.path.display();
            let is_missing = old.map_err(report_revise_error)?.is_none();
            let advice = if is_missing {
                "but it has no index; restore the whole folder of the pair from version control, or mark all pointers, to be read again, with"
            } else {
                "carry their pointers over with"
            };
            let separator = if is_missing { "," } else { ";" };
            bail!(
                "facts point into `{id}` already, such as {} in {}:{}{separator} {advice} \
                 `bilateral revise {pair} {file} --document {id} --seeds {seeds}`",
                first.holder,
                first.file,
                first.line
            );
        }
        let sentences = count(index.sentences.len(), "sentence");
        write_files(&[(path.clone(), text)]).map_err(report_revise_error)?;
        print_line(&format!("wrote {}: {sentences}", path.display()))
    }
}

fn print_sentences(document: &Document) -> anyhow::Result<()> {
    warn_of_holes(document);
    let mut out = io::stdout().lock();
    for sentence in &document.sentences {
        // A sentence may go over several lines of its document, and here it has one.
        let text = document.sentence_text(sentence);
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        writeln!(out, "{}\t{text}", sentence.pointer)?;
    }
    Ok(())
}

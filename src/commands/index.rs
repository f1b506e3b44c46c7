//! `bilateral index`: generates the index of a source document.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::Args;

use bilateral::document::{self, Document};

/// Print the index of a document for its file of a pair, ID.index.toml: pointers, spans and hashes, but no sentences
#[derive(Debug, Args)]
pub struct Index {
    /// UTF-8 text with wiki-style headings
    file: PathBuf,
    /// Print each sentence after its pointer instead, for finding facts; never commit this output
    #[arg(long)]
    text: bool,
}

impl Index {
    pub fn run(self) -> anyhow::Result<()> {
        let path = self.file.display();
        let unreadable =
            |error| anyhow!("cannot read {path}: {error}; pass a readable file in UTF-8");
        let bytes = std::fs::read(&self.file).map_err(unreadable)?;
        if let Some(found) = document::foreign_format(&bytes) {
            let (name, line, remedy) = (found.name, found.line, found.remedy);
            bail!("{path} is {name}, as line {line} shows; {remedy}");
        }
        let text = String::from_utf8(bytes).map_err(|error| unreadable(io::Error::other(error)))?;
        let document = Document::parse(&text);
        let mut out = io::stdout().lock();
        if self.text {
            for sentence in &document.sentences {
                let text = document.sentence_text(sentence);
                writeln!(out, "{}\t{text}", sentence.pointer)?;
            }
        } else {
            let index = document::Index::from_document(&document);
            write!(out, "{}", index.to_toml())?;
        }
        Ok(())
    }
}

//! `bilateral revise`: carries the pointers of a pair over to the new text of one of its documents.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::document_text::read_text;
use super::import_files::check_outside_seeds;
use super::revision_report::RevisionReport;
use crate::args::SeedsFolder;
use crate::output::{print_line, report_revise_error};
use bilateral::document::{Document, Index};
use bilateral::seed::{PairFolder, Revision, begin_revision, write_revision};

/// Carry the pointers of a pair over to the new text of a document, and mark those whose sentences have changed
///
/// Each pointer in the seed files of the pair follows its sentence. A pointer gets the mark `(changed)` if another sentence stands
/// in its place, and `(gone)` if none does. `bilateral check` refuses the marks until a person has read the facts
/// again. Everything else in the files stays as it is.
#[derive(Debug, Args)]
pub struct Revise {
    /// The pair, which is the name of a folder of seeds
    pair: String,
    /// The new text of the document, as `bilateral import` makes it
    #[arg(value_name = "NEW_TEXT")]
    text: PathBuf,
    /// The document, if it is neither the only one of the pair nor the one that the new text is named after
    #[arg(long, env = "BILATERAL_DOCUMENT", value_name = "ID")]
    document: Option<String>,
    #[command(flatten)]
    seeds: SeedsFolder,
    /// Folder of documents, where the new text replaces the old one, which stays as `ID.txt~`
    #[arg(long, env = "BILATERAL_DOCUMENTS", value_name = "DIR")]
    documents: Option<PathBuf>,
    /// Print what would be done, and change no file
    #[arg(long)]
    dry_run: bool,
    /// The old text, to show which words have changed [default: the one in the folder of documents]
    #[arg(long, env = "BILATERAL_OLD", value_name = "OLD_TEXT")]
    old: Option<PathBuf>,
}

impl Revise {
    pub fn run(self) -> anyhow::Result<()> {
        let _lock = self.begin()?;
        let folder = PairFolder::read(&self.seeds.path, &self.pair).map_err(report_revise_error)?;
        let text = read_text(&self.text)?;
        let id = folder.choose_document(self.document.as_deref(), &self.text);
        let id = id.map_err(report_revise_error)?;
        let document = folder.parse_text(&id, &text);
        let revision = Revision::plan(&folder, &id, &document).map_err(report_revise_error)?;
        let kept = self.kept_text(&id)?;
        let old = self.old_document(&folder, &id, kept.as_ref())?;
        let report = RevisionReport {
            revision: &revision,
            document: &document,
            old: old.as_ref(),
            is_dry_run: self.dry_run,
        };
        if !self.dry_run {
            let mut files = revision.files.clone();
            files.extend(kept.into_iter().flat_map(|kept| kept.replace(&text)));
            write_revision(&folder, &files).map_err(report_revise_error)?;
        }
        print_line(&report.render(&self.pair, &id))
    }

    /// Keeps other processes from the pair until the revision is done, and finishes one that was stopped while it wrote its files.
    fn begin(&self) -> anyhow::Result<Option<File>> {
        let folder = self.seeds.path.join(&self.pair);
        if self.dry_run || !folder.is_dir() {
            return Ok(None);
        }
        let (lock, is_finished) =
            begin_revision(&folder, self.documents.as_deref()).map_err(report_revise_error)?;
        if is_finished {
            print_line("finished the revision that was interrupted")?;
        }
        Ok(Some(lock))
    }

    /// The text of the document in the folder of documents, if one was named.
    fn kept_text(&self, id: &str) -> anyhow::Result<Option<KeptText>> {
        let Some(folder) = &self.documents else {
            return Ok(None);
        };
        check_outside_seeds(folder, &self.seeds.path)?;
        let path = folder.join(format!("{id}.txt"));
        let text = match fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let path = path.display();
                bail!("cannot read {path}: {error}; move it elsewhere, and revise again");
            }
        };
        Ok(Some(KeptText { path, text }))
    }

    /// The old text, if it was named or is in the folder of documents.
    fn old_document(
        &self,
        folder: &PairFolder,
        id: &str,
        kept: Option<&KeptText>,
    ) -> anyhow::Result<Option<Document>> {
        let index = folder.index(id).map_err(report_revise_error)?;
        let is_indexed = |text: &Document| {
            let sha256 = Index::from_document(text).sha256;
            index.is_some_and(|index| index.sha256 == sha256)
        };
        if let Some(path) = &self.old {
            let old = folder.parse_text(id, &read_text(path)?);
            if !is_indexed(&old) {
                let path = path.display();
                bail!(
                    "{path} is not the text that the index was made of; name that one, or omit --old"
                );
            }
            return Ok(Some(old));
        }
        let text = kept.and_then(|kept| kept.text.as_deref());
        let old = text.map(|text| folder.parse_text(id, text));
        Ok(old.filter(is_indexed))
    }
}

/// The place of a document's text in the folder of documents, and the text that is there.
struct KeptText {
    path: PathBuf,
    text: Option<String>,
}

impl KeptText {
    /// The files to write so that a new text takes the place of this one, which stays beside it: there may be no other copy.
    fn replace(self, new: &str) -> Vec<(PathBuf, String)> {
        if self.text.as_deref() == Some(new) {
            return Vec::new();
        }
        let beside = self.path.with_extension("txt~");
        let old = self.text.map(|old| (beside, old));
        let new = (self.path, new.to_owned());
        old.into_iter().chain([new]).collect()
    }
}

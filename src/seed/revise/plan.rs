//! The plan of a revision: what becomes of each pointer, and the files as they will be.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use super::pair_folder::{PairFolder, ReviseError};
use super::pointers::{Fates, RevisedPointer, apply, revise_pointers};
use super::references::{Footnotes, revise_references};
use crate::document::{Document, Fate, Index, SentenceEntry, fates};
use crate::values::pointer::{MarkedPointer, Pointer, PointerMark};

/// A revision that was planned, and not yet written.
#[derive(Debug)]
pub struct Revision {
    /// Every pointer into the document, in the order of the files.
    pub pointers: Vec<RevisedPointer>,
    pub old: Vec<SentenceEntry>,
    pub new: Vec<SentenceEntry>,
    /// The fate of each old sentence.
    pub fates: Vec<Fate>,
    /// The ids of the references whose works no footnote of the new text names for certain.
    pub lost_references: Vec<String>,
    /// The files that change, with their new texts. Empty if nothing changes.
    pub files: Vec<(PathBuf, String)>,
}

/// The number of sentences from which on a document has some that stay when it is changed.
const MANY_SENTENCES: usize = 5;

impl Revision {
    /// Plans the revision of a pair for the new text of one of its documents.
    pub fn plan(folder: &PairFolder, id: &str, document: &Document) -> Result<Self, ReviseError> {
        folder.check_order()?;
        folder.check_pointers()?;
        // Without an index nobody knows what the pointers were read from, so all of them are marked.
        let old = folder.index(id)?.map_or(&[][..], |old| &old.sentences);
        let index = Index::from_document(document);
        let fates = fates(old, &index.sentences);
        check_likeness(id, &index, &fates)?;
        let of_pointers = Fates::new(id, old, &index.sentences, &fates);
        let footnotes = Footnotes {
            listed: &document.references,
            old,
            new: &index.sentences,
            fates: &fates,
        };
        let (mut pointers, mut files, mut lost_references) = (Vec::new(), Vec::new(), Vec::new());
        for (file, default) in folder.pointing_files() {
            let (mut edits, revised) = revise_pointers(file, default, &of_pointers);
            pointers.extend(revised);
            if folder.is_properties_of(file, id) {
                let (marks, lost) = revise_references(file, &footnotes);
                edits.extend(marks);
                lost_references.extend(lost);
            }
            if !edits.is_empty() {
                files.push((folder.path_of(file), apply(&file.text, edits)));
            }
        }
        let text = index.to_toml();
        if folder.index_text(id) != Some(&text) {
            files.push((folder.index_path(id)?, text));
        }
        Ok(Self {
            pointers,
            old: old.to_vec(),
            new: index.sentences,
            fates,
            lost_references,
            files,
        })
    }

    /// The new sentences that no pointer leads to, in the order of the text.
    pub fn unread(&self) -> Vec<&SentenceEntry> {
        let pointers = self.pointers.iter();
        let pointers = pointers.map(|pointer| MarkedPointer::parse(&pointer.new));
        let present = pointers.filter(|pointer| pointer.mark != Some(PointerMark::Gone));
        let cited: HashSet<String> = present.map(|pointer| pointer.pointer).collect();
        let sentences = self.new.iter();
        sentences
            .filter(|sentence| !cited.contains(&sentence.at))
            .collect()
    }

    /// The sections of pointers that led into another one before, each with the old and the new name and the number of the pointers
    /// that carry no mark. A heading may change what the sentences below it say.
    pub fn moved_sections(&self) -> BTreeMap<(String, String), usize> {
        let mut moved = BTreeMap::new();
        for pointer in self.pointers.iter().filter(|one| one.mark().is_none()) {
            let section = |written: &str| {
                let pointer = Pointer::parse(&MarkedPointer::parse(written).pointer);
                pointer.map(|pointer| pointer.section)
            };
            if let Some((old, new)) = section(&pointer.old).zip(section(&pointer.new))
                && old != new
            {
                *moved.entry((old, new)).or_default() += 1;
            }
        }
        moved
    }

    /// The new sentence that stands for an old one.
    pub fn successor(&self, old: usize) -> Option<&SentenceEntry> {
        self.fates[old].position().map(|new| &self.new[new])
    }
}

/// Refuses a text that can hardly be another version of the document: one without sentences, or with none of its many.
fn check_likeness(id: &str, index: &Index, fates: &[Fate]) -> Result<(), ReviseError> {
    let is_same = |fate: &Fate| matches!(fate, Fate::Same(_));
    if index.sentences.is_empty() {
        return Err(ReviseError::Refused(format!(
            "the new text of `{id}` has no sentence; pass the text of the changed article"
        )));
    }
    if fates.len() >= MANY_SENTENCES && !fates.iter().any(is_same) {
        return Err(ReviseError::Refused(format!(
            "none of the sentences of `{id}` is in the new text as it was; pass the text of this document. If it was written wholly \
             anew, remove documents/{id}.index.toml and revise: then every pointer is marked, to be read again"
        )));
    }
    Ok(())
}

impl PairFolder {
    /// Refuses a pair with a pointer that names no sentence: it was not read from this document, or not with this index.
    fn check_pointers(&self) -> Result<(), ReviseError> {
        for id in self.document_ids() {
            let Some(index) = self.index(id)? else {
                continue;
            };
            let fates = vec![Fate::Gone; index.sentences.len()];
            let fates = Fates::new(id, &index.sentences, &[], &fates);
            let pointers = self.pointing_files();
            let mut pointers =
                pointers.flat_map(|(file, default)| revise_pointers(file, default, &fates).1);
            if let Some(unknown) = pointers.find(|pointer| pointer.sentence.is_none()) {
                let RevisedPointer {
                    file,
                    line,
                    holder,
                    old,
                    ..
                } = unknown;
                return Err(ReviseError::Refused(format!(
                    "`{old}` of {holder} in {file}:{line} names no sentence of `{id}`, so nobody knows what it would follow; mend it \
                     as `bilateral check` says, and revise again"
                )));
            }
        }
        Ok(())
    }

    /// The first pointer of the pair's files into a document.
    pub fn first_pointer_into(&self, id: &str) -> Option<RevisedPointer> {
        let fates = Fates::new(id, &[], &[], &[]);
        let mut files = self.pointing_files();
        files
            .find_map(|(file, default)| revise_pointers(file, default, &fates).1.into_iter().next())
    }
}

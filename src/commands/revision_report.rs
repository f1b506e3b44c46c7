//! The report of a revision: counts, each pointer that a person must look at with the words that differ, and the new sentences.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};

use similar::{ChangeTag, TextDiff};

use crate::output::count;
use bilateral::document::{Document, SentenceEntry};
use bilateral::seed::{RevisedPointer, Revision};
use bilateral::values::pointer::PointerMark;

/// The changes that a revision makes or would make.
pub struct RevisionReport<'r> {
    pub revision: &'r Revision,
    pub document: &'r Document,
    /// The old text, if it is at hand.
    pub old: Option<&'r Document>,
    pub is_dry_run: bool,
}

/// The number of pointers of each outcome.
#[derive(Default)]
struct Counts {
    stay: usize,
    follow: usize,
    changed: usize,
    gone: usize,
}

impl RevisionReport<'_> {
    /// The report as text, without a line end after its last line.
    pub fn render(&self, pair: &str, id: &str) -> String {
        if self.revision.files.is_empty() {
            return format!("{id} is the text that {pair} has: nothing to carry over");
        }
        let mut text = self.summary(pair, id);
        for pointer in &self.revision.pointers {
            self.add_pointer(pointer, &mut text);
        }
        for ((old, new), pointers) in self.revision.moved_sections() {
            let verb = if pointers == 1 { "leads" } else { "lead" };
            let pointers = count(pointers, "pointer");
            let _ = write!(
                text,
                "\n{pointers} into section `{old}` {verb} into `{new}` now; read the facts again if the headings differ in sense"
            );
        }
        for reference in &self.revision.lost_references {
            let _ = write!(
                text,
                "\nreference {reference}: no single footnote names its work for certain, so its mark is `(gone)`"
            );
        }
        for sentence in self.revision.unread() {
            let _ = write!(text, "\nunread {}", sentence.at);
            let words = words(self.document, sentence);
            let _ = write!(text, ": {words}");
        }
        text.push_str(self.next_step());
        text
    }

    fn next_step(&self) -> &'static str {
        let mut pointers = self.revision.pointers.iter();
        let has_marks =
            !self.revision.lost_references.is_empty() || pointers.any(|one| one.mark().is_some());
        match (self.is_dry_run, has_marks) {
            (true, _) => "\nnothing was written: leave out --dry-run to revise the files",
            (false, true) => {
                "\nnow read each marked fact again, mend it, take its mark away, and run `bilateral check`"
            }
            (false, false) => "\nnow run `bilateral check`",
        }
    }

    fn summary(&self, pair: &str, id: &str) -> String {
        let mut counts = Counts::default();
        for pointer in &self.revision.pointers {
            match pointer.mark() {
                Some(PointerMark::Changed) => counts.changed += 1,
                Some(PointerMark::Gone) => counts.gone += 1,
                None if pointer.sentence.is_none() => {}
                None if pointer.old == pointer.new => counts.stay += 1,
                None => counts.follow += 1,
            }
        }
        let Counts {
            stay,
            follow,
            changed,
            gone,
        } = counts;
        let unread = count(self.revision.unread().len(), "sentence");
        let verb = if self.is_dry_run {
            "would revise"
        } else {
            "revised"
        };
        format!(
            "{verb} {pair} for {id}: {stay} pointers stay, {follow} follow their sentences, {changed} changed, {gone} gone; \
             {unread} unread"
        )
    }

    fn add_pointer(&self, pointer: &RevisedPointer, text: &mut String) {
        let RevisedPointer {
            file,
            line,
            holder,
            old,
            new,
            sentence,
        } = pointer;
        let Some(position) = *sentence else {
            let _ = write!(
                text,
                "\n{file}:{line}: {holder}: `{old}` cannot be followed without an index, and is now `{new}`"
            );
            return;
        };
        if pointer.mark().is_none() {
            return;
        }
        let _ = write!(text, "\n{file}:{line}: {holder}: `{old}` is now `{new}`");
        let before = self.old.map(|old| words(old, &self.revision.old[position]));
        let after = self.revision.successor(position);
        let after = after.map(|sentence| words(self.document, sentence));
        match (before, after) {
            (Some(before), Some(after)) => {
                let _ = write!(text, "\n    {}", word_diff(&before, &after));
            }
            (None, Some(only)) | (Some(only), None) => {
                let _ = write!(text, "\n    {only}");
            }
            (None, None) => {}
        }
    }
}

/// The words of a sentence of a document.
fn words(document: &Document, entry: &SentenceEntry) -> String {
    let mut sentences = document.sentences.iter();
    let found = sentences.find(|sentence| sentence.span == (entry.start..entry.end));
    found.map_or_else(String::new, |sentence| {
        document.sentence_text(sentence).into_owned()
    })
}

/// The words of two sentences: those that only the first has as `[-old-]`, those that only the second has as `{+new+}`, in colours
/// on a terminal.
fn word_diff(old: &str, new: &str) -> String {
    let (deleted, inserted) = if io::stdout().is_terminal() {
        (("\x1b[31m", "\x1b[0m"), ("\x1b[32m", "\x1b[0m"))
    } else {
        (("[-", "-]"), ("{+", "+}"))
    };
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => run.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let marked = runs.into_iter().map(|(tag, run)| match tag {
        ChangeTag::Equal => run,
        ChangeTag::Delete => [deleted.0, &run, deleted.1].concat(),
        ChangeTag::Insert => [inserted.0, &run, inserted.1].concat(),
    });
    marked.collect()
}

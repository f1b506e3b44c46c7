//! Text for the terminal: results on standard output, diagnostics and progress on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use bilateral::seed::{Diagnostics, Report, ReviseError, SeedError, Uncompared};

/// Writes a line to standard output.
pub fn print_line(line: &str) -> anyhow::Result<()> {
    writeln!(io::stdout(), "{line}").context("cannot write to standard output")
}

/// Summarizes in one line what a command did with the seeds: `verb` is "checked" or "loaded".
pub fn summarize(verb: &str, report: &Report) -> String {
    let pairs = count(report.pairs, "pair");
    let facts = count(report.facts, "fact");
    let sentences = count(report.sentences, "sentence");
    let mut line = format!(
        "{verb} {pairs}, {facts}, {sentences}; documents compared: {}",
        report.documents
    );
    if !report.missing_documents.is_empty() {
        line += "; documents missing: ";
        line += &report.missing_documents.join(", ");
    }
    line
}

/// Says in one line what could not be compared with its words; `None` if everything was.
pub fn summarize_uncompared(uncompared: &Uncompared) -> Option<String> {
    let types = [
        (uncompared.dates, "date"),
        (uncompared.sums, "sum"),
        (uncompared.counts, "count"),
        (uncompared.shares, "share"),
        (uncompared.ranks, "rank"),
    ];
    let with_words = types.iter().filter(|(number, _)| *number > 0);
    let with_words: Vec<String> = with_words
        .map(|(number, noun)| count(*number, noun))
        .collect();
    let mut parts = Vec::new();
    if let Some((last, others)) = with_words.split_last() {
        let list = match others {
            [] => last.clone(),
            _ => [&others.join(", "), " and ", last].concat(),
        };
        let whose = if types.iter().map(|(number, _)| number).sum::<usize>() == 1 {
            "its"
        } else {
            "their"
        };
        parts.push(format!("{list} could not be compared with {whose} words"));
    }
    if uncompared.countries > 0 {
        let facts = count(uncompared.countries, "fact");
        parts.push(format!(
            "{facts} with a third country could not be compared with a text"
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A number with its noun, as in "3 facts".
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The consequence of invalid seeds for a command that builds a database.
pub const NOTHING_WRITTEN: &str = "; nothing was written";

/// Prints the diagnostics of invalid seeds and returns the error for the last line, with its consequence.
pub fn report_seed_error(error: SeedError, consequence: &str) -> anyhow::Error {
    let SeedError::Invalid(diagnostics) = error else {
        return error.into();
    };
    report_diagnostics(&diagnostics, consequence)
}

/// Prints the diagnostics of seeds that cannot be revised, and returns the error for the last line.
pub fn report_revise_error(error: ReviseError) -> anyhow::Error {
    match error {
        ReviseError::Seeds(diagnostics) => report_diagnostics(&diagnostics, NOTHING_WRITTEN),
        other => other.into(),
    }
}

fn report_diagnostics(diagnostics: &Diagnostics, consequence: &str) -> anyhow::Error {
    let errors = count(diagnostics.len(), "error");
    // A closed standard error is no reason to panic: the exit status still reports the failure.
    let rendered = if io::stderr().is_terminal() {
        diagnostics.render_colored()
    } else {
        diagnostics.render_plain()
    };
    let _ = writeln!(io::stderr(), "{rendered}\n");
    anyhow::anyhow!("{errors} in the seeds{consequence}")
}

/// Shows on a terminal that `done` of `total` pairs are loaded. A single pair loads too quickly for a progress line.
pub fn show_progress(done: usize, total: usize) {
    if total <= 1 || !io::stderr().is_terminal() {
        return;
    }
    if done < total {
        eprint!("\rloading pair {} of {total}", done + 1);
    } else {
        eprint!("\r\x1b[Ksorting the facts of {total} pairs");
    }
}

/// The progress of drafting, shown on a terminal if the text is so long that it takes more than a moment.
pub struct DraftProgress {
    start: Instant,
    is_terminal: bool,
}

impl DraftProgress {
    pub fn start() -> Self {
        Self {
            start: Instant::now(),
            is_terminal: io::stderr().is_terminal(),
        }
    }

    /// Shows that `done` of `total` sentences are read.
    pub fn show(&self, done: usize, total: usize) {
        if self.is_terminal
            && let Some(line) = draft_progress(self.start.elapsed(), done, total)
        {
            eprint!("\r{line}");
        }
    }
}

/// The line about the progress of drafting, if there is a new one after this time and number of sentences.
fn draft_progress(elapsed: Duration, done: usize, total: usize) -> Option<String> {
    let is_due = elapsed >= Duration::from_secs(1) && done.is_multiple_of(100);
    is_due.then(|| format!("drafting sentence {} of {total}", done + 1))
}

pub fn clear_progress() {
    if io::stderr().is_terminal() {
        eprint!("\r\x1b[K");
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::draft_progress;

    #[test]
    fn progress_of_drafting_is_shown_after_a_second_and_not_for_every_sentence() {
        let (early, late) = (Duration::from_millis(999), Duration::from_secs(1));
        let line = "drafting sentence 301 of 8000";
        assert_eq!(draft_progress(late, 300, 8000).as_deref(), Some(line));
        assert_eq!(draft_progress(late, 301, 8000), None);
        assert_eq!(draft_progress(early, 300, 8000), None);
    }
}

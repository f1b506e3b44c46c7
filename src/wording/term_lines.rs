//! The lines of a vocabulary, which is a data file with one term a line.
//!
//! Each file describes its own format. A line that does not follow it is an error with its number, which a test reports.

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct InvalidLine {
    pub line: usize,
    pub reason: String,
}

impl InvalidLine {
    pub fn new(line: usize, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { line, reason }
    }
}

/// The lines that are neither empty nor comments, split at the first `: `, each with its number.
pub fn entries(text: &str) -> impl Iterator<Item = Result<(usize, &str, &str), InvalidLine>> {
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(line, text)| {
        let (head, rest) = text.split_once(": ").ok_or_else(|| {
            let reason = "it has no `: ` between a term and its meaning";
            InvalidLine::new(line, reason)
        })?;
        if head.trim() != head || rest.trim() != rest || head.is_empty() || rest.is_empty() {
            return Err(InvalidLine::new(
                line,
                "it has a space too many, or a part is missing",
            ));
        }
        Ok((line, head, rest))
    })
}

/// Checks that a term is a single word in lower case, as the words of texts are compared.
pub fn check_word(line: usize, term: &str) -> Result<(), InvalidLine> {
    if term.chars().all(char::is_alphabetic) && term.to_lowercase() == term {
        return Ok(());
    }
    let reason = format!("`{term}` is no word in lower case");
    Err(InvalidLine::new(line, reason))
}

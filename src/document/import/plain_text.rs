//! Plain text: line ends and white space are made regular, hard-wrapped paragraphs are joined, and our markup is kept.

use super::inline_text::normalize;
use crate::document::references::{is_reference_section, reference_line};

/// The line of a text without markup is hard-wrapped if it is at least this long, in characters.
const WRAPPED: usize = 40;

/// Line ends other than `\n`.
const OTHER_LINE_ENDS: [char; 4] = ['\r', '\u{c}', '\u{2028}', '\u{2029}'];

/// The text with regular line ends, and its title if it has a line for it. A text that is in the markup of documents keeps
/// its lines, and every byte if its line ends are regular: it may be kept elsewhere too, and the hash in the index is that
/// of both.
pub(super) fn read_plain_text(text: &str) -> (String, Option<String>) {
    let is_marked_up = text.lines().map(str::trim_end).any(is_heading);
    if is_marked_up && !text.contains(OTHER_LINE_ENDS) {
        return (text.to_owned(), text.lines().find_map(title));
    }
    let lines: Vec<String> = text
        .replace("\r\n", "\n")
        .split(|c| c == '\n' || OTHER_LINE_ENDS.contains(&c))
        .map(clean)
        .collect();
    let title = lines.iter().find_map(|line| title(line));
    let lines = if is_marked_up {
        lines
    } else {
        mark_reference_sections(join_wrapped(&lines))
    };
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in lines {
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(&line);
        out.push('\n');
    }
    let length = out.trim_end().len();
    out.truncate(length);
    out.push('\n');
    (out, title)
}

/// A line with single spaces, except for its indentation, which list items have.
fn clean(line: &str) -> String {
    let text = normalize(line);
    let indentation = line
        .chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .map(|c| if c == '\t' { 2 } else { 1 });
    if text.is_empty() {
        text
    } else {
        " ".repeat(indentation.sum()) + &text
    }
}

fn is_heading(line: &str) -> bool {
    line.starts_with('=') && line.ends_with('=')
}

/// The text of `= title =`.
fn title(line: &str) -> Option<String> {
    let title = line.trim_end().strip_prefix("= ")?.strip_suffix(" =")?;
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// Joins the lines of paragraphs that were wrapped at a width: each line but the last is long, and the next begins without
/// a list marker.
fn join_wrapped(lines: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut continues = false;
    for line in lines {
        let begins = line.is_empty() || is_marked(line);
        match joined.last_mut() {
            Some(last) if continues && !begins => {
                last.push(' ');
                last.push_str(line.trim_start());
            }
            _ => joined.push(line.clone()),
        }
        continues = line.chars().count() >= WRAPPED && !line.starts_with('|');
    }
    joined
}

/// Makes headings of the lines that name a section of footnotes, if the first of them follows.
fn mark_reference_sections(lines: Vec<String>) -> Vec<String> {
    let is_footnote = |line: &String| reference_line(line, 0..line.len()).is_some();
    let is_heading = |position: usize, line: &str| {
        let mut next = lines[position + 1..].iter().filter(|line| !line.is_empty());
        is_reference_section(line.trim_end_matches(':')) && next.next().is_some_and(is_footnote)
    };
    let marked = lines.iter().enumerate().map(|(position, line)| {
        if is_heading(position, line) {
            format!("== {} ==", line.trim_end_matches(':').trim())
        } else {
            line.clone()
        }
    });
    marked.collect()
}

/// True for a line with a list marker, a row of a table or a footnote.
fn is_marked(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered =
        number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "));
    is_numbered && line.len() - number.len() < 4
        || line.starts_with(['|', '[', '•'])
        || line.starts_with("- ")
        || line.starts_with("* ")
}

#[cfg(test)]
mod tests {
    use super::read_plain_text;

    #[test]
    fn a_text_in_our_markup_keeps_its_lines() {
        let text = "= A =\nInfobox\n- B: c\n\n== D ==\nOne line.\n- e\n  - f\n[1] g\n";
        assert_eq!(
            read_plain_text(text),
            (text.to_owned(), Some("A".to_owned()))
        );
    }

    #[test]
    fn a_text_in_our_markup_keeps_its_bytes() {
        let text = "= A = \n\n\n== B ==\nTwo  spaces.[1] \n\n== References ==\n[1] \n\n";
        assert_eq!(
            read_plain_text(text),
            (text.to_owned(), Some("A".to_owned()))
        );
    }

    #[test]
    fn a_text_in_our_markup_gets_regular_line_ends() {
        assert_eq!(
            read_plain_text("= A =\r\nOne  line. \r\n").0,
            "= A =\nOne line.\n"
        );
    }

    #[test]
    fn the_name_of_a_section_of_footnotes_becomes_a_heading() {
        let text = "A text.[1]\n\nReferences:\n\n[1] A book.\n";
        let expected = "A text.[1]\n\n== References ==\n\n[1] A book.\n";
        assert_eq!(read_plain_text(text).0, expected);
        let text = "References\n\nThey are lost.\n";
        assert_eq!(read_plain_text(text).0, text);
    }

    #[test]
    fn wrapped_paragraphs_are_joined_and_white_space_is_regular() {
        let text = "A first line that is long enough to be wrapped\r\nhere.\r\n\r\n\r\nShort\rlines\nstay.\t\n- one\n";
        let expected =
            "A first line that is long enough to be wrapped here.\n\nShort\nlines\nstay.\n- one\n";
        assert_eq!(read_plain_text(text).0, expected);
    }
}

//! Numbered lists: `1. `, `2) ` and the `# ` of wikis.
//!
//! A number at the start of a line may also be prose (`2 June` and `1992. Then …`, wrapped; `1. Mai 1992` in German), so it counts
//! only beside its neighbour: `1. ` needs a `2. ` in the same list. A line `# ` alone is a heading of Markdown, two are a list.

use std::ops::Range;

/// The number at the start of a line.
#[derive(Clone, Copy)]
struct Candidate {
    indent: usize,
    sign: char,
    number: u32,
    /// The length of the line up to the text of the item.
    length: usize,
    line: usize,
}

/// For each line, the length of its number and the white space around it, if it is an item of such a list.
pub(super) fn ordered_items(text: &str, lines: &[Range<usize>]) -> Vec<Option<usize>> {
    let mut reader = ListReader {
        items: vec![None; lines.len()],
        open: Vec::new(),
        after_blank: true,
        in_paragraph: false,
    };
    for (index, bytes) in lines.iter().enumerate() {
        let line = &text[bytes.clone()];
        let trimmed = line.trim_start();
        if trimmed.is_empty() {
            reader.open.retain(|candidate| candidate.sign != '#');
            (reader.after_blank, reader.in_paragraph) = (true, false);
        } else if trimmed.starts_with(['=', '|', '{']) {
            reader.open.clear();
            (reader.after_blank, reader.in_paragraph) = (true, false);
        } else {
            match candidate(line, index) {
                Some(candidate) => reader.add(candidate),
                None => reader.other_line(line),
            }
            reader.after_blank = false;
        }
    }
    reader.items
}

struct ListReader {
    items: Vec<Option<usize>>,
    /// The last number of each list that may go on, by rising indents.
    open: Vec<Candidate>,
    after_blank: bool,
    /// True in a paragraph that is no item.
    in_paragraph: bool,
}

impl ListReader {
    fn add(&mut self, candidate: Candidate) {
        self.open.retain(|other| other.indent <= candidate.indent);
        let is_before = |other: &Candidate| {
            let follows = other.number + 1 == candidate.number || candidate.sign == '#';
            other.indent == candidate.indent && other.sign == candidate.sign && follows
        };
        let before = self.open.pop_if(|other| is_before(other));
        if let Some(before) = before {
            self.items[before.line] = Some(before.length);
            self.items[candidate.line] = Some(candidate.length);
        }
        if before.is_some() || !self.in_paragraph || candidate.number == 1 {
            self.open.retain(|other| other.indent < candidate.indent);
            self.open.push(candidate);
        }
    }

    fn other_line(&mut self, line: &str) {
        let is_prose = !line.starts_with([' ', '\t', '-', '*', '•']);
        if is_prose {
            let ends_list = self.after_blank;
            self.open
                .retain(|candidate| !ends_list && candidate.sign != '#');
            self.in_paragraph |= self.open.is_empty();
        }
    }
}

fn candidate(line: &str, index: usize) -> Option<Candidate> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let (sign, number, marker) = if trimmed.starts_with('#') {
        (
            '#',
            1,
            trimmed.len() - trimmed.trim_start_matches(['#', '*', ':']).len(),
        )
    } else {
        let sign = trimmed[digits..].chars().next()?;
        let is_number = (1..=3).contains(&digits) && matches!(sign, '.' | ')');
        let number = trimmed[..digits].parse().ok().filter(|_| is_number)?;
        (sign, number, digits + 1)
    };
    let item = trimmed[marker..].trim_start();
    let is_item = !item.is_empty() && item.len() < trimmed.len() - marker;
    is_item.then_some(Candidate {
        indent,
        sign,
        number,
        length: line.len() - item.len(),
        line: index,
    })
}

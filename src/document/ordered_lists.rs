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
    let mut items = vec![None; lines.len()];
    let mut open: Vec<Candidate> = Vec::new();
    let (mut after_blank, mut in_paragraph) = (true, false);
    for (index, bytes) in lines.iter().enumerate() {
        let line = &text[bytes.clone()];
        let trimmed = line.trim_start();
        if trimmed.is_empty() {
            (after_blank, in_paragraph) = (true, false);
            open.retain(|candidate| candidate.sign != '#');
            continue;
        }
        if trimmed.starts_with(['=', '|', '{']) {
            open.clear();
            (after_blank, in_paragraph) = (true, false);
            continue;
        }
        let Some(candidate) = candidate(line, index) else {
            let is_prose = trimmed.len() == line.len() && !trimmed.starts_with(['-', '*', '•']);
            if is_prose {
                open.retain(|candidate| !after_blank && candidate.sign != '#');
            }
            in_paragraph |= is_prose && open.is_empty();
            after_blank = false;
            continue;
        };
        open.retain(|other| other.indent <= candidate.indent);
        let before = open.iter().rposition(|other| {
            let follows = other.number + 1 == candidate.number || candidate.sign == '#';
            other.indent == candidate.indent && other.sign == candidate.sign && follows
        });
        let before = before.map(|position| open.remove(position));
        if let Some(before) = before {
            items[before.line] = Some(before.length);
            items[index] = Some(candidate.length);
        }
        if before.is_some() || !in_paragraph || candidate.number == 1 {
            open.retain(|other| other.indent < candidate.indent);
            open.push(candidate);
        }
        after_blank = false;
    }
    items
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

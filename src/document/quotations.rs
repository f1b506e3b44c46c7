//! Quotations and brackets inside a sentence: after them it goes on, so no sentence ends in them.

use std::ops::Range;

/// The longest quotation that is kept in one sentence, in bytes. An opening sign may lack its closing one.
const MAX_QUOTATION: usize = 400;
/// The number of quotations that may stand in one another.
const MAX_DEPTH: usize = 8;

/// Returns true for signs that close a quotation or bracket.
pub(super) fn is_closing(sign: char) -> bool {
    "\"'”’“‘»«›‹」』》〉）)]".contains(sign)
}

/// The quotations and brackets of a visible text that a small letter or a comma follows, in the order of their ends.
pub(super) fn continued_quotations(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut quotations = Vec::new();
    let mut previous = ' ';
    for (position, sign) in text.char_indices() {
        let after = position + sign.len_utf8();
        let opened = open.iter().rposition(|(opening, _)| closes(*opening, sign));
        let may_open = previous.is_whitespace() || "([{—–".contains(previous);
        if let Some(index) = opened.filter(|_| sign != '"' || !may_open) {
            let start = open[index].1;
            open.truncate(index);
            if after - start <= MAX_QUOTATION && goes_on(&text[after..]) {
                quotations.push(start..after);
            }
        } else if "“„«「『《(（".contains(sign) || (matches!(sign, '"' | '»') && may_open)
        {
            if open.len() == MAX_DEPTH {
                open.remove(0);
            }
            open.push((sign, position));
        }
        previous = sign;
    }
    quotations
}

fn closes(opening: char, sign: char) -> bool {
    let closing: &[char] = match opening {
        '"' => &['"'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        '(' => &[')'],
        _ => &['）'],
    };
    closing.contains(&sign)
}

/// Returns true if the sentence goes on: with a small letter, a comma, or a dash and a small letter.
fn goes_on(after: &str) -> bool {
    let next = after
        .trim_start()
        .trim_start_matches(['—', '–'])
        .trim_start();
    next.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '،' | '、' | '，'))
}

//! Adding tables to a seed file, in which every other byte stays as it is.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The positions of the headers of all tables of a file, in their order.
fn headers(text: &str) -> Vec<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut starts = Vec::new();
    collect(table.get_ref(), text, &mut starts);
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn collect(table: &DeTable<'_>, text: &str, starts: &mut Vec<usize>) {
    for value in table.values() {
        collect_value(value, text, starts);
    }
}

fn collect_value(value: &Spanned<DeValue<'_>>, text: &str, starts: &mut Vec<usize>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            let start = value.span().start;
            if text[start..].starts_with('[') {
                starts.push(start);
            }
            collect(table, text, starts);
        }
        DeValue::Array(array) => {
            let tables = array.iter().filter(|entry| entry.get_ref().is_table());
            tables.for_each(|entry| collect_value(entry, text, starts));
        }
        _ => {}
    }
}

/// The position at which a table is added to those inside the table at `parent`: before the one at `next`, or behind the last.
pub fn place_of_part(text: &str, parent: usize, next: Option<usize>) -> usize {
    let header = |at: usize| {
        let line = text[at..].lines().next().unwrap_or_default();
        let name = line.trim_start_matches('[').split(']').next();
        name.unwrap_or_default().trim()
    };
    let prefix = [header(parent), "."].concat();
    let is_outside = |start: &usize| *start > parent && !header(*start).starts_with(&prefix);
    let end = || headers(text).into_iter().find(is_outside);
    let next = next.or_else(end);
    next.map_or(text.len(), |start| with_comments(text, start))
}

/// Adds tables at positions of a text, in which every other byte stays as it is.
pub fn insert(text: &str, mut additions: Vec<(usize, String)>) -> String {
    additions.sort_by_key(|(at, _)| *at);
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, table) in additions {
        result.push_str(&text[copied..at]);
        copied = at;
        if !result.is_empty() && at == text.len() {
            result.push_str(if result.ends_with('\n') { "\n" } else { "\n\n" });
        }
        result.push_str(&table);
        if at < text.len() {
            result.push('\n');
        }
    }
    result.push_str(&text[copied..]);
    result
}

/// The start of the comments that stand directly above a header.
fn with_comments(text: &str, header: usize) -> usize {
    let mut start = header;
    while let Some(line_start) = previous_line(text, start) {
        if !text[line_start..start].trim_start().starts_with('#') {
            break;
        }
        start = line_start;
    }
    start
}

fn previous_line(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].strip_suffix('\n')?;
    Some(before.rfind('\n').map_or(0, |end| end + 1))
}

#[cfg(test)]
mod tests {
    use super::{insert, place_of_part};

    const TEXT: &str = "# Top\n[a]\nx = \"[y]\"\n\n# One\n[[a.b]]\nn = 1\n\n# Two\n[[a.b]]\nn = 2\n\n# End\n[[c]]\nn = 3\n";

    #[test]
    fn tables_are_added_where_they_belong() {
        let table = || "[[a.b]]\nn = 9\n".to_owned();
        let parent = TEXT.find("[a]").unwrap();
        let second = TEXT.rfind("[[a.b]]");
        let before = place_of_part(TEXT, parent, second);
        let behind = place_of_part(TEXT, parent, None);
        let added = insert(TEXT, vec![(behind, table()), (before, table())]);
        let expected = TEXT.replace("# Two", "[[a.b]]\nn = 9\n\n# Two");
        let expected = expected.replace("# End", "[[a.b]]\nn = 9\n\n# End");
        assert_eq!(added, expected);
    }

    #[test]
    fn tables_at_the_end_stand_behind_an_empty_line() {
        let added = |text: &str| insert(text, vec![(text.len(), "[b]\n".to_owned()); 2]);
        assert_eq!(added("a = 1"), "a = 1\n\n[b]\n\n[b]\n");
        assert_eq!(added(""), "[b]\n\n[b]\n");
    }
}

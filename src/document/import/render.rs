//! From an article to a text in the markup of documents.

use std::fmt::Write as _;

use super::article::{Article, Block, Footnote, InfoboxRow};

/// The names of the last section, which lists the footnotes. The second is for articles that have a section of the first name.
const FOOTNOTE_SECTIONS: [&str; 2] = ["References", "Footnotes"];

/// Writes an article. It ends with a line break.
pub(super) fn render(article: &Article) -> String {
    let mut text = String::new();
    if let Some(title) = &article.title {
        let _ = writeln!(text, "= {title} =");
    }
    if !article.infobox.is_empty() {
        separate(&mut text);
        text.push_str("Infobox\n");
        for row in &article.infobox {
            let _ = writeln!(text, "- {}", infobox_line(row));
        }
    }
    let mut previous: Option<&Block> = None;
    for block in &article.blocks {
        if !previous.is_some_and(|previous| continues(previous, block)) {
            separate(&mut text);
        }
        render_block(&mut text, block);
        previous = Some(block);
    }
    render_footnotes(&mut text, article);
    text
}

/// True if a block follows the one before it without an empty line: a row of the same table, or an item of the same list.
fn continues(previous: &Block, block: &Block) -> bool {
    match (previous, block) {
        (
            Block::ListItem { number: before, .. },
            Block::ListItem {
                depth: 0, number, ..
            },
        ) => before.is_some() == number.is_some() || number.is_some_and(|number| number > 1),
        (Block::Row(_), Block::Row(_)) | (Block::ListItem { .. }, Block::ListItem { .. }) => true,
        _ => false,
    }
}

/// The text of a row of the infobox, without its list marker.
pub(super) fn infobox_line(row: &InfoboxRow) -> String {
    if row.key.is_empty() {
        row.value.clone()
    } else {
        format!("{}: {}", row.key, row.value)
    }
}

/// The line of a footnote, with its address unless the text has it.
fn footnote_line(footnote: &Footnote) -> String {
    let Footnote {
        mark,
        text,
        address,
    } = footnote;
    let address = address.as_deref().filter(|address| !text.contains(address));
    let parts = [Some(text.as_str()).filter(|text| !text.is_empty()), address];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    format!("[{mark}] {}", parts.join(" "))
}

fn separate(text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
}

fn render_block(text: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading {
            level,
            text: heading,
        } => {
            let signs = "=".repeat(*level);
            writeln!(text, "{signs} {heading} {signs}")
        }
        Block::Paragraph(paragraph) => writeln!(text, "{paragraph}"),
        Block::ListItem {
            depth,
            number,
            text: item,
        } => {
            let indentation = "  ".repeat(*depth);
            match number {
                Some(number) => writeln!(text, "{indentation}{number}. {item}"),
                None => writeln!(text, "{indentation}- {item}"),
            }
        }
        Block::Row(cells) => writeln!(text, "| {} |", cells.join(" | ")),
    };
}

fn render_footnotes(text: &mut String, article: &Article) {
    if article.footnotes.is_empty() {
        return;
    }
    let is_taken = |name: &&str| {
        article.blocks.iter().any(
            |block| matches!(block, Block::Heading { text, .. } if text.eq_ignore_ascii_case(name)),
        )
    };
    let [first, other] = &FOOTNOTE_SECTIONS;
    separate(text);
    let _ = writeln!(
        text,
        "== {} ==\n",
        if is_taken(first) { other } else { first }
    );
    for footnote in &article.footnotes {
        let _ = writeln!(text, "{}", footnote_line(footnote));
    }
}

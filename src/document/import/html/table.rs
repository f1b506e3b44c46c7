//! Tables as rows of cells.

use scraper::ElementRef;

use super::element::{child_elements, elements_below, has_class, name, raw_text};
use super::inline::{Page, Separator, inline_text};
use crate::document::import::article::Block;
use crate::document::import::left_out::LeftOut;

/// A cell with more text than this, in bytes, makes its table one of layout.
const LONG_CELL: usize = 400;
/// The most columns, and the most bytes that cells over several rows may add to a table.
const MAX_COLUMNS: usize = 200;
const MAX_REPEATED: usize = 1 << 20;

/// True for a table that arranges blocks of text: its cells are read as blocks of the article.
pub(super) fn is_layout(table: ElementRef<'_>) -> bool {
    let role = table.attr("role").unwrap_or_default();
    if has_class(table, "wikitable") || has_class(table, "infobox") {
        return false;
    }
    if matches!(role, "presentation" | "none")
        || ["cquote", "quotebox", "multicol"]
            .iter()
            .any(|class| has_class(table, class))
    {
        return true;
    }
    let rows: Vec<Vec<ElementRef<'_>>> = rows(table).map(cells).collect();
    if rows.iter().all(|cells| cells.len() < 2) {
        return true;
    }
    let mut cells = rows.iter().flatten();
    if cells.clone().any(|cell| name(*cell) == "th") {
        return false;
    }
    let has_blocks = |cell: &ElementRef<'_>| {
        elements_below(**cell).any(|below| {
            matches!(
                name(below),
                "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4"
            )
        })
    };
    cells.any(|cell| has_blocks(cell) || raw_text(*cell, LONG_CELL).trim().len() > LONG_CELL)
}

/// The rows of a table, but not of tables within it.
pub(super) fn rows(table: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    child_elements(table).flat_map(|child| {
        let is_row = name(child) == "tr";
        let is_group = matches!(name(child), "tbody" | "thead" | "tfoot");
        let inside = child_elements(child).filter(move |row| is_group && name(*row) == "tr");
        is_row.then_some(child).into_iter().chain(inside)
    })
}

/// The cells of a row.
pub(super) fn cells(row: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    child_elements(row)
        .filter(|cell| matches!(name(*cell), "td" | "th"))
        .collect()
}

/// A table as blocks: its caption and its rows.
pub(super) fn read_table(
    table: ElementRef<'_>,
    page: Page<'_>,
    left_out: &mut LeftOut,
) -> Vec<Block> {
    let mut read = |element| inline_text(element, page, Separator::Semicolon, left_out);
    let captions = child_elements(table).filter(|child| name(*child) == "caption");
    let mut texts: Vec<Vec<String>> = captions.map(|caption| vec![read(caption)]).collect();
    let mut spans = Spans::default();
    for row in rows(table).filter(|row| page.left_out_part(*row).is_none()) {
        let cells = cells(row).into_iter().map(|cell| Cell {
            text: read(cell),
            columns: span(cell, "colspan").clamp(1, MAX_COLUMNS),
            rows: span(cell, "rowspan"),
        });
        texts.push(spans.row(cells.collect()));
    }
    let has_words = |cells: &Vec<String>| {
        cells
            .iter()
            .any(|cell| cell.contains(char::is_alphanumeric))
    };
    texts
        .into_iter()
        .filter(has_words)
        .map(Block::Row)
        .collect()
}

/// The number of rows or columns of a cell; 0 stands for all that remain.
fn span(cell: ElementRef<'_>, attribute: &str) -> usize {
    let written = cell
        .attr(attribute)
        .and_then(|value| value.trim().parse().ok());
    match written {
        Some(0) if attribute == "rowspan" => usize::MAX,
        Some(number) => number,
        None => 1,
    }
}

struct Cell {
    text: String,
    columns: usize,
    rows: usize,
}

/// Cells that go on in the rows below.
#[derive(Default)]
struct Spans {
    /// For each column, the text of the cell and the number of rows that it still covers.
    open: Vec<(String, usize)>,
    repeated: usize,
}

impl Spans {
    /// The texts of a row. A cell over several rows is repeated, so that each row says all; the further columns of a wide one
    /// stay empty.
    fn row(&mut self, cells: Vec<Cell>) -> Vec<String> {
        let mut texts = Vec::new();
        for cell in cells {
            self.repeat(&mut texts);
            for column in 0..cell
                .columns
                .min(MAX_COLUMNS.saturating_sub(texts.len()).max(1))
            {
                let text = if column == 0 {
                    cell.text.clone()
                } else {
                    String::new()
                };
                let position = texts.len();
                if self.open.len() <= position {
                    self.open.resize(position + 1, (String::new(), 0));
                }
                self.open[position] = (text.clone(), cell.rows.saturating_sub(1));
                texts.push(text);
            }
        }
        self.repeat(&mut texts);
        let used = texts
            .iter()
            .rposition(|text| !text.is_empty())
            .map_or(0, |last| last + 1);
        texts.truncate(used);
        texts
    }

    /// Adds the cells from above that cover the next columns.
    fn repeat(&mut self, texts: &mut Vec<String>) {
        while let Some((text, rows)) = self.open.get_mut(texts.len()).filter(|(_, rows)| *rows > 0)
        {
            *rows -= 1;
            self.repeated += text.len();
            let is_affordable = self.repeated <= MAX_REPEATED;
            texts.push(if is_affordable {
                text.clone()
            } else {
                String::new()
            });
        }
    }
}

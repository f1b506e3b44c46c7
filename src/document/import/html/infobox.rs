//! The infobox of an article as rows of a key and a value.

use scraper::ElementRef;

use super::element::{elements_below, has_class, name};
use super::inline::{Page, Separator, excerpt, inline_text, leave_out};
use super::table::{cells, rows};
use crate::document::import::article::InfoboxRow;
use crate::document::import::left_out::{LeftOut, Part};

/// True for the table of an infobox.
pub(super) fn is_infobox(table: ElementRef<'_>) -> bool {
    has_class(table, "infobox") || has_class(table, "infobox_v2") || has_class(table, "infobox_v3")
}

/// The rows of an infobox.
pub(super) fn read_infobox(
    table: ElementRef<'_>,
    page: Page<'_>,
    left_out: &mut LeftOut,
) -> Vec<InfoboxRow> {
    let mut reader = InfoboxReader {
        page,
        left_out,
        group: None,
        has_title: false,
        rows: Vec::new(),
    };
    for row in rows(table) {
        match page.left_out_part(row) {
            Some(part) => leave_out(row, part, reader.left_out),
            None => reader.row(row),
        }
    }
    reader.rows
}

struct InfoboxReader<'r> {
    page: Page<'r>,
    left_out: &'r mut LeftOut,
    /// The heading of the rows that follow, or the key of the row whose parts follow.
    group: Option<String>,
    has_title: bool,
    rows: Vec<InfoboxRow>,
}

impl InfoboxReader<'_> {
    fn row(&mut self, row: ElementRef<'_>) {
        let cells = cells(row);
        if let [cell] = cells[..]
            && holds_picture(cell)
        {
            self.left_out.add(Part::Picture, "");
            return;
        }
        let mut keys = Vec::new();
        let mut values = Vec::new();
        for cell in cells {
            let text = inline_text(cell, self.page, Separator::Semicolon, self.left_out);
            if text.contains(char::is_alphanumeric) {
                let texts = if name(cell) == "th" {
                    &mut keys
                } else {
                    &mut values
                };
                texts.push(text);
            }
        }
        match (keys.is_empty(), values.is_empty()) {
            (true, true) => {}
            (false, true) => self.heading(row, keys.join("; ")),
            (true, false) => {
                let key = self.group.clone().unwrap_or_default();
                let rows = values.into_iter().map(|value| InfoboxRow {
                    key: key.clone(),
                    value,
                });
                self.rows.extend(rows);
            }
            (false, false) => self.keyed(&keys.join("; "), values.join("; ")),
        }
        self.has_title = true;
    }

    fn heading(&mut self, row: ElementRef<'_>, text: String) {
        self.left_out.add(Part::InfoboxHeading, &excerpt(row));
        // The first heading is the title of the infobox.
        self.group = self
            .has_title
            .then(|| text.trim_end_matches(':').to_owned());
    }

    /// A row with a key. The key of a part, as in `• Total` below `Area`, is written with that of the whole.
    fn keyed(&mut self, key: &str, value: String) {
        let key = key.trim_end_matches([':', ' ']);
        let part = key.trim_start_matches(['•', '–', '-', '·', ' ']);
        let key = match &self.group {
            Some(group) if part.len() < key.len() => format!("{group}, {part}"),
            _ => {
                self.group = Some(part.to_owned());
                part.to_owned()
            }
        };
        self.rows.push(InfoboxRow { key, value });
    }
}

/// True for a cell whose text is the caption of a picture or map. Flags beside the name of a country are no such pictures,
/// and a cell with a list or a table has other text.
fn holds_picture(cell: ElementRef<'_>) -> bool {
    let is_flag = |element: ElementRef<'_>| {
        let mut above = element.ancestors().filter_map(ElementRef::wrap);
        has_class(element, "thumbborder")
            || above.any(|e| has_class(e, "flagicon") || has_class(e, "mw-image-border"))
    };
    let has_list = elements_below(*cell).any(|e| matches!(name(e), "ul" | "ol" | "table"));
    let has_picture = || elements_below(*cell).any(|e| name(e) == "img" && !is_flag(e));
    !has_list && has_picture()
}

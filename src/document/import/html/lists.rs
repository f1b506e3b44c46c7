//! The lists that are open while a page is read.

use scraper::ElementRef;

use super::element::{child_elements, name};

/// A list that is open.
#[derive(Debug)]
struct List {
    kind: ListKind,
    /// The number of the item that is open and has not been written, in an ordered list.
    number: Option<u64>,
    next_number: u64,
    /// True inside of the explanation of a term, which is one level below the term.
    in_explanation: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListKind {
    Bullets,
    Numbers,
    Terms,
    /// A list of explanations without terms: MediaWiki uses it to indent paragraphs.
    Indentation,
}

/// The lists that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<List>);

impl Lists {
    /// Takes note of the start of a list or an item.
    pub fn open(&mut self, element: ElementRef<'_>) {
        let kind = match name(element) {
            "ul" | "menu" | "dir" => ListKind::Bullets,
            "ol" => ListKind::Numbers,
            "dl" if child_elements(element).any(|child| name(child) == "dt") => ListKind::Terms,
            "dl" => ListKind::Indentation,
            "li" | "dt" | "dd" => return self.open_item(element),
            _ => return,
        };
        let start = element
            .attr("start")
            .and_then(|start| start.trim().parse().ok());
        self.0.push(List {
            kind,
            number: None,
            next_number: start.unwrap_or(1),
            in_explanation: false,
        });
    }

    fn open_item(&mut self, element: ElementRef<'_>) {
        let Some(list) = self.0.last_mut() else {
            return;
        };
        list.in_explanation = name(element) == "dd";
        if list.kind == ListKind::Numbers {
            let value = element
                .attr("value")
                .and_then(|value| value.trim().parse().ok());
            let number = value.unwrap_or(list.next_number);
            list.number = Some(number);
            list.next_number = number.saturating_add(1);
        }
    }

    /// Takes note of the end of a list.
    pub fn close(&mut self, element: ElementRef<'_>) {
        if matches!(name(element), "ul" | "ol" | "dl" | "menu" | "dir") {
            self.0.pop();
        }
    }

    /// The depth and the number of the item that the next text is, or `None` outside of lists.
    pub fn item(&mut self) -> Option<(usize, Option<u64>)> {
        let levels = self.0.iter().map(|list| match list.kind {
            ListKind::Indentation => 0,
            ListKind::Terms if list.in_explanation => 2,
            _ => 1,
        });
        let depth = levels.sum::<usize>().checked_sub(1)?;
        let number = self.0.last_mut().and_then(|list| list.number.take());
        Some((depth, number))
    }
}

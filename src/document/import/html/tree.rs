//! From HTML to a tree, as browsers build it, with a bound on its depth.
//!
//! The work of building grows with the depth at each tag, so that a file of nothing but opening tags would take hours.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink as _};
use html5ever::{LocalName, TokenizerResult};
use scraper::{Html, HtmlTreeSink};

/// The most elements that are open at once. Browsers have a similar bound; pages that people write stay far below it.
const MAX_DEPTH: usize = 400;

/// A page, and the number of tags that were left out because they are nested too deeply.
pub(super) struct Tree {
    pub html: Html,
    pub deep_tags: usize,
}

/// Parses any text.
pub(super) fn parse_tree(text: &str) -> Tree {
    let sink = HtmlTreeSink::new(Html::new_document());
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    let limited = DepthLimit {
        builder,
        open: RefCell::default(),
        skipped: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(limited, html5ever::tokenizer::TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // Scripts are not run, so parsing goes on behind them.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    Tree {
        deep_tags: tokenizer.sink.skipped.get(),
        html: tokenizer.sink.builder.sink.finish(),
    }
}

type Builder = TreeBuilder<ego_tree::NodeId, HtmlTreeSink>;

/// Passes tokens on to the builder of the tree, except tags beyond the depth. Their text stays.
struct DepthLimit {
    builder: Builder,
    open: RefCell<OpenElements>,
    skipped: Cell<usize>,
}

/// The elements that are open, as far as the tags tell.
#[derive(Default)]
struct OpenElements {
    depth: usize,
    /// The number of open elements of each name that are in the tree, and of those that were skipped.
    by_name: HashMap<LocalName, OpenCount>,
}

#[derive(Default)]
struct OpenCount {
    in_tree: usize,
    skipped: usize,
}

impl OpenElements {
    /// Takes note of a tag, and returns true if it is beyond the depth.
    fn is_beyond(&mut self, tag: &Tag) -> bool {
        let count = self.by_name.entry(tag.name.clone()).or_default();
        match tag.kind {
            TagKind::StartTag if count.in_tree > 0 && closes_itself(&tag.name) => false,
            TagKind::StartTag if self.depth >= MAX_DEPTH => {
                count.skipped += 1;
                true
            }
            TagKind::StartTag => {
                count.in_tree += 1;
                self.depth += 1;
                false
            }
            TagKind::EndTag if count.skipped > 0 => {
                count.skipped -= 1;
                true
            }
            TagKind::EndTag if count.in_tree > 0 => {
                count.in_tree -= 1;
                self.depth -= 1;
                false
            }
            TagKind::EndTag => false,
        }
    }
}

impl DepthLimit {
    /// True if a tag is beyond the depth.
    fn skips(&self, tag: &Tag) -> bool {
        let is_empty = tag.kind == TagKind::StartTag && tag.self_closing && !is_html(&tag.name);
        let skips = counts(&tag.name) && !is_empty && self.open.borrow_mut().is_beyond(tag);
        self.skipped.set(self.skipped.get() + usize::from(skips));
        skips
    }
}

impl TokenSink for DepthLimit {
    type Handle = ego_tree::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        match &token {
            Token::TagToken(tag) if self.skips(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// True for elements that add to the depth: not those without an end tag, nor those that may do without it, because a page
/// may have any number of them in a row.
fn counts(name: &str) -> bool {
    !matches!(
        name,
        "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param" | "source"
            | "track" | "wbr" | "html" | "head" | "body" | "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead"
            | "tbody" | "tfoot" | "colgroup" | "caption" | "option" | "optgroup" | "rt" | "rp"
            // Their content is text, in which end tags of other names do not count.
            | "script" | "style" | "title" | "textarea" | "noscript" | "iframe" | "xmp" | "noembed" | "noframes"
    )
}

/// True for elements that end where another of the same name begins.
fn closes_itself(name: &str) -> bool {
    matches!(name, "a" | "button" | "nobr")
}

/// True if `/>` does not close an element of this name: that is so in HTML, but not in SVG and MathML.
fn is_html(name: &str) -> bool {
    !matches!(
        name,
        "path"
            | "circle"
            | "rect"
            | "line"
            | "polygon"
            | "polyline"
            | "ellipse"
            | "use"
            | "stop"
            | "image"
    )
}

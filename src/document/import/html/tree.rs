//! From HTML to a tree, as browsers build it, with a bound on its depth.
//!
//! The work of building grows with the depth at each tag, so that a file of nothing but opening tags would take hours.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink as _};
use scraper::{Html, HtmlTreeSink};

/// The most elements that are open at once. Browsers have a similar bound; pages that people write stay far below it.
const MAX_DEPTH: usize = 400;

/// A page, and the number of tags that were left out because they are nested too deeply.
pub(super) struct Tree {
    pub html: Html,
    pub deep_tags: usize,
}

/// Parses any text.
pub(super) fn parse(text: &str) -> Tree {
    let sink = HtmlTreeSink::new(Html::new_document());
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    let limited = DepthLimit {
        builder,
        depth: Cell::new(0),
        skipped_open: Cell::new(0),
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
    /// The elements that are open, as far as the tags tell.
    depth: Cell<usize>,
    /// The elements that are open and were skipped.
    skipped_open: Cell<usize>,
    skipped: Cell<usize>,
}

impl DepthLimit {
    /// True if a tag is beyond the depth.
    fn skips(&self, tag: &Tag) -> bool {
        if !counts(&tag.name)
            || (tag.kind == TagKind::StartTag && tag.self_closing && !is_html(&tag.name))
        {
            return false;
        }
        match tag.kind {
            TagKind::StartTag if self.depth.get() >= MAX_DEPTH => {
                self.skipped_open.set(self.skipped_open.get() + 1);
                self.skipped.set(self.skipped.get() + 1);
                true
            }
            TagKind::StartTag => {
                self.depth.set(self.depth.get() + 1);
                false
            }
            TagKind::EndTag if self.skipped_open.get() > 0 => {
                self.skipped_open.set(self.skipped_open.get() - 1);
                true
            }
            TagKind::EndTag => {
                self.depth.set(self.depth.get().saturating_sub(1));
                false
            }
        }
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

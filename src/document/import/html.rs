//! HTML: articles of MediaWiki, and press releases and other pages.
//!
//! The page is parsed as browsers do, the element that holds the article is chosen, and its tree is walked once. No walk is
//! recursive.

mod blocks;
mod content;
mod element;
mod footnotes;
mod head;
mod infobox;
mod inline;
mod lists;
mod notes;
mod page_kind;
mod page_words;
mod parts;
mod read;
mod table;
mod title;
mod tree;
mod walk;

pub(super) use self::read::read_html;

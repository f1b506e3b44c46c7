//! The text of a footnote, and the address of the work that it cites.

use scraper::ElementRef;
use url::Url;

use super::element::{elements_below, has_class, has_word, name, raw_text};
use super::inline::{Page, Separator, inline_text};
use super::page_kind::PageKind;
use crate::document::import::article::Footnote;
use crate::document::import::left_out::LeftOut;

/// Reads the footnote of a block.
pub(super) fn read_footnote(
    block: ElementRef<'_>,
    mark: &str,
    page: Page<'_>,
    left_out: &mut LeftOut,
) -> Footnote {
    let text = inline_text(block, page, Separator::Space, left_out);
    Footnote {
        mark: mark.to_owned(),
        text: without_label(&text, mark).to_owned(),
        address: address(block, page.kind),
    }
}

/// A footnote's text without the label and the signs of links back at its ends.
fn without_label<'t>(text: &'t str, mark: &str) -> &'t str {
    let text = text.trim_matches(['^', '↑', '↩', '\u{fe0e}', ' ']);
    let label = text.trim_start_matches(['[', '(']);
    let rest = label.strip_prefix(mark).and_then(|rest| {
        let rest_trimmed = rest.trim_start_matches([']', ')', '.', ':']);
        let is_label = rest.starts_with([']', ')', '.', ':', ' ']);
        is_label.then_some(rest_trimmed.trim_start())
    });
    rest.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// The first address outside of the page's own site.
fn address(block: ElementRef<'_>, kind: PageKind) -> Option<String> {
    let is_external = |link: &ElementRef<'_>| {
        name(*link) == "a"
            && match kind {
                PageKind::MediaWiki => {
                    has_class(*link, "external") || has_word(*link, "rel", "mw:ExtLink")
                }
                PageKind::Other => true,
            }
            && raw_text(*link, 1).contains(|c: char| !c.is_whitespace())
    };
    elements_below(*block)
        .filter(is_external)
        .find_map(|link| absolute_address(link.attr("href")?))
}

/// An address of the web, made absolute if only the scheme is missing. `None` for others.
pub(super) fn absolute_address(address: &str) -> Option<String> {
    let address = address.trim();
    let absolute = if address.starts_with("//") {
        format!("https:{address}")
    } else {
        address.to_owned()
    };
    let url = Url::parse(&absolute).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    // Spaces and other signs that an address must not have are encoded.
    let needs_encoding =
        absolute.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
    is_web.then(|| if needs_encoding { url.into() } else { absolute })
}

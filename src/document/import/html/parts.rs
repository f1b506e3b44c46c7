//! The parts of a page that are not the article's text: by element, by role, and for MediaWiki by the classes that its
//! templates and extensions have.

use scraper::ElementRef;

use super::element::{has_class, has_word, is_hidden, name};
use super::page_kind::PageKind;
use super::page_words::part_by_words;
use crate::document::import::left_out::Part;

/// Classes of MediaWiki, and the part that each marks.
const MEDIA_WIKI_CLASSES: &[(Part, &[&str])] = &[
    (
        Part::EditLink,
        &["mw-editsection", "mw-editsection-like", "editsection"],
    ),
    (
        Part::Hatnote,
        &["hatnote", "dablink", "rellink", "mw-redirectedfrom"],
    ),
    (
        Part::NavigationBox,
        &[
            "navbox",
            "vertical-navbox",
            "sidebar",
            "navbar",
            "portal-bar",
            "portalbox",
            "portal",
            "succession-box",
            "authority-control",
            "subjectbar",
            "mw-authority-control",
            "bandeau-portail",
        ],
    ),
    (
        Part::SisterProject,
        &[
            "sistersitebox",
            "sister-box",
            "sister-bar",
            "side-box",
            "sisterproject",
            "autres-projets",
        ],
    ),
    (
        Part::Notice,
        &[
            "ambox",
            "tmbox",
            "ombox",
            "cmbox",
            "fmbox",
            "imbox",
            "dmbox",
            "mbox-small",
            "metadata",
            "stub",
            "asbox",
            "topicon",
            "mw-indicators",
            "mw-indicator",
            "bandeau-container",
            "box-Multiple_issues",
        ],
    ),
    (Part::Backlink, &["mw-cite-backlink"]),
    (
        Part::Hidden,
        &[
            "shortdescription",
            "sortkey",
            "mw-collapsible-toggle",
            "Z3988",
        ],
    ),
    (
        Part::Picture,
        &[
            "thumb",
            "thumbinner",
            "tmulti",
            "gallery",
            "gallerybox",
            "floatleft",
            "floatright",
            "floatnone",
            "tleft",
            "locmap",
            "mw-kartographer-container",
            "infobox-caption",
            "infobox-image",
            "image",
            "mw-file-element",
            "mw-file-description",
            "chess-board",
            "imagemap-inline",
            "noresize",
        ],
    ),
    (Part::Contents, &["toc", "tocright", "toclimit", "mw-toc"]),
    (
        Part::Coordinates,
        &[
            "geo",
            "geo-default",
            "geo-nondefault",
            "geo-multi-punct",
            "geo-dms",
            "geo-dec",
            "coordinates",
        ],
    ),
    (Part::Category, &["catlinks", "mw-normal-catlinks"]),
    (
        Part::Footer,
        &["printfooter", "mw-jump", "mw-jump-link", "mw-footer"],
    ),
    (
        Part::Media,
        &[
            "listen",
            "mediaContainer",
            "mw-tmh-player",
            "audiolink",
            "ext-phonos-attribution",
            "spoken-wikipedia",
        ],
    ),
    (Part::Formula, &["mwe-math-element", "tex"]),
    (
        Part::EditorsMark,
        &[
            "Inline-Template",
            "cs1-hidden-error",
            "cs1-visible-error",
            "cs1-maint",
            "mw-ext-cite-error",
            "error",
            "brokenref",
            "citation-comment",
        ],
    ),
];

/// Ids of MediaWiki's page, and the part that each marks.
const MEDIA_WIKI_IDS: &[(Part, &[&str])] = &[
    (Part::Contents, &["toc"]),
    (Part::Coordinates, &["coordinates"]),
    (Part::Category, &["catlinks"]),
    (
        Part::PageHeader,
        &[
            "siteSub",
            "contentSub",
            "contentSub2",
            "jump-to-nav",
            "siteNotice",
            "mw-head",
            "mw-page-base",
        ],
    ),
    (
        Part::NavigationBox,
        &["mw-navigation", "mw-panel", "p-lang-btn", "vector-toc"],
    ),
    (Part::Footer, &["footer", "mw-data-after-content"]),
];

/// The type of part that an element is, if it is none of the article's text. Parts are left out with all they hold. A block with
/// more than `longest` bytes of text is never judged by the words of its classes.
pub(super) fn left_out_part(
    element: ElementRef<'_>,
    kind: PageKind,
    longest: usize,
) -> Option<Part> {
    let by_class = || match kind {
        PageKind::MediaWiki => media_wiki_part(element),
        PageKind::Other => part_by_words(element, longest),
    };
    part_by_name(element)
        .or_else(|| part_by_role(element, kind))
        .or_else(by_class)
        .or_else(|| is_hidden(element).then_some(Part::Hidden))
        .or_else(|| {
            (kind == PageKind::MediaWiki && has_class(element, "noprint"))
                .then_some(Part::NotPrinted)
        })
}

fn part_by_name(element: ElementRef<'_>) -> Option<Part> {
    Some(match name(element) {
        "script" | "style" | "noscript" | "template" | "link" | "meta" | "title" | "base"
        | "head" => Part::Script,
        "audio" | "video" | "object" | "embed" | "iframe" | "track" => Part::Media,
        "img" | "svg" | "canvas" | "map" | "picture" => Part::Picture,
        "figcaption" => Part::Caption,
        "figure" if !holds_text(element) => Part::Picture,
        "math" => Part::Formula,
        "form" | "button" | "select" | "input" | "textarea" | "dialog" => Part::Form,
        "del" | "s" | "strike" => Part::Deleted,
        "nav" => Part::NavigationBox,
        "aside" => Part::Aside,
        "footer" => Part::Footer,
        _ => return None,
    })
}

/// True for a figure around a table or a quotation, which publishing systems use for pieces of the text.
fn holds_text(figure: ElementRef<'_>) -> bool {
    super::element::elements_below(*figure)
        .any(|below| matches!(name(below), "table" | "blockquote"))
}

fn part_by_role(element: ElementRef<'_>, kind: PageKind) -> Option<Part> {
    let role = element.attr("role")?;
    Some(match role.trim() {
        "note" if name(element) == "div" => Part::Hatnote,
        "navigation" | "menu" | "menubar" | "toolbar" => Part::NavigationBox,
        "complementary" => Part::Aside,
        "contentinfo" => Part::Footer,
        "banner" => Part::PageHeader,
        // In MediaWiki it may hold the text of a pronunciation.
        "button" if kind == PageKind::MediaWiki => return None,
        "search" | "button" => Part::Form,
        "dialog" | "alertdialog" => Part::CookieBanner,
        _ => return None,
    })
}

fn media_wiki_part(element: ElementRef<'_>) -> Option<Part> {
    let mut classes = element.value().classes();
    let find = |table: &[(Part, &[&str])], word: &str| {
        table
            .iter()
            .find(|(_, words)| words.contains(&word))
            .map(|(part, _)| *part)
    };
    let by_class = classes.find_map(|class| find(MEDIA_WIKI_CLASSES, class));
    by_class
        .or_else(|| find(MEDIA_WIKI_IDS, element.value().id()?))
        .or_else(|| part_by_type(element))
        .or_else(|| {
            let is_map_link = name(element) == "a" && element.attr("href")?.contains("geohack");
            is_map_link.then_some(Part::Coordinates)
        })
}

/// The type that Parsoid writes beside what it rendered.
fn part_by_type(element: ElementRef<'_>) -> Option<Part> {
    if has_word(element, "rel", "mw:referencedBy") {
        return Some(Part::Backlink);
    }
    let types = element.attr("typeof")?;
    let has = |prefix: &str| {
        types
            .split_ascii_whitespace()
            .any(|one| one.starts_with(prefix))
    };
    if has("mw:File") || has("mw:Image") || has("mw:Extension/gallery") {
        Some(Part::Picture)
    } else if has("mw:Video") || has("mw:Audio") || has("mw:Extension/phonos") {
        Some(Part::Media)
    } else if has("mw:Extension/math") {
        Some(Part::Formula)
    } else {
        None
    }
}

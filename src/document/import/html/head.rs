//! The properties that a page states of itself in its head, its comments and its footer.

use std::collections::HashMap;

use icu_locale_core::LanguageIdentifier;
use scraper::{ElementRef, Html, Node};
use serde_json::Value;

use super::element::{elements_below, has_word, name, nodes_below, raw_text};
use super::footnotes::absolute_address;
use super::page_kind::PageKind;
use crate::document::import::article::Metadata;
use crate::document::import::inline_text::normalize;
use crate::document::import::licence::{spdx_expression, spdx_of_address};
use crate::document::import::stated_day::stated_day;

/// The bytes of a script or comment that are searched.
const SEARCHED: usize = 1 << 20;

/// The statements of a page about itself, before they are understood.
pub(super) struct Head<'h> {
    kind: PageKind,
    html: &'h Html,
    /// `<meta>`: the content by name or property in lower case. The first of a name counts.
    meta: HashMap<String, &'h str>,
    /// `<link>`: the address by relation.
    links: HashMap<String, &'h str>,
    /// Objects of JSON-LD.
    objects: Vec<serde_json::Map<String, Value>>,
    /// Scripts and comments.
    scripts: Vec<String>,
    pub title: Option<String>,
}

impl<'h> Head<'h> {
    /// Collects the statements of a page.
    pub fn read(html: &'h Html, kind: PageKind) -> Self {
        let mut head = Self {
            kind,
            html,
            meta: HashMap::new(),
            links: HashMap::new(),
            objects: Vec::new(),
            scripts: Vec::new(),
            title: None,
        };
        for node in nodes_below(html.tree.root()) {
            match node.value() {
                Node::Comment(comment) => head
                    .scripts
                    .push(comment.comment.chars().take(SEARCHED).collect()),
                Node::Element(_) => {
                    head.add(ElementRef::wrap(node).expect("the node is an element"));
                }
                _ => {}
            }
        }
        head
    }

    fn add(&mut self, element: ElementRef<'h>) {
        match name(element) {
            "meta" => self.add_meta(element),
            "link" => self.add_link(element),
            "title" if self.title.is_none() => {
                let title = normalize(&raw_text(element, SEARCHED));
                self.title = Some(title).filter(|title| !title.is_empty());
            }
            "script" => self.add_script(element),
            _ => {}
        }
    }

    fn add_meta(&mut self, element: ElementRef<'h>) {
        let Some(content) = element.attr("content") else {
            return;
        };
        let names = ["name", "property", "itemprop"]
            .iter()
            .filter_map(|key| element.attr(key));
        for name in names {
            self.meta
                .entry(name.to_ascii_lowercase())
                .or_insert(content);
        }
    }

    fn add_link(&mut self, element: ElementRef<'h>) {
        let relations = element.attr("rel").unwrap_or_default();
        let Some(address) = element.attr("href") else {
            return;
        };
        for relation in relations.split_ascii_whitespace() {
            self.links
                .entry(relation.to_ascii_lowercase())
                .or_insert(address);
        }
    }

    fn add_script(&mut self, element: ElementRef<'h>) {
        let text = raw_text(element, SEARCHED);
        if has_word(element, "type", "application/ld+json") {
            let json = text
                .trim()
                .trim_start_matches("<![CDATA[")
                .trim_end_matches("]]>");
            let value = serde_json::from_str(json).unwrap_or_default();
            add_objects(value, &mut self.objects);
        } else {
            self.scripts.push(text);
        }
    }

    /// The first of some `<meta>` that is stated.
    pub fn meta(&self, names: &[&str]) -> Option<&'h str> {
        names
            .iter()
            .find_map(|name| self.meta.get(*name).copied())
            .filter(|content| !content.trim().is_empty())
    }

    /// The first text under a key of JSON-LD; for an object its `name`.
    fn object_text(&self, key: &str) -> Option<&str> {
        let mut values = self.objects.iter().filter_map(|object| object.get(key));
        values.find_map(|value| value.as_str().or_else(|| value.get("name")?.as_str()))
    }

    /// The properties, as far as the page states them. `root` is the element of the article.
    pub fn metadata(&self, root: ElementRef<'h>) -> Metadata {
        Metadata {
            publisher: self.publisher(),
            language: self.language(root),
            address: self.address(),
            revision: self.revision(),
            published: self.published(root),
            retrieved: self.retrieved(),
            licence: self.licence(root),
        }
    }

    fn publisher(&self) -> Option<String> {
        let stated = self.meta(&[
            "og:site_name",
            "dc.publisher",
            "dcterms.publisher",
            "citation_publisher",
        ]);
        let of_wiki = || {
            self.title
                .as_deref()?
                .rsplit_once(" - ")
                .map(|(_, name)| name)
        };
        let publisher = match self.kind {
            PageKind::MediaWiki => stated.or_else(of_wiki),
            PageKind::Other => stated.or_else(|| self.object_text("publisher")),
        };
        publisher.map(normalize).filter(|name| !name.is_empty())
    }

    /// The language of the article, else of the page.
    fn language(&self, root: ElementRef<'_>) -> Option<String> {
        let above = std::iter::once(root).chain(root.ancestors().filter_map(ElementRef::wrap));
        let mut attributes =
            above.filter_map(|element| element.attr("lang").or(element.attr("xml:lang")));
        let stated = attributes
            .next()
            .or_else(|| self.meta(&["content-language", "dc.language"]));
        let stated = stated.or_else(|| self.object_text("inLanguage"));
        let locale = || {
            self.meta(&["og:locale"])
                .map(|locale| locale.replace('_', "-"))
        };
        let language = stated.map(str::to_owned).or_else(locale)?;
        LanguageIdentifier::try_from_str(language.trim())
            .ok()
            .map(|language| language.to_string())
    }

    fn address(&self) -> Option<String> {
        let link = |relation| self.links.get(relation).copied();
        let stated = link("canonical").and_then(absolute_address);
        stated
            .or_else(|| self.meta(&["og:url"]).and_then(absolute_address))
            .or_else(|| link("dc:isversionof").and_then(absolute_address))
            .or_else(|| self.saved_from())
    }

    /// The address that a browser writes into a page that it saves.
    fn saved_from(&self) -> Option<String> {
        let after = |text: &str, key: &str| Some(text.split_once(key)?.1.to_owned());
        self.scripts.iter().find_map(|comment| {
            let by_browser = || after(&after(comment, "saved from url=(")?, ")");
            let by_single_file = || after(&after(comment, "SingleFile")?, "url:");
            let address = by_browser().or_else(by_single_file)?;
            absolute_address(address.split_whitespace().next()?)
        })
    }

    fn retrieved(&self) -> Option<String> {
        self.scripts
            .iter()
            .find_map(|comment| stated_day(comment.split_once("saved date:")?.1))
    }

    /// The number of the revision in MediaWiki.
    fn revision(&self) -> Option<String> {
        if self.kind != PageKind::MediaWiki {
            return None;
        }
        let in_scripts = |key: &str| {
            self.scripts
                .iter()
                .find_map(|script| number_after(script, key))
        };
        let page = self.html.root_element();
        let from_parsoid = || number_after(page.attr("about")?, "/revision/");
        let in_links = || {
            let links = elements_below(*page).filter(|element| name(*element) == "a");
            let mut permanent = links.filter(|link| {
                let above = || link.ancestors().filter_map(ElementRef::wrap);
                link.attr("id") == Some("t-permalink")
                    || above().any(|e| {
                        matches!(e.value().id(), Some("t-permalink"))
                            || e.value().classes().any(|class| class == "printfooter")
                    })
            });
            permanent.find_map(|link| number_after(link.attr("href")?, "oldid="))
        };
        in_scripts("\"wgRevisionId\"")
            .or_else(from_parsoid)
            .or_else(in_links)
            .or_else(|| in_scripts("and revision id"))
    }

    fn published(&self, root: ElementRef<'h>) -> Option<String> {
        let page = self.html.root_element();
        if self.kind == PageKind::MediaWiki {
            // An article of a wiki is published anew with each revision.
            let ids = ["footer-info-lastmod", "lastmod"];
            let footer = || {
                let element = elements_below(*page)
                    .find(|e| e.value().id().is_some_and(|id| ids.contains(&id)))?;
                stated_day(&raw_text(element, SEARCHED))
            };
            let stated = self
                .meta(&["dc:modified"])
                .or_else(|| self.object_text("dateModified"));
            return stated.and_then(stated_day).or_else(footer);
        }
        let names = [
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date",
            "citation_publication_date",
            "parsely-pub-date",
            "pubdate",
            "publish_date",
            "date",
        ];
        let stated = self.meta(&names).and_then(stated_day);
        stated
            .or_else(|| self.object_text("datePublished").and_then(stated_day))
            .or_else(|| published_time(page, root))
    }

    fn licence(&self, root: ElementRef<'h>) -> Option<String> {
        let linked = self.links.get("license").copied();
        let stated = linked
            .or_else(|| self.object_text("license"))
            .or_else(|| self.meta(&["dcterms.license"]));
        let of_page = stated
            .and_then(|address| spdx_of_address(address).or_else(|| spdx_expression(address)));
        of_page.or_else(|| {
            let above = root
                .ancestors()
                .last()
                .and_then(ElementRef::wrap)
                .unwrap_or(self.html.root_element());
            let links = elements_below(*above)
                .filter(|element| name(*element) == "a" && has_word(*element, "rel", "license"));
            let licences = links.filter_map(|link| spdx_of_address(link.attr("href")?));
            // Several licences are those of pictures as well, and then none is known to be the text's.
            only(licences)
        })
    }
}

/// The value of an iterator that gives one value, however often.
fn only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// The day of `<time>` that is marked as that of publication, else the only day in the article.
fn published_time(page: ElementRef<'_>, root: ElementRef<'_>) -> Option<String> {
    let day = |time: ElementRef<'_>| {
        let stated = time
            .attr("datetime")
            .or(time.attr("content"))
            .map(str::to_owned);
        stated_day(&stated.unwrap_or_else(|| raw_text(time, 100)))
    };
    let mut marked = elements_below(*page).filter(|element| {
        has_word(*element, "itemprop", "datePublished") || element.attr("pubdate").is_some()
    });
    let times = |below: ElementRef<'_>| {
        only(
            elements_below(*below)
                .filter(|element| name(*element) == "time")
                .filter_map(day),
        )
    };
    let is_article = |element: &ElementRef<'_>| name(*element) == "article";
    let article = root
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(is_article);
    marked
        .find_map(day)
        .or_else(|| times(article.unwrap_or(root)))
}

/// The digits of a number behind a key and the signs that separate them; 0 stands for none.
fn number_after(text: &str, key: &str) -> Option<String> {
    let rest = text
        .split_once(key)?
        .1
        .trim_start_matches([' ', ':', '"', '=']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!digits.trim_start_matches('0').is_empty()).then_some(digits)
}

/// Adds an object of JSON-LD, or those of a list or a graph.
fn add_objects(value: Value, objects: &mut Vec<serde_json::Map<String, Value>>) {
    match value {
        Value::Array(values) => values
            .into_iter()
            .for_each(|value| add_objects(value, objects)),
        Value::Object(mut object) => {
            let graph = object.remove("@graph");
            objects.push(object);
            add_objects(graph.unwrap_or_default(), objects);
        }
        _ => {}
    }
}

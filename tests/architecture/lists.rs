//! Lists that the source has only once: the names of kinds, the routes, and any other list of names.

use std::collections::{BTreeMap, BTreeSet};

use bilateral::kinds;
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprArray, Lit, LitStr, Macro};

use crate::imports::parse_without_tests;
use crate::{assert_none, sources};

/// The string literals of a file, and its array literals of three strings or more. Tests and docs are left out.
#[derive(Default)]
pub struct Literals {
    pub strings: Vec<String>,
    pub lists: Vec<Vec<String>>,
}

impl Literals {
    pub fn read(text: &str) -> Self {
        let mut literals = Self::default();
        literals.visit_file(&parse_without_tests(text).unwrap());
        literals
    }

    fn list(&mut self, strings: Vec<Option<String>>) {
        let strings: Option<Vec<String>> = strings.into_iter().collect();
        self.lists.extend(strings.filter(|list| list.len() > 2));
    }

    fn scan(&mut self, tokens: TokenStream) {
        let mut list = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Literal(literal) => {
                    let Lit::Str(string) = Lit::new(literal) else {
                        continue;
                    };
                    list.push(Some(string.value()));
                    self.strings.push(string.value());
                }
                TokenTree::Group(group) => {
                    list.push(None);
                    self.scan(group.stream());
                }
                TokenTree::Punct(punct) if punct.as_char() == ',' => {}
                _ => list.push(None),
            }
        }
        self.list(list);
    }
}

impl<'ast> Visit<'ast> for Literals {
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_lit_str(&mut self, string: &'ast LitStr) {
        self.strings.push(string.value());
    }

    fn visit_expr_array(&mut self, array: &'ast ExprArray) {
        let string = |expression: &Expr| match expression {
            Expr::Lit(one) => match &one.lit {
                Lit::Str(string) => Some(string.value()),
                _ => None,
            },
            _ => None,
        };
        self.list(array.elems.iter().map(string).collect());
        visit::visit_expr_array(self, array);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.scan(call.tokens.clone());
    }
}

fn literals() -> BTreeMap<String, Literals> {
    let read = |(file, text): (String, String)| (file, Literals::read(&text));
    sources().into_iter().map(read).collect()
}

#[test]
fn kinds_are_named_only_in_their_declarations_and_on_pages() {
    let kinds: BTreeSet<&str> = kinds::all()
        .flat_map(|kind| [kind.name, kind.plural])
        .collect();
    // Words with a second meaning: the parameter that names a pair, the folder of documents, what a document consists of, names of facts.
    let other_words = [
        "relation",
        "relations",
        "document",
        "documents",
        "sentence",
        "sentences",
        "reference",
        "references",
    ];
    // Pages are made for readers, and have a heading for each kind. The rules of drafts are each for some kinds.
    let exempt = ["kinds/", "kinds.rs", "http/page", "http/web", "seed/draft"];
    let mut violations = Vec::new();
    for (file, Literals { strings, .. }) in literals() {
        if exempt.iter().any(|path| file.starts_with(path)) {
            continue;
        }
        for string in strings {
            let mut words = string.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            let named = words.find(|word| kinds.contains(word) && !other_words.contains(word));
            violations.extend(named.map(|name| format!("{file} names {name} in {string:?}")));
        }
    }
    assert_none(&violations, "a kind is named outside of its declaration");
}

#[test]
fn no_list_of_names_is_written_twice() {
    let mut written: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for (file, Literals { lists, .. }) in literals() {
        for mut list in lists {
            list.sort();
            written.entry(list).or_default().push(file.clone());
        }
    }
    let twice: Vec<String> = written
        .into_iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|(list, files)| format!("{list:?} in {files:?}"))
        .collect();
    assert_none(&twice, "a list is written twice");
}

#[test]
fn routes_are_listed_in_one_file() {
    let is_route = |string: &&String| {
        let rest = string.strip_prefix('/').unwrap_or_default();
        let allowed =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "/.-_{}".contains(c);
        rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '.') && rest.chars().all(allowed)
    };
    let mut listing = Vec::new();
    for (file, Literals { strings, .. }) in literals() {
        let routes: BTreeSet<&String> = strings.iter().filter(is_route).collect();
        // A few are links, such as those of the API catalog, or the routes of the operator.
        if routes.len() > 5 {
            listing.push(format!("{file} lists {routes:?}"));
        }
    }
    assert_eq!(
        listing.len(),
        1,
        "files that list routes:\n{}",
        listing.join("\n")
    );
}

//! Sizes: files of at most 400 lines, functions of at most 40, and a first line that says what a file is.

use syn::visit::{self, Visit};
use syn::{Block, ImplItemFn, ItemFn, Signature, TraitItemFn};

use crate::{assert_none, texts};

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 40;

#[test]
fn files_are_short() {
    let long: Vec<String> = texts(&["src", "tests", "benches/src"], ".rs")
        .iter()
        .filter(|(_, text)| text.lines().count() > LONGEST_FILE)
        .map(|(file, text)| format!("{file} has {} lines", text.lines().count()))
        .collect();
    assert_none(&long, "files of more than 400 lines");
}

#[test]
fn files_open_with_what_they_are() {
    let silent: Vec<String> = texts(&["src", "tests", "benches/src"], ".rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(file, _)| file)
        .collect();
    assert_none(&silent, "files that do not open with `//!`");
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for (file, text) in texts(&["src", "benches/src"], ".rs") {
        let mut functions = Functions::default();
        functions.visit_file(&syn::parse_file(&text).unwrap());
        let over = functions
            .0
            .into_iter()
            .filter(|(_, lines)| *lines > LONGEST_FUNCTION);
        long.extend(over.map(|(name, lines)| format!("{file}: {name} has {lines} lines")));
    }
    assert_none(&long, "functions of more than 40 lines");
}

/// The functions of a file, each with its lines between the `fn` and the closing brace.
#[derive(Default)]
struct Functions(Vec<(String, usize)>);

impl Functions {
    fn add(&mut self, signature: &Signature, body: &Block) {
        let first = signature.fn_token.span.start().line;
        let last = body.brace_token.span.close().start().line;
        self.0.push((signature.ident.to_string(), last - first));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if let Some(body) = &function.default {
            self.add(&function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[test]
fn every_file_of_a_test_is_compiled() {
    let tests = texts(&["tests"], ".rs");
    let is_declared = |file: &str| {
        let (folder, name) = file.rsplit_once('/').unwrap();
        let line = format!("mod {};", name.trim_end_matches(".rs"));
        let declares = |parent: &str| {
            let parent = tests.get(&format!("{folder}/{parent}.rs"));
            parent.is_some_and(|text| text.contains(&line))
        };
        let (_, path) = file.split_once('/').unwrap();
        let is_shared = || {
            tests
                .values()
                .any(|text| text.contains(&format!("{path}\"]")))
        };
        folder == "tests" || name == "main.rs" || declares("main") || declares("mod") || is_shared()
    };
    let unread: Vec<&String> = tests
        .keys()
        .filter(|file| !file.starts_with("tests/fuzz/targets/") && !is_declared(file))
        .collect();
    assert!(unread.is_empty(), "no `mod` line names {unread:?}");
}

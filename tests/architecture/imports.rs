//! Reads with `syn` what the items of one module declare, import and refer to. Code under `#[cfg(test)]` is left out.

use std::collections::HashMap;

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Attribute, File, Ident, ImplItem, Item, ItemUse, Macro, Meta, MetaList, UseTree, Visibility,
};

/// The names of a path, `crate`, `self` and `super` included.
pub type Path = Vec<String>;

/// The names that a module declares and those that it refers to.
#[derive(Default)]
pub struct Imports {
    pub names: HashMap<String, Vec<Declared>>,
    pub globs: Vec<Path>,
    pub references: Vec<Reference>,
}

/// The meaning of a name inside of the module that declares it.
pub enum Declared {
    /// A submodule, by its number.
    Module(usize),
    Item,
    Import(Path),
}

/// A path that a module refers to.
pub struct Reference {
    pub path: Path,
    pub is_reexport: bool,
}

impl Imports {
    pub fn declare(&mut self, name: String, declared: Declared) {
        self.names.entry(name).or_default().push(declared);
    }

    fn refer(&mut self, path: Path, is_reexport: bool) {
        self.references.push(Reference { path, is_reexport });
    }

    fn import(&mut self, prefix: &[String], tree: &UseTree, is_reexport: bool) {
        let under = |name: &Ident| [prefix, &[name.to_string()]].concat();
        let (path, name) = match tree {
            UseTree::Path(one) => return self.import(&under(&one.ident), &one.tree, is_reexport),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(prefix, tree, is_reexport);
                }
                return;
            }
            UseTree::Glob(_) => return self.globs.push(prefix.to_vec()),
            UseTree::Name(one) if one.ident == "self" => {
                (prefix.to_vec(), prefix.last().cloned().unwrap_or_default())
            }
            UseTree::Rename(one) if one.ident == "self" => {
                (prefix.to_vec(), one.rename.to_string())
            }
            UseTree::Name(one) => (under(&one.ident), one.ident.to_string()),
            UseTree::Rename(one) => (under(&one.ident), one.rename.to_string()),
        };
        self.declare(name, Declared::Import(path.clone()));
        self.refer(path, is_reexport);
    }

    /// The paths of two or more names among the tokens of a macro.
    fn scan(&mut self, tokens: TokenStream) {
        let (mut path, mut colons) = (Path::new(), 0);
        let end = TokenTree::Punct(Punct::new(';', Spacing::Alone));
        for token in tokens.into_iter().chain([end]) {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(name) if colons == 2 && !path.is_empty() => {
                    path.push(name.to_string());
                    colons = 0;
                }
                other => {
                    if path.len() > 1 {
                        self.refer(std::mem::take(&mut path), false);
                    }
                    (path, colons) = (Path::new(), 0);
                    match other {
                        TokenTree::Ident(name) => path.push(name.to_string()),
                        TokenTree::Group(group) => self.scan(group.stream()),
                        _ => {}
                    }
                }
            }
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.import(&[], &item.tree, is_visible(&item.vis));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|one| one.ident.to_string());
        self.refer(names.collect(), false);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        visit::visit_macro(self, call);
        self.scan(call.tokens.clone());
    }

    fn visit_meta_list(&mut self, list: &'ast MetaList) {
        visit::visit_meta_list(self, list);
        self.scan(list.tokens.clone());
    }
}

pub fn is_visible(visibility: &Visibility) -> bool {
    !matches!(visibility, Visibility::Inherited)
}

/// True for `#[cfg(test)]`.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

/// Parses a file without the items and methods that are compiled for tests only.
pub fn parse_without_tests(text: &str) -> syn::Result<File> {
    let mut file = syn::parse_file(text)?;
    file.items.retain(|item| !is_test(head(item).0));
    for item in &mut file.items {
        if let Item::Impl(block) = item {
            block.items.retain(|item| match item {
                ImplItem::Fn(function) => !is_test(&function.attrs),
                _ => true,
            });
        }
    }
    Ok(file)
}

/// The attributes of an item, and the name that it declares in its module.
pub fn head(item: &Item) -> (&[Attribute], Option<&Ident>) {
    match item {
        Item::Const(one) => (&one.attrs, Some(&one.ident)),
        Item::Enum(one) => (&one.attrs, Some(&one.ident)),
        Item::ExternCrate(one) => (&one.attrs, Some(&one.ident)),
        Item::Fn(one) => (&one.attrs, Some(&one.sig.ident)),
        Item::Impl(one) => (&one.attrs, None),
        Item::Macro(one) => (&one.attrs, one.ident.as_ref()),
        Item::Mod(one) => (&one.attrs, Some(&one.ident)),
        Item::Static(one) => (&one.attrs, Some(&one.ident)),
        Item::Struct(one) => (&one.attrs, Some(&one.ident)),
        Item::Trait(one) => (&one.attrs, Some(&one.ident)),
        Item::Type(one) => (&one.attrs, Some(&one.ident)),
        Item::Union(one) => (&one.attrs, Some(&one.ident)),
        Item::Use(one) => (&one.attrs, None),
        _ => (&[], None),
    }
}

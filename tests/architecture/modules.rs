//! The tree of modules, and the file that defines each name that a module refers to.
//!
//! Names are resolved through imports, renames, globs and re-exports to the file that holds the definition. A method call
//! names no path, so a method in an `impl` block apart from its type is attributed to the file of the type.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use syn::Item;
use syn::visit::Visit as _;

use crate::imports::{
    Declared, Imports, Reference, head, is_test, is_visible, parse_without_tests,
};

/// The name of the library, by which the binary refers to it.
pub const LIBRARY: &str = "bilateral";

/// The modules of some crates. The first of a crate is its root.
#[derive(Default)]
pub struct Modules {
    modules: Vec<Module>,
    roots: HashMap<String, usize>,
}

#[derive(Default)]
struct Module {
    file: String,
    parent: Option<usize>,
    imports: Imports,
    has_submodules: bool,
    has_code: bool,
}

/// The definition that a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Module(usize),
    Item(usize, String),
}

/// A name that one file uses and another defines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    pub from: String,
    pub to: String,
    pub name: String,
    /// The files of all modules that the path leads through, re-exports included.
    pub through: BTreeSet<String>,
}

impl Modules {
    /// Reads the crates with these names and root files. `files` has all texts by their paths.
    pub fn read(files: &BTreeMap<String, String>, crates: &[(&str, &str)]) -> Self {
        let mut modules = Self::default();
        for (name, file) in crates {
            let root = modules.read_file(files, file, None);
            modules.roots.insert((*name).to_owned(), root);
        }
        modules
    }

    /// The files that belong to a module of any crate.
    pub fn files(&self) -> BTreeSet<&str> {
        self.modules.iter().map(|one| one.file.as_str()).collect()
    }

    /// The files of modules that have submodules as well as code of their own. The root of a binary may have both.
    pub fn facades_with_code(&self) -> Vec<&str> {
        let mixed = |one: &&Module| one.has_submodules && one.has_code && one.file != "main.rs";
        let files = self.modules.iter().filter(mixed);
        files.map(|one| one.file.as_str()).collect()
    }

    /// The first names of the paths that lead out of these crates, such as `axum`, by file.
    pub fn externals(&self) -> BTreeSet<(&str, &str)> {
        let mut externals = BTreeSet::new();
        for (id, module) in self.modules.iter().enumerate() {
            for Reference { path, .. } in &module.imports.references {
                if self.resolve(id, path, &mut Vec::new()).is_empty() {
                    externals.insert((module.file.as_str(), path[0].as_str()));
                }
            }
        }
        externals
    }

    /// Every name that a file uses and another file defines.
    pub fn dependencies(&self) -> BTreeSet<Dependency> {
        let mut dependencies = BTreeSet::new();
        for (id, module) in self.modules.iter().enumerate() {
            for reference in &module.imports.references {
                let mut seen = Vec::new();
                for target in self.resolve(id, &reference.path, &mut seen) {
                    let Target::Item(owner, name) = target else {
                        continue;
                    };
                    // A facade does not depend on the children that it re-exports.
                    let reexported = reference.is_reexport && self.is_inside(owner, id);
                    let to = self.modules[owner].file.clone();
                    if !reexported && to != module.file {
                        let through = seen.iter().map(|(id, _)| self.modules[*id].file.clone());
                        dependencies.insert(Dependency {
                            from: module.file.clone(),
                            to,
                            name,
                            through: through.collect(),
                        });
                    }
                }
            }
        }
        dependencies
    }

    fn is_inside(&self, module: usize, ancestor: usize) -> bool {
        module == ancestor
            || self.modules[module]
                .parent
                .is_some_and(|parent| self.is_inside(parent, ancestor))
    }

    fn root_of(&self, module: usize) -> usize {
        let parent = self.modules[module].parent;
        parent.map_or(module, |parent| self.root_of(parent))
    }

    /// The definitions that a path of a module leads to: items if there are any, else modules. Every name that is looked up is
    /// added to `seen`, so that imports of each other do not loop.
    fn resolve(
        &self,
        from: usize,
        path: &[String],
        seen: &mut Vec<(usize, String)>,
    ) -> Vec<Target> {
        let mut targets = match path[0].as_str() {
            "crate" => vec![Target::Module(self.root_of(from))],
            "self" => vec![Target::Module(from)],
            "super" => self.parent(from),
            name => self.look_up(from, name, seen),
        };
        if let (true, Some(root)) = (targets.is_empty(), self.roots.get(&path[0])) {
            targets.push(Target::Module(*root));
        }
        for segment in &path[1..] {
            let inner = targets.iter().flat_map(|target| match target {
                Target::Module(id) if segment == "super" => self.parent(*id),
                Target::Module(id) if segment == "self" => vec![Target::Module(*id)],
                Target::Module(id) => self.look_up(*id, segment, seen),
                Target::Item(..) => Vec::new(),
            });
            let inner: Vec<Target> = inner.collect();
            // A variant or an associated item belongs to the file of its type.
            targets.retain(|target| inner.is_empty() && matches!(target, Target::Item(..)));
            targets.extend(inner);
        }
        let is_item = |target: &Target| matches!(target, Target::Item(..));
        if targets.iter().any(is_item) {
            targets.retain(is_item);
        }
        targets
    }

    fn parent(&self, module: usize) -> Vec<Target> {
        let parent = self.modules[module].parent;
        parent.map(Target::Module).into_iter().collect()
    }

    fn look_up(&self, module: usize, name: &str, seen: &mut Vec<(usize, String)>) -> Vec<Target> {
        let step = (module, name.to_owned());
        if seen.contains(&step) {
            return Vec::new();
        }
        seen.push(step);
        let Imports { names, globs, .. } = &self.modules[module].imports;
        if let Some(declared) = names.get(name) {
            let targets = declared.iter().flat_map(|one| match one {
                Declared::Module(id) => vec![Target::Module(*id)],
                Declared::Item => vec![Target::Item(module, name.to_owned())],
                Declared::Import(path) => self.resolve(module, path, seen),
            });
            return targets.collect();
        }
        let mut targets = Vec::new();
        for glob in globs {
            for target in self.resolve(module, glob, seen) {
                if let Target::Module(id) = target {
                    targets.extend(self.look_up(id, name, seen));
                }
            }
        }
        targets
    }

    fn read_file(
        &mut self,
        files: &BTreeMap<String, String>,
        file: &str,
        parent: Option<usize>,
    ) -> usize {
        let text = files
            .get(file)
            .unwrap_or_else(|| panic!("no file {file} for its `mod` line"));
        let parsed = parse_without_tests(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let folder = match file.trim_end_matches(".rs") {
            "lib" | "main" => String::new(),
            name => format!("{name}/"),
        };
        self.read_items(files, (file, &folder), parent, &parsed.items)
    }

    fn read_items(
        &mut self,
        files: &BTreeMap<String, String>,
        (file, folder): (&str, &str),
        parent: Option<usize>,
        items: &[Item],
    ) -> usize {
        let id = self.modules.len();
        // The number is taken before those of the submodules.
        self.modules.push(Module::default());
        let mut module = Module {
            file: file.to_owned(),
            parent,
            ..Module::default()
        };
        for item in items {
            let (attributes, name) = head(item);
            if is_test(attributes) {
                continue;
            }
            let is_reexport = matches!(item, Item::Use(one) if is_visible(&one.vis));
            let is_declaration = matches!(item, Item::Mod(one) if one.content.is_none());
            module.has_code |= !is_reexport && !is_declaration;
            module.has_submodules |= is_declaration;
            let declared = match item {
                Item::Mod(one) => {
                    let inner = format!("{folder}{}", one.ident);
                    let child = match &one.content {
                        None => self.read_file(files, &format!("{inner}.rs"), Some(id)),
                        Some((_, items)) => {
                            self.read_items(files, (file, &format!("{inner}/")), Some(id), items)
                        }
                    };
                    Declared::Module(child)
                }
                item => {
                    module.imports.visit_item(item);
                    Declared::Item
                }
            };
            if let Some(name) = name {
                module.imports.declare(name.to_string(), declared);
            }
        }
        self.modules[id] = module;
        id
    }
}

//! SQL is fixed text with bound values. Types guard most of it: `sqlx` takes `&'static str`, and `clippy.toml` disallows the
//! types that take other text. In the files that need these, a snapshot lists every part of a text that is not a literal.

use std::collections::BTreeSet;

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprBinary, ExprCall, ExprMacro, ExprMethodCall, Lit, Path};

use crate::imports::parse_without_tests;
use crate::sources;

/// The types of `sqlx` that take text made at run time.
const BUILDERS: &[&str] = &["AssertSqlSafe", "QueryBuilder"];

/// Macros and methods that make text.
const MACROS: &[&str] = &["concat", "format", "format_args", "write", "writeln"];
const METHODS: &[&str] = &[
    "concat",
    "extend",
    "insert_str",
    "join",
    "push",
    "push_str",
    "repeat",
    "replace",
];

/// The outermost expressions that make text from anything but literals, as they are written.
#[derive(Default)]
struct MadeText(BTreeSet<String>);

impl MadeText {
    fn add(&mut self, span: Span) {
        let text = span.source_text().unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        // Independent of line breaks.
        let line = words.join(" ").replace("( ", "(").replace("[ ", "[");
        let line = line
            .replace(", ]", "]")
            .replace(" ]", "]")
            .replace(" )", ")");
        self.0.insert(line.replace(" .", "."));
    }
}

impl<'ast> Visit<'ast> for MadeText {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let makes_text = METHODS.iter().any(|method| call.method == method);
        if makes_text && call.args.is_empty() {
            self.add(call.span());
        } else if makes_text && !call.args.iter().all(is_literal) {
            call.args
                .iter()
                .for_each(|argument| self.add(argument.span()));
            self.visit_expr(&call.receiver);
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let is_builder = |path: &Path| {
            let named = |name: &&str| path.segments.iter().any(|one| one.ident == name);
            BUILDERS.iter().any(named)
        };
        if matches!(&*call.func, Expr::Path(function) if is_builder(&function.path)) {
            let made = call.args.iter().filter(|one| !is_literal(one));
            made.for_each(|argument| self.add(argument.span()));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_binary(&mut self, operation: &'ast ExprBinary) {
        let joins = match operation.op {
            BinOp::Add(_) => is_literal(&operation.left) || is_literal(&operation.right),
            ref other => matches!(other, BinOp::AddAssign(_)),
        };
        if joins {
            self.add(operation.span());
        }
        visit::visit_expr_binary(self, operation);
    }

    fn visit_expr_macro(&mut self, call: &'ast ExprMacro) {
        if MACROS.iter().any(|name| call.mac.path.is_ident(name)) {
            self.add(call.span());
        }
    }
}

fn is_literal(expression: &Expr) -> bool {
    matches!(expression, Expr::Lit(one) if matches!(one.lit, Lit::Str(_)))
}

#[test]
fn sql_is_fixed_text() {
    let mut made = Vec::new();
    for (file, text) in sources() {
        if BUILDERS.iter().any(|name| text.contains(name)) {
            let mut expressions = MadeText::default();
            expressions.visit_file(&parse_without_tests(&text).unwrap());
            let name = file.rsplit('/').next().unwrap();
            made.extend(expressions.0.iter().map(|one| format!("{name}: {one}")));
        }
    }
    // Names of tables and columns come from declarations, numbers from counting, and values are bound.
    insta::assert_snapshot!(made.join("\n"), @r#"
    batch.rs: ["(", &vec!["?"; width].join(","), ")"].concat()
    batch.rs: ["insert into ", table, " values ", &rows].concat()
    batch.rs: row.cells
    batch.rs: statement
    views.rs: format!("(entry.value ->> '$.{key}') || '#' || ")
    views.rs: format!("(entry.value ->> '$.{}')", keys.join("."))
    views.rs: format!("(select group_concat({own}, '{separator}') from json_each(entry.value, '$.{keys}'))")
    views.rs: format!("(select group_concat({text}, '; ') from json_each({json}, '$.{path}') entry)")
    views.rs: format!("coalesce({own}, '')")
    views.rs: format!("create view \"{name}\" as select {} {from}", columns.join(", "))
    views.rs: format!("from _fact f where kind = '{}'", kind.name)
    views.rs: format!("value ->> '$.{key}'")
    views.rs: format!("{json} ->> '$.{path}'")
    views.rs: format!("{value} as \"{}\"", column.name)
    views.rs: views.join(";")
    sort_orders.rs: ")".repeat(runs.len())
    sort_orders.rs: SortColumn { name, direction }
    sort_orders.rs: ["explain query plan ", &order.positions()].concat()
    sort_orders.rs: format!("select f.key, json_array({})", names(&self.columns))
    sort_orders.rs: format!("s{table}.value")
    sort_orders.rs: format!("s{table}.{presence}")
    sort_orders.rs: format_args!(" and s{table}.kind = ")
    sort_orders.rs: format_args!(" and s{table}.name = ")
    sort_orders.rs: format_args!(" join _sort_key s{table} on s{table}.fact = f.key")
    sort_orders.rs: format_args!("({}) {operator} (", names(columns))
    sort_orders.rs: name
    sort_orders.rs: start
    "#);
}

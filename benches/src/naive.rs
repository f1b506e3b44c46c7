//! The database and SQL that the two naive servers share. They are what a developer who knows axum and SQLite well
//! writes in an hour: single-column indexes, FTS5, `limit` and `offset`. The database is filled from bilateral's public
//! views.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A visit with about the same fields as in bilateral.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub struct Visit {
    pub id: String,
    pub relation: String,
    pub title: String,
    pub edtf: Option<String>,
    pub date_text: Option<String>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub precision: Option<String>,
    pub approximate: bool,
    pub uncertain: bool,
    pub rank: String,
    pub claim: Option<String>,
    pub note: Option<String>,
    pub url: String,
    pub guest_name: Option<String>,
    pub guest_title: Option<String>,
    pub guest_office: Option<String>,
    pub guest_country: String,
    pub host: String,
    pub place_id: Option<String>,
    pub place_name: Option<String>,
    pub r#type: String,
    pub met: Option<String>,
    #[serde(serialize_with = "raw_json")]
    pub sources: String,
}

/// Embeds JSON that SQLite has produced.
fn raw_json<S: serde::Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::from_str::<&RawValue>(json)
        .map_err(serde::ser::Error::custom)?
        .serialize(serializer)
}

/// A page and the total number of matches.
#[derive(Debug, Serialize)]
pub struct Page {
    pub items: Vec<Visit>,
    pub total: i64,
}

/// The parameters of the list.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    country: Option<String>,
    from: Option<String>,
    to: Option<String>,
    #[serde(default = "default_limit")]
    pub limit: i64,
    #[serde(default)]
    pub offset: i64,
}

/// The parameters of the search.
#[derive(Debug, Deserialize)]
pub struct SearchQuery {
    q: String,
    #[serde(default = "default_limit")]
    pub limit: i64,
}

fn default_limit() -> i64 {
    100
}

/// The SQL of a list.
pub struct ListStatements {
    /// Takes limit and offset after the values.
    pub page: String,
    pub total: String,
    /// The values of the filters, for both statements.
    pub values: Vec<String>,
}

impl ListQuery {
    /// The `where` clause of the given filters, and the values to bind.
    fn conditions(&self) -> (String, Vec<String>) {
        let filters = [
            (&self.country, "(v.guest_country = ? or v.host = ?)"),
            (&self.from, "v.latest >= ?"),
            (&self.to, "v.earliest <= ?"),
        ];
        let (mut conditions, mut values) = (vec!["true"], Vec::new());
        for (value, condition) in filters {
            let Some(value) = value else { continue };
            conditions.push(condition);
            values.extend(std::iter::repeat_n(
                value.clone(),
                condition.matches('?').count(),
            ));
        }
        (conditions.join(" and "), values)
    }

    /// The statements for the page and for the total.
    pub fn statements(&self) -> ListStatements {
        let (conditions, values) = self.conditions();
        // The subquery selects the page first; otherwise SQLite would collect the sources of all rows that it skips.
        // Ties are ordered by key, which every index contains, so that nothing has to be sorted.
        let page = format!(
            "select {COLUMNS} from (select * from visit v where {conditions} order by v.earliest, v.key limit ? offset ?) v
             order by v.earliest, v.key"
        );
        ListStatements {
            page,
            total: format!("select count(*) from visit v where {conditions}"),
            values,
        }
    }
}

impl SearchQuery {
    /// The words as an FTS5 query. Each is quoted, so that none is parsed as syntax.
    pub fn match_expression(&self) -> String {
        let quoted = |word: &str| format!("\"{}\"", word.replace('"', "\"\""));
        self.q
            .split_whitespace()
            .map(quoted)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

const COLUMNS: &str =
    "v.id, v.relation, v.title, v.edtf, v.date_text, v.earliest, v.latest, v.precision, v.approximate,
  v.uncertain, v.rank, v.claim, v.note, v.url, v.guest_name, v.guest_title, v.guest_office, v.guest_country, v.host,
  v.place_id, v.place_name, v.type, v.met,
  (select json_group_array(json_object('document', s.document, 'pointer', s.pointer, 'start', s.\"start\",
     'end', s.\"end\", 'sha256', s.sha256, 'text', s.text))
   from source s where s.visit = v.id) as sources";

/// Selects one visit by its id.
pub fn select_visit() -> String {
    format!("select {COLUMNS} from visit v where v.id = ?")
}

/// Selects the best matches of an FTS5 query, up to a limit.
pub fn select_matches() -> String {
    format!(
        "select {COLUMNS}
         from (select rowid as key, rank from visit_text where visit_text match ? order by rank limit ?) t
         join visit v on v.key = t.key
         order by t.rank"
    )
}

/// Counts the matches of an FTS5 query.
pub const COUNT_MATCHES: &str = "select count(*) from visit_text where visit_text match ?";

/// Builds the plain database, unless one exists that is newer than bilateral's.
pub fn build_database(file: &Path, bilateral: &Path) -> anyhow::Result<()> {
    let modified = |file: &Path| fs::metadata(file).and_then(|metadata| metadata.modified());
    if modified(file).is_ok_and(|ours| modified(bilateral).is_ok_and(|theirs| ours > theirs)) {
        return Ok(());
    }
    let temporary = file.with_extension("tmp");
    let _ = fs::remove_file(&temporary);
    fill(&temporary, bilateral).with_context(|| format!("cannot build {}", file.display()))?;
    Ok(fs::rename(temporary, file)?)
}

fn fill(file: &Path, bilateral: &Path) -> anyhow::Result<()> {
    let database = Connection::open(file)?;
    database.execute_batch("pragma journal_mode = off; pragma synchronous = off;")?;
    // Read-only, because bilateral's database is about to be measured.
    database.execute("attach ? as b", [read_only_uri(bilateral)])?;
    Ok(database.execute_batch(
        "create table visit (
           key integer primary key, id text not null, relation text, title text, edtf text, date_text text, earliest text,
           latest text, precision text, approximate integer, uncertain integer, rank text, claim text, note text, url text,
           guest_name text, guest_title text, guest_office text, guest_country text, host text, place_id text,
           place_name text, type text, met text
         );
         insert into visit select null, id, relation, title, edtf, date_text, earliest, latest, precision, approximate,
           uncertain, rank, claim, note, url, guests_name, guests_title, guests_office, guests_country, host, place_id,
           place_name, type, met
         from b.visits;
         create table source as
         select id as visit, document, pointer, \"start\", \"end\", sha256, text from b.sources where kind = 'visit';
         create unique index visit_id on visit (id);
         create index visit_guest_country on visit (guest_country);
         create index visit_host on visit (host);
         create index visit_earliest on visit (earliest);
         create index visit_latest on visit (latest);
         create index source_visit on source (visit);
         create virtual table visit_text using fts5 (title, content = 'visit', content_rowid = 'key',
           tokenize = 'unicode61 remove_diacritics 2');
         insert into visit_text (visit_text) values ('rebuild');
         analyze main;",
    )?)
}

/// A URI under which SQLite opens a file read-only.
fn read_only_uri(file: &Path) -> String {
    let path = file
        .display()
        .to_string()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    format!("file:{path}?mode=ro")
}

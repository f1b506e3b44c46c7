//! Storing checked facts: one way for all kinds, by their declared columns.

use std::collections::HashMap;

use serde_json::Value;
use sqlx::query_builder::Separated;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::Checked;
use super::about::About;
use super::draft::Reference;
use super::entry::{Entry, Writer};
use crate::resource::{Column, ColumnType, Scope};
use crate::values::pointer::Pointer;

/// Writes facts into a database that has the schema and nothing else.
pub struct Loader<'c> {
    connection: &'c mut SqliteConnection,
    facts: i64,
    sentences: i64,
}

/// The keys of what a pair has stored so far.
#[derive(Default)]
struct Keys {
    relation: i64,
    facts: HashMap<Reference, i64>,
    sentences: HashMap<String, i64>,
}

impl<'c> Loader<'c> {
    pub fn new(connection: &'c mut SqliteConnection) -> Self {
        Self { connection, facts: 0, sentences: 0 }
    }

    /// Stores what the data set says of itself.
    pub async fn dataset(&mut self, version: &str, about: &About) -> sqlx::Result<()> {
        sqlx::query("insert into dataset (one, version, title, licence, citation, revised) values (1, ?, ?, ?, ?, ?)")
            .bind(version)
            .bind(&about.title)
            .bind(&about.licence)
            .bind(about.citation.as_ref().map(|citation| [citation, " ", version].concat()))
            .bind(&about.revised)
            .execute(&mut *self.connection)
            .await?;
        Ok(())
    }

    /// Stores a pair: its facts, the pair's own first, its places and sentences.
    pub async fn pair(&mut self, checked: &Checked) -> sqlx::Result<()> {
        let Checked { pair, document } = checked;
        let writer = Writer::new(pair, document.as_ref());
        let mut keys = Keys::default();
        let mut entries = Vec::new();
        for fact in &pair.facts {
            for entry in writer.entries(fact, &pair.places) {
                self.facts += 1;
                if entry.draft.kind.scope == Scope::Pair {
                    keys.relation = self.facts;
                }
                keys.facts.insert(entry.draft.reference(), self.facts);
                entries.push(entry);
            }
        }
        for entry in &entries {
            self.fact(entry, &keys).await?;
        }
        self.places(checked, &keys).await?;
        self.sentences(checked, &writer, &mut keys).await?;
        for entry in &entries {
            self.sources(entry, &keys).await?;
        }
        Ok(())
    }

    async fn fact(&mut self, entry: &Entry<'_>, keys: &Keys) -> sqlx::Result<()> {
        let draft = entry.draft;
        let key = keys.facts[&draft.reference()];
        let date = draft.date.as_ref();
        sqlx::query(
            "insert into fact (key, kind, id, relation, part_of, title, edtf, date_text, earliest, latest, precision,
               approximate, uncertain, rank, claim, note, url, json, timeline_json)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(key)
        .bind(draft.kind.name)
        .bind(&draft.id.value)
        .bind(keys.relation)
        .bind(entry.part_of.map(|fact| keys.facts[&fact.reference()]))
        .bind(&draft.title)
        .bind(date.map(|d| d.date.edtf.as_str()))
        .bind(date.and_then(|d| d.text.as_deref()))
        .bind(date.and_then(|d| d.date.earliest).map(|day| day.to_string()))
        .bind(date.and_then(|d| d.date.latest).map(|day| day.to_string()))
        .bind(date.map(|d| d.date.precision))
        .bind(date.is_some_and(|d| d.date.approximate))
        .bind(date.is_some_and(|d| d.date.uncertain))
        .bind(draft.rank)
        .bind(draft.claim.as_deref())
        .bind(draft.note.as_deref())
        .bind(&entry.url)
        .bind(entry.json.to_string())
        .bind(entry.timeline.to_string())
        .execute(&mut *self.connection)
        .await?;
        self.details(entry, key).await?;
        self.standings(entry, key).await?;
        self.terms(entry, key).await?;
        self.sort_keys(entry, key).await?;
        self.words(entry, key).await
    }

    async fn details(&mut self, entry: &Entry<'_>, key: i64) -> sqlx::Result<()> {
        let kind = entry.draft.kind;
        let own = Value::Object(entry.draft.own.clone());
        self.row(&kind.table(), &[("fact", key)], &kind.columns(), &own).await?;
        for (table, field, columns) in kind.lists() {
            let entries = own[field].as_array().map(Vec::as_slice).unwrap_or_default();
            for (value, position) in entries.iter().zip(1..) {
                self.row(&table, &[("fact", key), ("position", position)], &columns, value).await?;
            }
        }
        Ok(())
    }

    /// Inserts one row: its keys, and the columns found in a value. The names come from declarations alone.
    async fn row(&mut self, table: &str, keys: &[(&str, i64)], columns: &[Column], value: &Value) -> sqlx::Result<()> {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new("insert into ");
        query.push(table).push(" (");
        let mut names = query.separated(", ");
        for name in keys.iter().map(|(name, _)| *name).chain(columns.iter().map(|column| column.name.as_str())) {
            names.push(name);
        }
        query.push(") values (");
        let mut values = query.separated(", ");
        for (_, key) in keys {
            values.push_bind(*key);
        }
        for column in columns {
            bind(&mut values, column, value);
        }
        query.push(")").build().execute(&mut *self.connection).await?;
        Ok(())
    }

    async fn standings(&mut self, entry: &Entry<'_>, key: i64) -> sqlx::Result<()> {
        for standing in &entry.standings {
            sqlx::query("insert into state (fact, since, until, status, json) values (?, ?, ?, ?, ?)")
                .bind(key)
                .bind(standing.since.to_string())
                .bind(standing.until.map(|day| day.to_string()))
                .bind(standing.state["status"].as_str())
                .bind(standing.state.to_string())
                .execute(&mut *self.connection)
                .await?;
        }
        Ok(())
    }

    async fn terms(&mut self, entry: &Entry<'_>, key: i64) -> sqlx::Result<()> {
        for term in &entry.terms {
            sqlx::query("insert into term (parameter, value, fact, since, until, facet) values (?, ?, ?, ?, ?, ?)")
                .bind(term.parameter)
                .bind(&term.value)
                .bind(key)
                .bind(term.since.to_string())
                .bind(term.until.map(|day| day.to_string()))
                .bind(term.facet)
                .execute(&mut *self.connection)
                .await?;
        }
        Ok(())
    }

    async fn sort_keys(&mut self, entry: &Entry<'_>, key: i64) -> sqlx::Result<()> {
        for (name, value) in &entry.sort_keys {
            let mut query: QueryBuilder<Sqlite> =
                QueryBuilder::new("insert into sort_key (kind, name, absent, present, id, fact, value) values (");
            let mut values = query.separated(", ");
            values.push_bind(entry.draft.kind.name).push_bind(*name);
            values.push_bind(value.is_none()).push_bind(value.is_some());
            values.push_bind(&entry.draft.id.value).push_bind(key);
            match value {
                Some(Value::Number(number)) => values.push_bind(number.as_i64()),
                Some(other) => values.push_bind(other.as_str().map(str::to_owned)),
                None => values.push_bind(""),
            };
            query.push(")").build().execute(&mut *self.connection).await?;
        }
        Ok(())
    }

    async fn words(&mut self, entry: &Entry<'_>, key: i64) -> sqlx::Result<()> {
        sqlx::query("insert into fact_text (rowid, title, names, text) values (?, ?, ?, ?)")
            .bind(key)
            .bind(&entry.words.title)
            .bind(&entry.words.names)
            .bind(&entry.words.text)
            .execute(&mut *self.connection)
            .await?;
        Ok(())
    }

    async fn places(&mut self, checked: &Checked, keys: &Keys) -> sqlx::Result<()> {
        for place in &checked.pair.places {
            sqlx::query("insert into place (relation, id, country) values (?, ?, ?)")
                .bind(keys.relation)
                .bind(&place.id)
                .bind(&place.country)
                .execute(&mut *self.connection)
                .await?;
            for name in &place.names {
                sqlx::query("insert into place_name (relation, place, name) values (?, ?, ?)")
                    .bind(keys.relation)
                    .bind(&place.id)
                    .bind(name)
                    .execute(&mut *self.connection)
                    .await?;
            }
        }
        Ok(())
    }

    async fn sentences(&mut self, checked: &Checked, writer: &Writer<'_>, keys: &mut Keys) -> sqlx::Result<()> {
        let pair = &checked.pair;
        let (Some(document), Some(pinned)) = (pair.document(), &pair.index) else { return Ok(()) };
        for sentence in &pinned.index.sentences {
            let Some(Pointer { section, paragraph, sentence: number }) = Pointer::parse(&sentence.at) else { continue };
            self.sentences += 1;
            keys.sentences.insert(sentence.at.clone(), self.sentences);
            let excuse = pair.excused.iter().find(|excuse| excuse.at.value == sentence.at);
            sqlx::query(
                "insert into sentence (key, document, pointer, section, paragraph, sentence, \"start\", \"end\", sha256,
                   text, excuse)
                 values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(self.sentences)
            .bind(keys.facts[&document.reference()])
            .bind(&sentence.at)
            .bind(section)
            .bind(paragraph)
            .bind(number)
            .bind(i64::try_from(sentence.start).unwrap_or(i64::MAX))
            .bind(i64::try_from(sentence.end).unwrap_or(i64::MAX))
            .bind(&sentence.sha256)
            .bind(writer.text(&sentence.at))
            .bind(excuse.map(|excuse| excuse.reason.as_str()))
            .execute(&mut *self.connection)
            .await?;
        }
        Ok(())
    }

    async fn sources(&mut self, entry: &Entry<'_>, keys: &Keys) -> sqlx::Result<()> {
        let key = keys.facts[&entry.draft.reference()];
        for (at, position) in entry.draft.at.iter().zip(1_i64..) {
            sqlx::query("insert into source (fact, position, sentence) values (?, ?, ?)")
                .bind(key)
                .bind(position)
                .bind(keys.sentences[&at.value])
                .execute(&mut *self.connection)
                .await?;
        }
        Ok(())
    }
}

fn bind(values: &mut Separated<'_, Sqlite, &str>, column: &Column, value: &Value) {
    let found = column.path.iter().fold(value, |value, step| &value[*step]);
    match column.kind {
        ColumnType::Integer => values.push_bind(found.as_i64().or(found.as_bool().map(i64::from))),
        ColumnType::Text => values.push_bind(found.as_str().map(str::to_owned)),
    };
}

//! A naive server without sqlx: axum, and SQLite in the thread that answers, a connection for each.

use std::cell::OnceCell;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Path as Part, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::{Connection, OpenFlags, Row, params_from_iter, types::Value};
use tokio::net::TcpListener;

use crate::naive::{self, ListQuery, Page, SearchQuery, Visit};

type Answer<T> = Result<Json<T>, StatusCode>;
type Database = State<Arc<PathBuf>>;

/// Serves a plain database until it is ended.
pub async fn serve(address: SocketAddr, file: &Path) -> anyhow::Result<()> {
    let router = Router::new()
        .route("/v1/visits/{id}", get(one))
        .route("/v1/visits", get(list))
        .route("/v1/search", get(search))
        .with_state(Arc::new(file.to_owned()));
    Ok(axum::serve(TcpListener::bind(address).await?, router).await?)
}

async fn one(State(file): Database, Part(id): Part<String>) -> Answer<Visit> {
    let visits = read(&file, |database| {
        visits(database, &naive::one(), &[id.into()])
    })?;
    visits
        .into_iter()
        .next()
        .map(Json)
        .ok_or(StatusCode::NOT_FOUND)
}

async fn list(State(file): Database, Query(query): Query<ListQuery>) -> Answer<Page> {
    let (page, total, values) = query.statements();
    let mut values: Vec<Value> = values.into_iter().map(Value::from).collect();
    let page = read(&file, |database| {
        let total = count(database, &total, &values)?;
        values.extend([query.limit.into(), query.offset.into()]);
        Ok(Page {
            items: visits(database, &page, &values)?,
            total,
        })
    });
    page.map(Json)
}

async fn search(State(file): Database, Query(query): Query<SearchQuery>) -> Answer<Page> {
    let words = Value::from(query.words());
    let page = read(&file, |database| {
        let total = count(database, naive::MATCHES, std::slice::from_ref(&words))?;
        Ok(Page {
            items: visits(database, &naive::search(), &[words, query.limit.into()])?,
            total,
        })
    });
    page.map(Json)
}

fn visits(database: &Connection, sql: &str, values: &[Value]) -> rusqlite::Result<Vec<Visit>> {
    let mut statement = database.prepare_cached(sql)?;
    statement
        .query_map(params_from_iter(values), visit)?
        .collect()
}

fn count(database: &Connection, sql: &str, values: &[Value]) -> rusqlite::Result<i64> {
    database
        .prepare_cached(sql)?
        .query_row(params_from_iter(values), |row| row.get(0))
}

/// Reads with this thread's own connection.
fn read<T>(
    file: &Path,
    read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Result<T, StatusCode> {
    thread_local! { static DATABASE: OnceCell<Connection> = const { OnceCell::new() } }
    let answer = DATABASE.with(|cell| {
        if cell.get().is_none() {
            let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let _ = cell.set(database);
        }
        // It was set above, and only this thread sets it.
        read(cell.get().expect("a connection"))
    });
    answer.map_err(|error| {
        eprintln!("{error}");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

fn visit(row: &Row<'_>) -> rusqlite::Result<Visit> {
    Ok(Visit {
        id: row.get(0)?,
        relation: row.get(1)?,
        title: row.get(2)?,
        edtf: row.get(3)?,
        date_text: row.get(4)?,
        earliest: row.get(5)?,
        latest: row.get(6)?,
        precision: row.get(7)?,
        approximate: row.get(8)?,
        uncertain: row.get(9)?,
        rank: row.get(10)?,
        claim: row.get(11)?,
        note: row.get(12)?,
        url: row.get(13)?,
        guest_name: row.get(14)?,
        guest_title: row.get(15)?,
        guest_office: row.get(16)?,
        guest_country: row.get(17)?,
        host: row.get(18)?,
        place_id: row.get(19)?,
        place_name: row.get(20)?,
        r#type: row.get(21)?,
        met: row.get(22)?,
        sources: row.get(23)?,
    })
}

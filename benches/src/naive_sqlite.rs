//! A naive server with rusqlite: SQLite runs on the thread that handles the request, with one connection per thread.

use std::cell::OnceCell;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Path as PathParam, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::{Connection, OpenFlags, Row, params_from_iter, types::Value};
use tokio::net::TcpListener;

use crate::naive::{self, ListQuery, Page, SearchQuery, Visit};

type ApiResult<T> = Result<Json<T>, StatusCode>;
type Database = State<Arc<PathBuf>>;

/// Serves a plain database until the process is killed.
pub async fn serve(address: SocketAddr, file: &Path) -> anyhow::Result<()> {
    let router = Router::new()
        .route("/v1/visits/{id}", get(get_visit))
        .route("/v1/visits", get(list_visits))
        .route("/v1/search", get(search))
        .with_state(Arc::new(file.to_owned()));
    Ok(axum::serve(TcpListener::bind(address).await?, router).await?)
}

async fn get_visit(State(file): Database, PathParam(id): PathParam<String>) -> ApiResult<Visit> {
    let visits = read(&file, |database| {
        query_visits(database, &naive::select_visit(), &[id.into()])
    })?;
    visits
        .into_iter()
        .next()
        .map(Json)
        .ok_or(StatusCode::NOT_FOUND)
}

async fn list_visits(State(file): Database, Query(query): Query<ListQuery>) -> ApiResult<Page> {
    let statements = query.statements();
    let values = statements.values.into_iter();
    let mut values: Vec<Value> = values.map(Value::from).collect();
    let page = read(&file, |database| {
        let total = query_count(database, &statements.total, &values)?;
        values.extend([query.limit.into(), query.offset.into()]);
        Ok(Page {
            items: query_visits(database, &statements.page, &values)?,
            total,
        })
    });
    page.map(Json)
}

async fn search(State(file): Database, Query(query): Query<SearchQuery>) -> ApiResult<Page> {
    let words = Value::from(query.match_expression());
    let page = read(&file, |database| {
        let total = query_count(database, naive::COUNT_MATCHES, std::slice::from_ref(&words))?;
        Ok(Page {
            items: query_visits(
                database,
                &naive::select_matches(),
                &[words, query.limit.into()],
            )?,
            total,
        })
    });
    page.map(Json)
}

fn query_visits(
    database: &Connection,
    sql: &str,
    values: &[Value],
) -> rusqlite::Result<Vec<Visit>> {
    let mut statement = database.prepare_cached(sql)?;
    statement
        .query_map(params_from_iter(values), visit_from_row)?
        .collect()
}

fn query_count(database: &Connection, sql: &str, values: &[Value]) -> rusqlite::Result<i64> {
    database
        .prepare_cached(sql)?
        .query_row(params_from_iter(values), |row| row.get(0))
}

/// Runs queries on this thread's connection.
fn read<T>(
    file: &Path,
    query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Result<T, StatusCode> {
    thread_local! { static DATABASE: OnceCell<Connection> = const { OnceCell::new() } }
    let result = DATABASE.with(|cell| {
        if cell.get().is_none() {
            let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let _ = cell.set(database);
        }
        query(cell.get().expect("the connection was set above"))
    });
    result.map_err(|error| {
        eprintln!("{error}");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

fn visit_from_row(row: &Row<'_>) -> rusqlite::Result<Visit> {
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

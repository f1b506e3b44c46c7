//! A naive server: axum, a pool of sqlx, serde for every answer.

use std::net::SocketAddr;
use std::path::Path;

use axum::extract::{Path as Part, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, SqlitePool};
use tokio::net::TcpListener;

use crate::naive::{self, ListQuery, Page, SearchQuery, Visit};

type Answer<T> = Result<Json<T>, StatusCode>;

/// Serves a plain database until it is ended.
pub async fn serve(address: SocketAddr, file: &Path) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = SqlitePoolOptions::new().connect_with(options).await?;
    let router = Router::new()
        .route("/v1/visits/{id}", get(one))
        .route("/v1/visits", get(list))
        .route("/v1/search", get(search))
        .with_state(pool);
    Ok(axum::serve(TcpListener::bind(address).await?, router).await?)
}

async fn one(State(pool): State<SqlitePool>, Part(id): Part<String>) -> Answer<Visit> {
    let visit = sqlx::query_as(AssertSqlSafe(naive::one()))
        .bind(id)
        .fetch_optional(&pool)
        .await;
    visit
        .map_err(failed)?
        .map(Json)
        .ok_or(StatusCode::NOT_FOUND)
}

async fn list(State(pool): State<SqlitePool>, Query(query): Query<ListQuery>) -> Answer<Page> {
    let (page, count, values) = query.statements();
    let mut items = sqlx::query_as(AssertSqlSafe(page));
    let mut total = sqlx::query_scalar(AssertSqlSafe(count));
    for value in values {
        items = items.bind(value.clone());
        total = total.bind(value);
    }
    let items = items
        .bind(query.limit)
        .bind(query.offset)
        .fetch_all(&pool)
        .await
        .map_err(failed)?;
    Ok(Json(Page {
        items,
        total: total.fetch_one(&pool).await.map_err(failed)?,
    }))
}

async fn search(State(pool): State<SqlitePool>, Query(query): Query<SearchQuery>) -> Answer<Page> {
    let words = query.words();
    let items = sqlx::query_as(AssertSqlSafe(naive::search()))
        .bind(&words)
        .bind(query.limit);
    let items = items.fetch_all(&pool).await.map_err(failed)?;
    let total = sqlx::query_scalar(naive::MATCHES)
        .bind(words)
        .fetch_one(&pool)
        .await
        .map_err(failed)?;
    Ok(Json(Page { items, total }))
}

fn failed(error: sqlx::Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

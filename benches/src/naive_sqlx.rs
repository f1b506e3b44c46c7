//! A naive server with sqlx: a connection pool, and serde for every response.

use std::net::SocketAddr;
use std::path::Path;

use axum::extract::{Path as PathParam, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, SqlitePool};
use tokio::net::TcpListener;

use crate::naive::{self, ListQuery, Page, SearchQuery, Visit};

type ApiResult<T> = Result<Json<T>, StatusCode>;

/// Serves a plain database until the process is killed.
pub async fn serve(address: SocketAddr, file: &Path) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = SqlitePoolOptions::new().connect_with(options).await?;
    let router = Router::new()
        .route("/v1/visits/{id}", get(get_visit))
        .route("/v1/visits", get(list_visits))
        .route("/v1/search", get(search))
        .with_state(pool);
    Ok(axum::serve(TcpListener::bind(address).await?, router).await?)
}

async fn get_visit(
    State(pool): State<SqlitePool>,
    PathParam(id): PathParam<String>,
) -> ApiResult<Visit> {
    let visit = sqlx::query_as(AssertSqlSafe(naive::select_visit()))
        .bind(id)
        .fetch_optional(&pool)
        .await;
    visit
        .map_err(internal_error)?
        .map(Json)
        .ok_or(StatusCode::NOT_FOUND)
}

async fn list_visits(
    State(pool): State<SqlitePool>,
    Query(query): Query<ListQuery>,
) -> ApiResult<Page> {
    let statements = query.statements();
    let mut items = sqlx::query_as(AssertSqlSafe(statements.page));
    let mut total = sqlx::query_scalar(AssertSqlSafe(statements.total));
    for value in statements.values {
        items = items.bind(value.clone());
        total = total.bind(value);
    }
    let items = items
        .bind(query.limit)
        .bind(query.offset)
        .fetch_all(&pool)
        .await
        .map_err(internal_error)?;
    Ok(Json(Page {
        items,
        total: total.fetch_one(&pool).await.map_err(internal_error)?,
    }))
}

async fn search(
    State(pool): State<SqlitePool>,
    Query(query): Query<SearchQuery>,
) -> ApiResult<Page> {
    let words = query.match_expression();
    let items = sqlx::query_as(AssertSqlSafe(naive::select_matches()))
        .bind(&words)
        .bind(query.limit);
    let items = items.fetch_all(&pool).await.map_err(internal_error)?;
    let total = sqlx::query_scalar(naive::COUNT_MATCHES)
        .bind(words)
        .fetch_one(&pool)
        .await
        .map_err(internal_error)?;
    Ok(Json(Page { items, total }))
}

fn internal_error(error: sqlx::Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

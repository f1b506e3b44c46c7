//! Cold workloads: URLs that are requested once in the whole run. They are built from the contents of the database and
//! shuffled with a fixed seed.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use rusqlite::{Connection as Database, OpenFlags};
use serde::Deserialize;

use crate::http_client::{Connection, Request};
use crate::job::WARM_UP_REQUESTS;
use crate::process::Server;

/// The number of URLs per round, if the data has that many.
const URLS_PER_ROUND: usize = 8_000;

/// The approximate number of cursors to collect from the last tenth of the list.
const CURSORS: usize = 2_000;

const PAGE_SIZE: usize = 50;

/// The largest page that bilateral serves.
const MAX_PAGE_SIZE: usize = 1000;

/// One URL per visit, each at most once.
pub fn records(database: &Path, rounds: usize) -> anyhow::Result<Vec<Request>> {
    let mut ids = query_column(database, "select id from visits")?;
    Rng::with_seed(1).shuffle(&mut ids);
    ids.truncate(url_count(rounds));
    Ok(ids
        .into_iter()
        .map(|id| Request::get(format!("/v1/visits/{id}")))
        .collect())
}

/// Visits of one country in a period of five to fifteen years. Each filter matches more than a page.
pub fn filtered(database: &Path, rounds: usize) -> anyhow::Result<Vec<Request>> {
    let countries = query_column(
        database,
        "select distinct guests_country from visits order by 1",
    )?;
    let mut rng = Rng::with_seed(2);
    let mut targets = BTreeSet::new();
    while targets.len() < url_count(rounds) {
        let country = &countries[rng.usize(0..countries.len())];
        let (year, years) = (rng.u32(1990..2010), rng.u32(5..15));
        let mut day = |year| format!("{year}-{:02}-{:02}", rng.u32(1..13), rng.u32(1..29));
        let (from, to) = (day(year), day(year + years));
        targets.insert(format!(
            "/v1/visits?country={country}&from={from}&to={to}&limit={PAGE_SIZE}"
        ));
    }
    let mut targets: Vec<_> = targets.into_iter().map(Request::get).collect();
    rng.shuffle(&mut targets);
    Ok(targets)
}

/// Searches for a word that every visit contains. Different page sizes make the URLs distinct; their mean is 100, the
/// default.
pub fn search_common() -> Vec<Request> {
    let mut page_sizes: Vec<_> = (1..200).collect();
    Rng::with_seed(3).shuffle(&mut page_sizes);
    page_sizes
        .into_iter()
        .map(|limit| Request::get(format!("/v1/search?q=visits&limit={limit}")))
        .collect()
}

/// Searches for the family names of guests, one URL per name.
pub fn search_rare(database: &Path, rounds: usize) -> anyhow::Result<Vec<Request>> {
    let names = query_column(
        database,
        "select distinct guests_name from visits where guests_name is not null",
    )?;
    let family_names: BTreeSet<_> = names
        .iter()
        .filter_map(|name| name.split(' ').next_back())
        .collect();
    let mut family_names: Vec<_> = family_names.into_iter().collect();
    Rng::with_seed(4).shuffle(&mut family_names);
    family_names.truncate(url_count(rounds));
    Ok(family_names
        .into_iter()
        .map(|name| Request::get(format!("/v1/search?q={}", percent_encode(name))))
        .collect())
}

/// Pages from the last tenth of the list, by offset.
pub fn offsets(visits: usize, rounds: usize) -> Vec<Request> {
    let mut offsets: Vec<_> = (visits / 10 * 9..visits - PAGE_SIZE).collect();
    Rng::with_seed(5).shuffle(&mut offsets);
    offsets.truncate(url_count(rounds));
    offsets
        .into_iter()
        .map(|offset| Request::get(format!("/v1/visits?limit={PAGE_SIZE}&offset={offset}")))
        .collect()
}

/// Pages from the last tenth of the list, by cursor. To collect the cursors, it walks the first nine tenths in large
/// steps and the rest in small ones.
pub async fn cursors(server: &Server, visits: usize) -> anyhow::Result<Vec<Request>> {
    let (mut position, deep) = (0, visits / 10 * 9);
    // Steps of the page size would request the URLs that must stay cold.
    let small_step = match (visits / 10 / CURSORS).clamp(1, MAX_PAGE_SIZE) {
        PAGE_SIZE => PAGE_SIZE + 1,
        step => step,
    };
    let mut connection = Connection::open(server.address).await?;
    let (mut cursor, mut targets) = (None::<String>, Vec::new());
    while position < visits - PAGE_SIZE {
        let step = if position < deep {
            MAX_PAGE_SIZE.min(deep - position)
        } else {
            small_step
        };
        let next = next_cursor(&mut connection, step, cursor.as_deref())
            .await
            .with_context(|| format!("at {position} of {visits} visits"))?;
        position += step;
        if position >= deep {
            targets.push(Request::get(format!(
                "/v1/visits?limit={PAGE_SIZE}&cursor={next}"
            )));
        }
        cursor = Some(next);
    }
    Rng::with_seed(6).shuffle(&mut targets);
    Ok(targets)
}

/// Fetches a page and returns the cursor of the next one.
async fn next_cursor(
    connection: &mut Connection,
    limit: usize,
    cursor: Option<&str>,
) -> anyhow::Result<String> {
    let cursor = cursor.map_or(String::new(), |cursor| format!("&cursor={cursor}"));
    let request = Request::get(format!("/v1/visits?limit={limit}{cursor}"));
    let (head, body) = connection.fetch(&request).await?;
    ensure!(
        head.status == 200,
        "{} returned status {}",
        request.target,
        head.status
    );
    let page: Page = serde_json::from_slice(&body)?;
    let next = page.next.context("the list ends too early")?;
    let (_, cursor) = next.split_once("cursor=").context("no cursor in `next`")?;
    Ok(cursor.split('&').next().unwrap_or(cursor).to_owned())
}

/// The part of a page that a walk needs.
#[derive(Deserialize)]
struct Page {
    next: Option<String>,
}

fn url_count(rounds: usize) -> usize {
    WARM_UP_REQUESTS + rounds * URLS_PER_ROUND
}

/// The single column of a query over the public views.
fn query_column(database: &Path, sql: &str) -> anyhow::Result<Vec<String>> {
    let database = Database::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = database.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn percent_encode(text: &str) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            (byte as char).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encode).collect()
}

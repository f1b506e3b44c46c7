//! Cold work: URLs that nobody has asked before, each once in the whole run, invented from what the data hold and shuffled
//! with a fixed seed.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use rusqlite::{Connection as Database, OpenFlags};
use serde::Deserialize;

use crate::job::WARM;
use crate::process::Server;
use crate::wire::{Connection, Request};

/// Requests for each round, where the data have as many.
const SHARE: usize = 8_000;

/// The cursors that are wanted of the last tenth of the list.
const CURSORS: usize = 2_000;

/// What a page has, at most and mostly.
const PAGE: usize = 50;

/// Every record once, or as many as are needed.
pub fn records(database: &Path, rounds: usize) -> anyhow::Result<Vec<Request>> {
    let mut ids = column(database, "select id from visits")?;
    Rng::with_seed(1).shuffle(&mut ids);
    ids.truncate(WARM + rounds * SHARE);
    Ok(ids
        .into_iter()
        .map(|id| Request::get(format!("/v1/visits/{id}")))
        .collect())
}

/// Visits of a country in a period of five to fifteen years: always more than a page.
pub fn filtered(database: &Path, rounds: usize) -> anyhow::Result<Vec<Request>> {
    let countries = column(
        database,
        "select distinct guest_country from visits order by 1",
    )?;
    let mut rng = Rng::with_seed(2);
    let mut targets = BTreeSet::new();
    while targets.len() < WARM + rounds * SHARE {
        let country = &countries[rng.usize(0..countries.len())];
        let (year, years) = (rng.u32(1990..2010), rng.u32(5..15));
        let mut day = |year| format!("{year}-{:02}-{:02}", rng.u32(1..13), rng.u32(1..29));
        let (from, to) = (day(year), day(year + years));
        targets.insert(format!(
            "/v1/visits?country={country}&from={from}&to={to}&limit={PAGE}"
        ));
    }
    let mut targets: Vec<_> = targets.into_iter().map(Request::get).collect();
    rng.shuffle(&mut targets);
    Ok(targets)
}

/// Searches for a word that every visit has. The sizes of the pages make the URLs differ; their mean is the usual hundred.
pub fn search_common() -> Vec<Request> {
    let mut sizes: Vec<_> = (1..200).collect();
    Rng::with_seed(3).shuffle(&mut sizes);
    sizes
        .into_iter()
        .map(|size| Request::get(format!("/v1/search?q=visits&limit={size}")))
        .collect()
}

/// Searches for each family name of a guest.
pub fn search_rare(database: &Path, rounds: usize) -> anyhow::Result<Vec<Request>> {
    let names = column(
        database,
        "select distinct guest_name from visits where guest_name is not null",
    )?;
    let families: BTreeSet<_> = names
        .iter()
        .filter_map(|name| name.split(' ').next_back())
        .collect();
    let mut families: Vec<_> = families.into_iter().collect();
    Rng::with_seed(4).shuffle(&mut families);
    families.truncate(WARM + rounds * SHARE);
    Ok(families
        .into_iter()
        .map(|name| Request::get(format!("/v1/search?q={}", encoded(name))))
        .collect())
}

/// Pages beyond the first nine tenths, by offset.
pub fn offsets(size: usize, rounds: usize) -> Vec<Request> {
    let mut offsets: Vec<_> = (size / 10 * 9..size - PAGE).collect();
    Rng::with_seed(5).shuffle(&mut offsets);
    offsets.truncate(WARM + rounds * SHARE);
    offsets
        .into_iter()
        .map(|offset| Request::get(format!("/v1/visits?limit={PAGE}&offset={offset}")))
        .collect()
}

/// The same pages by cursor: walks to nine tenths in great steps, from there to the end in small ones.
pub async fn cursors(server: &Server, size: usize) -> anyhow::Result<Vec<Request>> {
    let (mut at, deep) = (0, size / 10 * 9);
    // A walk in steps of a page would ask the very URLs that are to be new.
    let small = match (size / 10 / CURSORS).clamp(1, 1000) {
        PAGE => PAGE + 1,
        step => step,
    };
    let mut connection = Connection::open(server.address).await?;
    let (mut cursor, mut targets) = (None::<String>, Vec::new());
    while at < size - PAGE {
        let step = if at < deep {
            1000.min(deep - at)
        } else {
            small
        };
        let place = cursor
            .as_ref()
            .map(|cursor| format!("&cursor={cursor}"))
            .unwrap_or_default();
        let request = Request::get(format!("/v1/visits?limit={step}{place}"));
        let (head, body) = connection.fetch(&request).await?;
        ensure!(
            head.status == 200,
            "{} was answered with {} at {at} of {size}",
            request.target,
            head.status
        );
        let next = serde_json::from_slice::<Page>(&body)?
            .next
            .with_context(|| format!("the list ends at {} of {size}", at + step))?;
        let (_, parameter) = next.split_once("cursor=").context("no cursor in next")?;
        let next = parameter.split('&').next().unwrap_or(parameter);
        at += step;
        if at >= deep {
            targets.push(Request::get(format!(
                "/v1/visits?limit={PAGE}&cursor={next}"
            )));
        }
        cursor = Some(next.to_owned());
    }
    Rng::with_seed(6).shuffle(&mut targets);
    Ok(targets)
}

/// What a walk needs of a page.
#[derive(Deserialize)]
struct Page {
    next: Option<String>,
}

/// The one column of a query over the public views.
fn column(database: &Path, sql: &str) -> anyhow::Result<Vec<String>> {
    let database = Database::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = database.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn encoded(word: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            (byte as char).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    word.bytes().map(one).collect()
}

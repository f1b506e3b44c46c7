//! The replica drill: two servers behind nginx, while clients ask without pause. One is killed, one gets other data, the cache
//! is empty or full: no request may fail, and both servers must give the same bytes. What the cache spared is told.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::Request;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::binary::{LONG, Server, bilateral};
use crate::client::{Answer, Client, Failed, get_once};
use crate::nginx::Nginx;
use crate::valid::Api;
use crate::{Bench, Ended, debian};

/// How many ask at a time.
const CLIENTS: usize = 16;
/// How many requests come from one address: fewer than it may send at once.
const STAY: usize = 100;
/// How many different requests there are in each half of the drill.
const DIFFERENT: usize = 1500;
/// How many requests there are in a phase.
const REQUESTS: usize = 4000;

const CODINGS: [&str; 4] = ["identity", "gzip", "br", "zstd"];

pub fn drill(_: &Bench) -> Result<(), Ended> {
    let program = debian("nginx", &["/usr/sbin/nginx"])?;
    let failed = |error: Failed| Ended::Failed(error.to_string());
    Runtime::new()
        .map_err(|error| failed(error.into()))?
        .block_on(all(program))
        .map_err(failed)
}

async fn all(program: &str) -> Result<(), Failed> {
    let mut drill = Drill::start(program).await?;
    let (first, second) = drill.requests().await?;
    drill.identical(&first).await?;
    drill
        .phase(
            "cache empty, one killed",
            &crowd(&first, 1),
            [Event::Kill(1), Event::Start(1)],
        )
        .await?;
    drill
        .phase(
            "cache full, one killed",
            &crowd(&first, 2),
            [Event::Kill(0), Event::Start(0)],
        )
        .await?;
    drill.revise("first such visit in a quarter of a century")?;
    drill
        .phase(
            "cache full, other data",
            &crowd(&first, 3),
            [Event::Reload(0), Event::Reload(1)],
        )
        .await?;
    drill.identical(&first).await?;
    drill.revise("first such visit in twenty-five years")?;
    drill
        .phase(
            "cache empty, other data",
            &crowd(&second, 4),
            [Event::Reload(1), Event::Reload(0)],
        )
        .await?;
    drill.identical(&second).await?;
    drill.together().await?;
    drill.greedy().await?;
    drill.alone(&second).await
}

/// A path, and the coding it is asked in.
type Asked = (String, &'static str);

/// Requests as a crowd makes them: the one asked for most comes twice as often as the next, three times as often as the third,
/// and so on to those that hardly anybody wants.
#[expect(clippy::cast_precision_loss, reason = "weights presence none")]
fn crowd(different: &[Asked], seed: u64) -> Vec<Asked> {
    let weights: Vec<f64> = (1..=different.len())
        .map(|rank| 1.0 / rank as f64)
        .collect();
    let (all, mut state) = (weights.iter().sum::<f64>(), seed);
    let mut chosen = || {
        // The generator of Numerical Recipes; its upper bits are even enough.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut left = (state >> 11) as f64 / (1_u64 << 53) as f64 * all;
        let rank = weights.iter().position(|weight| {
            left -= weight;
            left < 0.0
        });
        different[rank.unwrap_or(different.len() - 1)].clone()
    };
    (0..REQUESTS).map(|_| chosen()).collect()
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Kill(usize),
    Start(usize),
    Reload(usize),
}

struct Drill {
    folder: TempDir,
    replicas: [Server; 2],
    nginx: Nginx,
    seen: Arc<Seen>,
    /// How many phases were begun; in each, clients come from other addresses.
    phases: u8,
    logged: usize,
}

/// The body's hash of each answer, by what was asked and its tag.
#[derive(Default)]
struct Seen(Mutex<HashMap<(Asked, String), Vec<u8>>>);

impl Seen {
    /// An answer must be a good one, and the same as any other with its tag.
    fn judge(&self, asked: &Asked, answer: Answer) -> Result<(), Failed> {
        let tag = answer.header("etag").to_owned();
        if answer.status != 200 || tag.is_empty() {
            return Err(format!("{asked:?} was answered {answer:?}").into());
        }
        // What is coded on its way differs from one time to the next, as its tag says.
        if tag.starts_with("W/") {
            return Ok(());
        }
        match self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry((asked.clone(), tag))
        {
            Entry::Vacant(place) => drop(place.insert(answer.body)),
            Entry::Occupied(before) if *before.get() == answer.body => {}
            Entry::Occupied(before) => {
                return Err(
                    format!("{asked:?}: two answers have the tag {}", before.key().1).into(),
                );
            }
        }
        Ok(())
    }
}

/// Requests that clients share among them.
struct Load {
    cache: String,
    phase: u8,
    asked: Vec<Asked>,
    next: AtomicUsize,
    hits: AtomicUsize,
    seen: Arc<Seen>,
}

impl Load {
    async fn ask(self: Arc<Self>, client: u8) -> Result<(), Failed> {
        for turn in 0..=u8::MAX {
            let mut client =
                Client::connect_from(Ipv4Addr::new(127, self.phase, client, turn), &self.cache)
                    .await?;
            for _ in 0..STAY {
                let Some(asked) = self.asked.get(self.next.fetch_add(1, Ordering::Relaxed)) else {
                    return Ok(());
                };
                let answer = get(&mut client, asked)
                    .await
                    .map_err(|error| format!("{asked:?}: {error}"))?;
                let hit = answer.header("cache-status").contains("; hit");
                self.hits.fetch_add(usize::from(hit), Ordering::Relaxed);
                self.seen.judge(asked, answer)?;
            }
        }
        Err("a client has used up its addresses".into())
    }
}

impl Drill {
    async fn start(program: &str) -> Result<Self, Failed> {
        let folder = TempDir::new()?;
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
            &folder.path().join("seeds"),
        )?;
        let replicas = [0, 1].map(|number| serve(folder.path(), number, "127.0.0.1:0"));
        let nginx = Nginx::start(
            program,
            &replicas.each_ref().map(|replica| replica.address.clone()),
        )
        .await?;
        Ok(Self {
            folder,
            replicas,
            nginx,
            seen: Arc::default(),
            phases: 0,
            logged: 0,
        })
    }

    /// Two sets of different requests, all of which have a tag.
    async fn requests(&self) -> Result<(Vec<Asked>, Vec<Asked>), Failed> {
        let api = Api::read(&mut Client::connect(&self.replicas[0].address).await?).await;
        let mut known = std::collections::HashSet::new();
        let lasting = (1..)
            .map(|number| api.request(number))
            .filter(|path| !["/healthz", "/readyz"].contains(&path.as_str()));
        let coded = lasting
            .filter(|path| known.insert(path.clone()))
            .zip(CODINGS.into_iter().cycle());
        let mut first: Vec<Asked> = coded.take(2 * DIFFERENT).collect();
        let second = first.split_off(DIFFERENT);
        Ok((first, second))
    }

    /// Both replicas must give the same bytes with the same headers, but for the name of the request and the time.
    async fn identical(&self, asked: &[Asked]) -> Result<(), Failed> {
        let mut clients = Vec::new();
        for replica in &self.replicas {
            clients.push(Client::connect(&replica.address).await?);
        }
        let mut weak = 0;
        for one in asked {
            let mut answers = Vec::new();
            for client in &mut clients {
                let mut answer = get(client, one).await?;
                if answer.header("etag").starts_with("W/") {
                    weak += 1;
                    answer.body.clear();
                }
                answer.headers.remove("x-request-id");
                answer.headers.remove("date");
                answers.push((answer.status, answer.headers, answer.body));
            }
            if answers[0] != answers[1] {
                return Err(format!("the replicas differ on {one:?}").into());
            }
        }
        let strong = asked.len() - weak / 2;
        say(&format!(
            "identical: {strong} answers of both replicas to the byte, and {} more, coded on their way, in head",
            weak / 2
        ));
        Ok(())
    }

    /// Clients ask for all of these; at a third and at two thirds something happens.
    async fn phase(
        &mut self,
        name: &str,
        asked: &[Asked],
        events: [Event; 2],
    ) -> Result<(), Failed> {
        self.phases += 1;
        let load = Arc::new(Load {
            cache: self.nginx.address.clone(),
            phase: self.phases,
            asked: asked.to_vec(),
            next: AtomicUsize::new(0),
            hits: AtomicUsize::new(0),
            seen: Arc::clone(&self.seen),
        });
        let begun = Instant::now();
        let mut clients = JoinSet::new();
        for client in 0..u8::try_from(CLIENTS)? {
            clients.spawn(Arc::clone(&load).ask(client));
        }
        for (event, share) in events.into_iter().zip(1..) {
            while load.next.load(Ordering::Relaxed) < asked.len() * share / 3 && !clients.is_empty()
            {
                tokio::select! {
                    () = sleep(Duration::from_millis(1)) => {}
                    Some(ended) = clients.join_next() => ended??,
                }
            }
            self.happen(event).await?;
        }
        while let Some(ended) = clients.join_next().await {
            ended??;
        }
        let took = begun.elapsed();
        let lines = self.log(asked.len()).await?;
        let passed = lines
            .iter()
            .filter(|line| !line.ends_with("replica=-"))
            .count();
        let retried = lines
            .iter()
            .filter(|line| {
                line.rsplit("replica=")
                    .next()
                    .is_some_and(|r| r.contains(','))
            })
            .count();
        say(&format!(
            "{name}: {} requests in {took:.1?}, none failed; {:.1} % hits, {passed} reached a replica ({:.1} % spared), {retried} \
             were tried on both",
            asked.len(),
            share(load.hits.load(Ordering::Relaxed), asked.len()),
            100.0 - share(passed, asked.len()),
        ));
        Ok(())
    }

    async fn happen(&mut self, event: Event) -> Result<(), Failed> {
        match event {
            Event::Kill(number) => {
                self.replicas[number].signal("KILL");
                self.replicas[number].process.wait()?;
            }
            Event::Start(number) => {
                let address = self.replicas[number].address.clone();
                self.replicas[number] = serve(self.folder.path(), number, &address);
            }
            Event::Reload(number) => {
                let replica = &self.replicas[number];
                let before = dataset(replica).await?;
                replica.signal("HUP");
                let begun = Instant::now();
                while dataset(replica).await? == before {
                    if begun.elapsed() > LONG {
                        return Err("no other data is served".into());
                    }
                    sleep(Duration::from_millis(5)).await;
                }
            }
        }
        Ok(())
    }

    /// The lines of nginx about the last requests.
    async fn log(&mut self, count: usize) -> Result<Vec<String>, Failed> {
        let lines = self.nginx.logged(self.logged, count).await?;
        self.logged += lines.len();
        Ok(lines)
    }

    /// Changes a claim in the seeds of both.
    fn revise(&self, claim: &str) -> Result<(), Failed> {
        let file = self
            .folder
            .path()
            .join("seeds/kazakhstan-mongolia/visits.toml");
        let text = fs::read_to_string(&file)?;
        let line = text
            .lines()
            .find(|line| line.starts_with("claim = "))
            .ok_or("no visit has a claim")?;
        Ok(fs::write(
            &file,
            text.replace(line, &format!("claim = \"{claim}\"")),
        )?)
    }

    /// Many who ask for what the cache has not yet are given one answer of one replica.
    async fn together(&mut self) -> Result<(), Failed> {
        let path = "/v1/timeline?limit=1000&facets=relation,country,kind&q=mongolia";
        let mut clients = JoinSet::new();
        for number in 0..u8::try_from(CLIENTS)? {
            let address = self.nginx.address.clone();
            clients.spawn(async move {
                Client::connect_from(Ipv4Addr::new(127, 100, number, 1), &address)
                    .await?
                    .get(path)
                    .await
            });
        }
        while let Some(ended) = clients.join_next().await {
            let status = ended??.status;
            if status != 200 {
                return Err(format!("{path} was answered {status}").into());
            }
        }
        let lines = self.log(CLIENTS).await?;
        let passed = lines
            .iter()
            .filter(|line| !line.ends_with("replica=-"))
            .count();
        if passed != 1 {
            return Err(format!(
                "{passed} requests for the same answer reached a replica: {lines:#?}"
            )
            .into());
        }
        say(&format!(
            "coalesced: {CLIENTS} at a time ask for one cold answer, one reaches a replica"
        ));
        Ok(())
    }

    /// Who asks too much is told so, and nobody else.
    async fn greedy(&mut self) -> Result<(), Failed> {
        let mut client =
            Client::connect_from(Ipv4Addr::new(127, 101, 0, 1), &self.nginx.address).await?;
        for number in 1..5000 {
            let answer = client.get("/v1/visits?limit=1").await?;
            if answer.status == 200 {
                continue;
            }
            is_problem(&answer, 429)?;
            let other = Client::connect_from(Ipv4Addr::new(127, 101, 0, 2), &self.nginx.address)
                .await?
                .get("/v1")
                .await?;
            say(&format!(
                "limited: request {number} of one address at once is told 429, another address {}",
                other.status
            ));
            return if other.status == 200 {
                Ok(())
            } else {
                Err("others are told so too".into())
            };
        }
        Err("an address may ask without end".into())
    }

    /// Without any replica, what the cache holds is given, and the rest is told so.
    async fn alone(&mut self, asked: &[Asked]) -> Result<(), Failed> {
        self.happen(Event::Kill(0)).await?;
        self.happen(Event::Kill(1)).await?;
        let mut client =
            Client::connect_from(Ipv4Addr::new(127, 102, 0, 1), &self.nginx.address).await?;
        for asked in asked.iter().take(STAY) {
            self.seen.judge(asked, get(&mut client, asked).await?)?;
        }
        is_problem(&client.get("/v1/visits?limit=997").await?, 503)?;
        say(
            "alone: with both killed, what the cache holds is given, and other requests are told 503",
        );
        Ok(())
    }
}

async fn get(client: &mut Client, (path, coding): &Asked) -> Result<Answer, Failed> {
    Answer::of(
        client
            .ask(Request::get(path).header("accept-encoding", *coding))
            .await?,
    )
    .await
}

/// A problem of the cache's own, as a page of another origin can read it.
fn is_problem(answer: &Answer, status: u16) -> Result<(), Failed> {
    let right = answer.is_problem(status) && answer.header("access-control-allow-origin") == "*";
    if right {
        Ok(())
    } else {
        Err(format!("this is no problem {status}: {answer:?}").into())
    }
}

fn serve(folder: &Path, number: usize, listen: &str) -> Server {
    let path = |name: String| folder.join(name).display().to_string();
    let (seeds, database) = (path("seeds".to_owned()), path(format!("{number}.sqlite")));
    Server::of(&mut bilateral(&[
        "serve",
        "--listen",
        listen,
        "--seeds",
        &seeds,
        "--database",
        &database,
    ]))
}

async fn dataset(replica: &Server) -> Result<String, Failed> {
    Ok(get_once(&replica.address, "/readyz").await?.json()["dataset"].to_string())
}

fn copy(from: &Path, to: &PathBuf) -> Result<(), Failed> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target)?
        } else {
            fs::copy(&path, &target).map(drop)?
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a share for people")]
fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

fn say(line: &str) {
    println!("         {line}");
}

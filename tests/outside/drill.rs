//! The replica drill: two servers behind nginx under constant traffic, while replicas are killed, restarted and reloaded, with
//! an empty or a full cache. No request may fail, and both replicas must give the same bytes. It prints how many requests the
//! cache saved the replicas.

use std::collections::HashSet;
use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::binary::{Server, TIMEOUT, bilateral};
use crate::client::{BoxError, Client, Response, get_once};
use crate::nginx::Nginx;
use crate::tools::{CheckError, TestBed, debian_program};
use crate::traffic::{REQUESTS_PER_ADDRESS, Request, SeenBodies, Traffic, draw_requests};
use crate::valid_requests::Api;

/// The number of concurrent clients.
const CLIENTS: u8 = 16;
/// The number of distinct requests in each half of the drill.
const DISTINCT_REQUESTS: usize = 1500;
/// The number of requests in each phase.
const REQUESTS: usize = 4000;

const ENCODINGS: [&str; 4] = ["identity", "gzip", "br", "zstd"];

pub fn drill(_: &TestBed) -> Result<(), CheckError> {
    let program = debian_program("nginx", &["/usr/sbin/nginx"])?;
    Ok(Runtime::new()?.block_on(run_all(program))?)
}

async fn run_all(program: &str) -> Result<(), BoxError> {
    let mut drill = Drill::start(program).await?;
    let (first, second) = drill.distinct_requests().await?;
    let first_draw = |seed| draw_requests(&first, REQUESTS, seed);
    drill.compare_replicas(&first).await?;
    let kill_second = [Event::Kill(1), Event::Start(1)];
    drill
        .run_phase("cache empty, one killed", first_draw(1), kill_second)
        .await?;
    let kill_first = [Event::Kill(0), Event::Start(0)];
    drill
        .run_phase("cache full, one killed", first_draw(2), kill_first)
        .await?;
    drill.change_seeds("first such visit in a quarter of a century")?;
    let reload_in_order = [Event::Reload(0), Event::Reload(1)];
    drill
        .run_phase("cache full, other data", first_draw(3), reload_in_order)
        .await?;
    drill.compare_replicas(&first).await?;
    drill.change_seeds("first such visit in twenty-five years")?;
    let second_draw = draw_requests(&second, REQUESTS, 4);
    let reload_reversed = [Event::Reload(1), Event::Reload(0)];
    drill
        .run_phase("cache empty, other data", second_draw, reload_reversed)
        .await?;
    drill.compare_replicas(&second).await?;
    drill.check_coalescing().await?;
    drill.check_rate_limit().await?;
    drill.check_without_replicas(&second).await
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
    seen: Arc<SeenBodies>,
    /// The number of phases that were started.
    phases: u8,
    /// The number of lines of the access log that were read.
    logged: usize,
}

impl Drill {
    async fn start(program: &str) -> Result<Self, BoxError> {
        let folder = TempDir::new()?;
        copy_folder(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
            &folder.path().join("seeds"),
        )?;
        let replicas = [0, 1].map(|number| start_replica(folder.path(), number, "127.0.0.1:0"));
        let addresses = replicas.each_ref().map(|replica| replica.address.clone());
        let nginx = Nginx::start(program, &addresses).await?;
        Ok(Self {
            folder,
            replicas,
            nginx,
            seen: Arc::default(),
            phases: 0,
            logged: 0,
        })
    }

    /// Two disjoint sets of distinct requests, whose responses all have an ETag.
    async fn distinct_requests(&self) -> Result<(Vec<Request>, Vec<Request>), BoxError> {
        let api = Api::read(&mut Client::connect(&self.replicas[0].address).await?).await;
        let mut known = HashSet::new();
        let mut first: Vec<Request> = (1..)
            .map(|number| api.request(number))
            .filter(|path| !["/healthz", "/readyz"].contains(&path.as_str()))
            .filter(|path| known.insert(path.clone()))
            .zip(ENCODINGS.into_iter().cycle())
            .map(|(path, encoding)| Request { path, encoding })
            .take(2 * DISTINCT_REQUESTS)
            .collect();
        let second = first.split_off(DISTINCT_REQUESTS);
        Ok((first, second))
    }

    /// Fails unless both replicas give the same bytes with the same headers, except for request id and date.
    async fn compare_replicas(&self, requests: &[Request]) -> Result<(), BoxError> {
        let mut clients = Vec::new();
        for replica in &self.replicas {
            clients.push(Client::connect(&replica.address).await?);
        }
        let mut weak = 0;
        for request in requests {
            let mut responses = Vec::new();
            for client in &mut clients {
                let mut response = request.send(client).await?;
                if response.header("etag").starts_with("W/") {
                    weak += 1;
                    response.body.clear();
                }
                response.headers.remove("x-request-id");
                response.headers.remove("date");
                responses.push((response.status, response.headers, response.body));
            }
            if responses[0] != responses[1] {
                return Err(format!("the replicas differ on {request:?}").into());
            }
        }
        let weak = weak / 2;
        print_result(&format!(
            "identical: {} responses of both replicas, and the heads of {weak} more that are compressed while they are sent",
            requests.len() - weak
        ));
        Ok(())
    }

    /// Sends all requests. One event happens after a third of them, the other after two thirds.
    async fn run_phase(
        &mut self,
        name: &str,
        requests: Vec<Request>,
        events: [Event; 2],
    ) -> Result<(), BoxError> {
        self.phases += 1;
        let count = requests.len();
        let traffic = Arc::new(Traffic {
            address: self.nginx.address.clone(),
            phase: self.phases,
            requests,
            started: AtomicUsize::new(0),
            cache_hits: AtomicUsize::new(0),
            seen: Arc::clone(&self.seen),
        });
        let start = Instant::now();
        self.send(&traffic, events).await?;
        let duration = start.elapsed();
        let hits = percent(traffic.cache_hits.load(Ordering::Relaxed), count);
        let log = self.read_log(count).await?;
        let forwarded = log.iter().filter(|line| reached_replica(line)).count();
        let retried = log.iter().filter(|line| was_retried(line)).count();
        print_result(&format!(
            "{name}: {count} requests in {duration:.1?}, none failed; {hits:.1} % hits, {forwarded} reached a replica \
             ({:.1} % saved), {retried} were tried on both",
            100.0 - percent(forwarded, count),
        ));
        Ok(())
    }

    /// Sends the traffic and triggers the events. Fails if a request fails.
    async fn send(&mut self, traffic: &Arc<Traffic>, events: [Event; 2]) -> Result<(), BoxError> {
        let mut clients = JoinSet::new();
        for client in 0..CLIENTS {
            clients.spawn(Arc::clone(traffic).run_client(client));
        }
        let count = traffic.requests.len();
        for (event, thirds) in events.into_iter().zip(1..) {
            while traffic.started.load(Ordering::Relaxed) < count * thirds / 3
                && !clients.is_empty()
            {
                tokio::select! {
                    () = sleep(Duration::from_millis(1)) => {}
                    Some(client) = clients.join_next() => client??,
                }
            }
            self.trigger(event).await?;
        }
        while let Some(client) = clients.join_next().await {
            client??;
        }
        Ok(())
    }

    async fn trigger(&mut self, event: Event) -> Result<(), BoxError> {
        match event {
            Event::Kill(number) => {
                self.replicas[number].signal("KILL");
                self.replicas[number].process.wait()?;
            }
            Event::Start(number) => {
                let address = self.replicas[number].address.clone();
                self.replicas[number] = start_replica(self.folder.path(), number, &address);
            }
            Event::Reload(number) => {
                let replica = &self.replicas[number];
                let before = dataset_version(replica).await?;
                replica.signal("HUP");
                let start = Instant::now();
                while dataset_version(replica).await? == before {
                    if start.elapsed() > TIMEOUT {
                        return Err("the data set is not reloaded".into());
                    }
                    sleep(Duration::from_millis(5)).await;
                }
            }
        }
        Ok(())
    }

    /// The lines of nginx's access log for the last `count` requests.
    async fn read_log(&mut self, count: usize) -> Result<Vec<String>, BoxError> {
        let lines = self.nginx.access_log(self.logged, count).await?;
        self.logged += lines.len();
        Ok(lines)
    }

    /// Changes what is notable about a visit in the seeds of both replicas.
    fn change_seeds(&self, significance: &str) -> Result<(), BoxError> {
        let visits = "seeds/kazakhstan-mongolia/visits.toml";
        let file = self.folder.path().join(visits);
        let text = fs::read_to_string(&file)?;
        let line = text
            .lines()
            .find(|line| line.starts_with("significance = "))
            .ok_or("no visit is notable")?;
        fs::write(
            &file,
            text.replace(line, &format!("significance = \"{significance}\"")),
        )?;
        Ok(())
    }

    /// Fails unless the cache coalesces concurrent requests for one response that it does not have yet.
    async fn check_coalescing(&mut self) -> Result<(), BoxError> {
        let path = "/v1/timeline?limit=1000&facets=relation,country,kind&q=mongolia";
        let mut clients = JoinSet::new();
        for number in 0..CLIENTS {
            let address = self.nginx.address.clone();
            clients.spawn(async move {
                let local = Ipv4Addr::new(127, 100, number, 1);
                Client::connect_from(local, &address).await?.get(path).await
            });
        }
        while let Some(response) = clients.join_next().await {
            let status = response??.status;
            if status != 200 {
                return Err(format!("{path} got {status}").into());
            }
        }
        let log = self.read_log(CLIENTS.into()).await?;
        let forwarded = log.iter().filter(|line| reached_replica(line)).count();
        if forwarded != 1 {
            return Err(format!("{forwarded} equal requests reached a replica: {log:#?}").into());
        }
        print_result(&format!(
            "coalesced: of {CLIENTS} concurrent requests for one uncached response, one reaches a replica"
        ));
        Ok(())
    }

    /// Fails unless a client that sends too many requests gets 429, and only that client.
    async fn check_rate_limit(&mut self) -> Result<(), BoxError> {
        let (greedy, other) = (Ipv4Addr::new(127, 101, 0, 1), Ipv4Addr::new(127, 101, 0, 2));
        let mut client = Client::connect_from(greedy, &self.nginx.address).await?;
        for number in 1..5000 {
            let response = client.get("/v1/visits?limit=1").await?;
            if response.status == 200 {
                continue;
            }
            check_problem(&response, 429)?;
            let mut client = Client::connect_from(other, &self.nginx.address).await?;
            let status = client.get("/v1").await?.status;
            print_result(&format!(
                "limited: request {number} of one IP address gets 429, that of another gets {status}"
            ));
            return if status == 200 {
                Ok(())
            } else {
                Err("other clients are limited too".into())
            };
        }
        Err("there is no rate limit".into())
    }

    /// Fails unless the cache still serves what it has when no replica runs, and gives 503 for everything else.
    async fn check_without_replicas(&mut self, cached: &[Request]) -> Result<(), BoxError> {
        self.trigger(Event::Kill(0)).await?;
        self.trigger(Event::Kill(1)).await?;
        let local = Ipv4Addr::new(127, 102, 0, 1);
        let mut client = Client::connect_from(local, &self.nginx.address).await?;
        for request in cached.iter().take(REQUESTS_PER_ADDRESS) {
            let response = request.send(&mut client).await?;
            self.seen.check(request, response)?;
        }
        check_problem(&client.get("/v1/visits?limit=997").await?, 503)?;
        print_result(
            "alone: with both killed, cached responses are served, other requests get 503",
        );
        Ok(())
    }
}

/// True if the line of the access log names a replica.
fn reached_replica(line: &str) -> bool {
    !line.ends_with("replica=-")
}

/// True if the line of the access log names two replicas.
fn was_retried(line: &str) -> bool {
    line.rsplit("replica=")
        .next()
        .is_some_and(|replicas| replicas.contains(','))
}

/// Fails unless the response is a problem of the cache's own that scripts of any origin can read.
fn check_problem(response: &Response, status: u16) -> Result<(), BoxError> {
    if response.is_problem(status) && response.header("access-control-allow-origin") == "*" {
        Ok(())
    } else {
        Err(format!("not a problem {status}: {response:?}").into())
    }
}

fn start_replica(folder: &Path, number: usize, listen: &str) -> Server {
    let seeds = folder.join("seeds").display().to_string();
    let database = folder
        .join(format!("{number}.sqlite"))
        .display()
        .to_string();
    let sources = ["--seeds", &seeds, "--database", &database];
    Server::spawn(bilateral(&["serve", "--listen", listen]).args(sources))
}

async fn dataset_version(replica: &Server) -> Result<String, BoxError> {
    let ready = get_once(&replica.address, "/readyz").await?;
    Ok(ready.json()["dataset"].to_string())
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), BoxError> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "printed with one decimal")]
fn percent(part: usize, total: usize) -> f64 {
    100.0 * part as f64 / total as f64
}

fn print_result(line: &str) {
    println!("         {line}");
}

//! Hot workloads: URLs over the shipped seeds whose responses are cached. The bare hyper server replays what bilateral
//! sent.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, ensure};

use crate::http_client::{Connection, Request};
use crate::job::{Job, Temperature};
use crate::load_generator::RequestPlan;
use crate::process::Server;
use crate::replay::RecordedResponse;
use crate::results::{Program, Workload};

const LIST: &str = "/v1/visits";

/// The hot workloads: request target and content encoding.
const HOT: [(Workload, &str, Option<&str>); 6] = [
    (Workload::HotList, LIST, None),
    (
        Workload::HotItem,
        "/v1/visits/nazarbayev-mongolia-2008",
        None,
    ),
    (Workload::HotCsv, "/v1/visits.csv", None),
    (Workload::HotGzip, LIST, Some("gzip")),
    (Workload::HotBr, LIST, Some("br")),
    (Workload::HotZstd, LIST, Some("zstd")),
];

/// A request and the response that bilateral sent to it.
pub struct HotRequest {
    workload: Workload,
    target: String,
    headers: Vec<(&'static str, String)>,
    expected_status: u16,
    pub response: RecordedResponse,
}

impl HotRequest {
    /// Sends the request to bilateral once and records the response.
    async fn record(
        server: &Server,
        workload: Workload,
        target: &str,
        headers: Vec<(&'static str, String)>,
        expected_status: u16,
    ) -> anyhow::Result<Self> {
        let request = build_request(target, &headers);
        let response = record_response(server, workload, &request, expected_status).await?;
        Ok(Self {
            workload,
            target: target.to_owned(),
            headers,
            expected_status,
            response,
        })
    }

    /// The job for bilateral, and the same job for the bare server.
    pub fn jobs(&self, bilateral: &Server, bare: &Server, rounds: usize) -> Vec<Job> {
        let job = |program, server: &Server, target: &str| {
            let requests = vec![build_request(target, &self.headers)];
            Job {
                workload: self.workload,
                visits: 0,
                program,
                pid: server.pid(),
                plan: RequestPlan::new(server.address, requests, self.expected_status),
                temperature: Temperature::Hot,
                rounds,
            }
        };
        vec![
            job(Program::Bilateral, bilateral, &self.target),
            job(Program::BareHyper, bare, &self.response.target),
        ]
    }
}

/// Records a response for each selected hot workload.
pub async fn record_all(
    bilateral: &Server,
    is_selected: impl Fn(Workload) -> bool,
) -> anyhow::Result<Vec<HotRequest>> {
    let mut all = Vec::new();
    for (workload, target, encoding) in HOT.into_iter().filter(|(w, ..)| is_selected(*w)) {
        let headers: Vec<_> = encoding
            .iter()
            .map(|encoding| ("accept-encoding", (*encoding).to_owned()))
            .collect();
        let hot = HotRequest::record(bilateral, workload, target, headers, 200).await?;
        let received = header(&hot.response, "content-encoding");
        ensure!(
            received == encoding,
            "{target} was requested with encoding {encoding:?} and returned {received:?}"
        );
        all.push(hot);
    }
    let not_modified = Workload::HotNotModified;
    if is_selected(not_modified) {
        let list = record_response(bilateral, not_modified, &Request::get(LIST), 200).await?;
        let etag = header(&list, "etag").with_context(|| format!("{LIST} has no ETag"))?;
        let headers = vec![("if-none-match", etag.to_owned())];
        all.push(HotRequest::record(bilateral, not_modified, LIST, headers, 304).await?);
    }
    Ok(all)
}

fn header<'r>(response: &'r RecordedResponse, wanted: &str) -> Option<&'r str> {
    let mut headers = response.headers.iter();
    headers.find_map(|(name, value)| (name == wanted).then_some(value.as_str()))
}

/// Records a response of bilateral under a target named after the workload, because one URL is recorded in several
/// encodings.
pub async fn record_response(
    server: &Server,
    workload: Workload,
    request: &Request,
    expected_status: u16,
) -> anyhow::Result<RecordedResponse> {
    let mut connection = Connection::open(server.address).await?;
    let (head, body) = connection.fetch(request).await?;
    ensure!(
        head.status == expected_status,
        "{} returned status {}",
        request.target,
        head.status
    );
    // Hyper writes these two itself.
    let keep = |(name, _): &(&str, &str)| !["date", "transfer-encoding"].contains(name);
    let headers = head
        .headers()
        .filter(keep)
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ok(RecordedResponse {
        target: format!("/{}", workload.name()),
        status: expected_status,
        headers: headers.collect(),
        body,
    })
}

/// Writes responses to a file for the bare server.
pub fn write_responses(file: &Path, responses: &[RecordedResponse]) -> anyhow::Result<()> {
    Ok(serde_json::to_writer(File::create(file)?, responses)?)
}

fn build_request(target: &str, headers: &[(&'static str, String)]) -> Request {
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    Request::with_headers(target, &headers)
}

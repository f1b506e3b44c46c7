//! Hot work: requests that were answered before, over the shipped seeds. The bare hyper server sends what bilateral sent.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, ensure};

use crate::figures::{Who, Work};
use crate::job::Job;
use crate::load::Load;
use crate::process::Server;
use crate::ready::Answer;
use crate::wire::{Connection, Request};

const LIST: &str = "/v1/visits";

/// All hot work: what is asked, and in which coding.
const HOT: [(Work, &str, Option<&str>); 6] = [
    (Work::HotList, LIST, None),
    (Work::HotItem, "/v1/visits/nazarbayev-mongolia-2008", None),
    (Work::HotCsv, "/v1/visits.csv", None),
    (Work::HotGzip, LIST, Some("gzip")),
    (Work::HotBr, LIST, Some("br")),
    (Work::HotZstd, LIST, Some("zstd")),
];

/// What is asked and with which headers, the status to come, and the answer that came.
pub struct Hot {
    work: Work,
    target: String,
    headers: Vec<(&'static str, String)>,
    status: u16,
    pub answer: Answer,
}

impl Hot {
    /// Asks bilateral once and keeps the answer for the bare server.
    async fn ask(
        server: &Server,
        work: Work,
        target: &str,
        headers: Vec<(&'static str, String)>,
        status: u16,
    ) -> anyhow::Result<Self> {
        let answer = answer(server, work, &request(target, &headers), status).await?;
        Ok(Self {
            work,
            target: target.to_owned(),
            headers,
            status,
            answer,
        })
    }

    /// The job for bilateral, and the same for the bare server.
    pub fn jobs(&self, bilateral: &Server, bare: &Server, rounds: usize) -> Vec<Job> {
        let job = |who, server: &Server, target: &str| {
            let requests = vec![request(target, &self.headers)].into();
            let load = Load {
                address: server.address,
                requests,
                count: 0,
                status: self.status,
            };
            Job {
                work: self.work,
                size: 0,
                who,
                pid: server.pid(),
                load,
                hot: true,
                rounds,
            }
        };
        vec![
            job(Who::Bilateral, bilateral, &self.target),
            job(Who::Ready, bare, &self.answer.target),
        ]
    }
}

/// Asks all that is wanted of the hot work.
pub async fn all(bilateral: &Server, wanted: impl Fn(Work) -> bool) -> anyhow::Result<Vec<Hot>> {
    let mut all = Vec::new();
    for (work, target, coding) in HOT.into_iter().filter(|(work, ..)| wanted(*work)) {
        let headers: Vec<_> = coding
            .iter()
            .map(|coding| ("accept-encoding", (*coding).to_owned()))
            .collect();
        let hot = Hot::ask(bilateral, work, target, headers, 200).await?;
        let coded = hot
            .answer
            .headers
            .iter()
            .find(|(name, _)| name == "content-encoding")
            .map(|(_, value)| &**value);
        ensure!(
            coded == coding,
            "{target} was asked for in {coding:?} and came in {coded:?}"
        );
        all.push(hot);
    }
    if wanted(Work::HotUnchanged) {
        let list = answer(bilateral, Work::HotUnchanged, &Request::get(LIST), 200).await?;
        let etag = list
            .headers
            .into_iter()
            .find_map(|(name, value)| (name == "etag").then_some(value));
        let headers = vec![(
            "if-none-match",
            etag.with_context(|| format!("{LIST} has no etag"))?,
        )];
        all.push(Hot::ask(bilateral, Work::HotUnchanged, LIST, headers, 304).await?);
    }
    Ok(all)
}

/// An answer of bilateral, to be repeated under a target that names the work: the same URL is answered in several codings.
pub async fn answer(
    server: &Server,
    work: Work,
    request: &Request,
    status: u16,
) -> anyhow::Result<Answer> {
    let (head, body) = Connection::open(server.address)
        .await?
        .fetch(request)
        .await?;
    ensure!(
        head.status == status,
        "{} was answered with {}",
        request.target,
        head.status
    );
    // Hyper writes both itself: the date anew, the framing by the body.
    let kept = |(name, _): &(&str, &str)| !["date", "transfer-encoding"].contains(name);
    let headers = head
        .headers()
        .filter(kept)
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ok(Answer {
        target: format!("/{}", work.name()),
        status,
        headers: headers.collect(),
        body,
    })
}

/// Writes answers for the bare server to read.
pub fn write(file: &Path, answers: &[Answer]) -> anyhow::Result<()> {
    Ok(serde_json::to_writer(File::create(file)?, answers)?)
}

fn request(target: &str, headers: &[(&'static str, String)]) -> Request {
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    Request::with(target, &headers)
}

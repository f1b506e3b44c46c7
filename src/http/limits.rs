//! Load shedding: over a limit, requests fail fast with 503, which keeps latency low for those that were admitted.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use super::render::response::StreamBuffer;
use super::wire::content_encoding::ContentEncoding;

/// The limits of a service.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The capacity of the response cache, in bytes; 0 disables it.
    pub cache: usize,
    /// The maximum number of requests handled at a time, those that wait for the database included. Cache hits do not count.
    pub in_flight: usize,
    /// The memory budget for unsent responses, the cache included, in bytes.
    pub unsent: usize,
    /// The time that a handler may take until the first bytes of its response.
    pub deadline: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cache: 8 << 20,
            in_flight: 256,
            unsent: 64 << 20,
            deadline: Duration::from_secs(10),
        }
    }
}

/// The capacity that is left under the limits.
#[derive(Debug)]
pub struct LoadShedder {
    in_flight: Semaphore,
    /// In KiB.
    unsent: Arc<Semaphore>,
    pub deadline: Duration,
}

/// The memory that compressing a stream takes: the windows of brotli and zstd.
const COMPRESSION_BUFFER: usize = 5 << 20;

impl LoadShedder {
    pub fn new(limits: &Limits) -> Self {
        Self {
            in_flight: Semaphore::new(limits.in_flight),
            unsent: Arc::new(Semaphore::new(limits.unsent / 1024)),
            deadline: limits.deadline,
        }
    }

    /// Admits a request for as long as the permit lives; `None` over the limit.
    pub fn admit(&self) -> Option<SemaphorePermit<'_>> {
        self.in_flight.try_acquire().ok()
    }

    /// A body that counts against the memory budget for as long as any part of it is held, in the cache or unsent; `None` over
    /// the budget.
    pub fn hold(&self, body: Bytes) -> Option<Bytes> {
        let permit = self.reserve(body.len())?;
        Some(Bytes::from_owner(BudgetedBytes {
            body,
            _permit: permit,
        }))
    }

    /// A streamed body that counts against the memory budget until it ends; `None` over the budget.
    pub fn hold_stream(
        &self,
        body: Body,
        buffer: StreamBuffer,
        encoding: ContentEncoding,
    ) -> Option<Body> {
        let compression = if encoding == ContentEncoding::Identity {
            0
        } else {
            COMPRESSION_BUFFER
        };
        let permit = self.reserve(buffer.0 + compression)?;
        let chunks = body.into_data_stream().map(move |chunk| {
            let _held_until_the_end = &permit;
            chunk
        });
        Some(Body::from_stream(chunks))
    }

    fn reserve(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let kib = u32::try_from(bytes.div_ceil(1024)).ok()?;
        Arc::clone(&self.unsent).try_acquire_many_owned(kib).ok()
    }
}

struct BudgetedBytes {
    body: Bytes,
    _permit: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for BudgetedBytes {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    #[tokio::test]
    async fn the_budget_is_released_with_the_last_part_of_a_body() {
        let limits = Limits {
            unsent: 4 * 1024,
            in_flight: 1,
            ..Limits::default()
        };
        let shedder = LoadShedder::new(&limits);
        let body = shedder.hold(Bytes::from(vec![0; 3000])).unwrap();
        let part = body.slice(1..2);
        assert!(shedder.hold(Bytes::from(vec![0; 2000])).is_none());
        drop(body);
        assert!(
            shedder.hold(Bytes::from(vec![0; 2000])).is_none(),
            "a part is still held"
        );
        drop(part);
        assert!(shedder.hold(Bytes::from(vec![0; 2000])).is_some());
    }

    #[tokio::test]
    async fn the_budget_of_a_stream_is_released_when_it_ends() {
        let limits = Limits {
            unsent: 4 * 1024,
            ..Limits::default()
        };
        let shedder = LoadShedder::new(&limits);
        let hold = |bytes| {
            shedder.hold_stream(
                Body::from("text"),
                StreamBuffer(bytes),
                ContentEncoding::Identity,
            )
        };
        let stream = hold(4096).unwrap();
        assert!(hold(1).is_none());
        assert_eq!(to_bytes(stream, 10).await.unwrap(), "text");
        assert!(hold(4096).is_some());
        let compressed =
            shedder.hold_stream(Body::from("text"), StreamBuffer(1), ContentEncoding::Zstd);
        assert!(
            compressed.is_none(),
            "a compressor needs more than the whole budget"
        );
    }

    #[test]
    fn no_more_requests_are_admitted_than_the_limit_says() {
        let shedder = LoadShedder::new(&Limits {
            in_flight: 1,
            ..Limits::default()
        });
        let permit = shedder.admit();
        assert!(permit.is_some() && shedder.admit().is_none());
        drop(permit);
        assert!(shedder.admit().is_some());
    }
}

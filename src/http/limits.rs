//! What the service takes on at a time, and for how long. Whoever comes beyond that is turned away at once, at little cost,
//! so that those who are being answered are.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

/// The limits of a service.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The bytes of answers that are kept ready; 0 keeps none.
    pub cache: usize,
    /// How many requests are answered, or wait for the database, at a time. What the cache answers does not count.
    pub in_flight: usize,
    /// The bytes of answers that may wait to be sent, or be kept ready, at a time.
    pub unsent: usize,
    /// How long making an answer may take, up to its first bytes.
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

/// How much room is left under the limits.
#[derive(Debug)]
pub struct Room {
    in_flight: Semaphore,
    /// In units of a KiB.
    unsent: Arc<Semaphore>,
}

/// What a stream holds in memory at a time, in bytes: the handlers that make one say how much it is.
#[derive(Debug, Clone, Copy)]
pub struct Piece(pub usize);

impl Piece {
    /// What coding a stream takes: the windows of brotli and zstd.
    const CODING: usize = 5 << 20;

    /// The same of a stream that is coded on its way.
    pub fn coded(self) -> Self {
        Self(self.0 + Self::CODING)
    }
}

impl Room {
    pub fn under(limits: &Limits) -> Self {
        let unsent = Arc::new(Semaphore::new(limits.unsent / 1024));
        Self {
            in_flight: Semaphore::new(limits.in_flight),
            unsent,
        }
    }

    /// A place among the requests that are being answered, if one is free.
    pub fn enter(&self) -> Option<SemaphorePermit<'_>> {
        self.in_flight.try_acquire().ok()
    }

    /// A body that takes up room for as long as any of it is held, in the cache or on its way; `None` if there is no room.
    pub fn hold(&self, body: Bytes) -> Option<Bytes> {
        let room = self.bytes(body.len())?;
        Some(Bytes::from_owner(Held { body, _room: room }))
    }

    /// A stream that takes up room until it ends; `None` if there is no room.
    pub fn stream(&self, body: Body, Piece(bytes): Piece) -> Option<Body> {
        let room = self.bytes(bytes)?;
        let pieces = body.into_data_stream().map(move |piece| {
            let _held = &room;
            piece
        });
        Some(Body::from_stream(pieces))
    }

    fn bytes(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let units = u32::try_from(bytes.div_ceil(1024)).ok()?;
        Arc::clone(&self.unsent).try_acquire_many_owned(units).ok()
    }
}

struct Held {
    body: Bytes,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    #[tokio::test]
    async fn room_is_taken_for_as_long_as_bytes_are_held() {
        let room = Room::under(&Limits {
            unsent: 4 * 1024,
            in_flight: 1,
            ..Limits::default()
        });
        let held = room.hold(Bytes::from(vec![0; 3000])).unwrap();
        let part = held.slice(1..2);
        assert!(room.hold(Bytes::from(vec![0; 2000])).is_none());
        drop(held);
        assert!(
            room.hold(Bytes::from(vec![0; 2000])).is_none(),
            "a part of it is still held"
        );
        drop(part);
        assert!(room.hold(Bytes::from(vec![0; 2000])).is_some());
        let stream = room.stream(Body::from("text"), Piece(4096)).unwrap();
        assert!(room.stream(Body::from("text"), Piece(1)).is_none());
        assert_eq!(to_bytes(stream, 10).await.unwrap(), "text");
        assert!(room.stream(Body::from("text"), Piece(4096)).is_some());
        let inside = room.enter();
        assert!(inside.is_some() && room.enter().is_none());
        drop(inside);
        assert!(room.enter().is_some());
    }
}

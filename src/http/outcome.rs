//! The outcome of a request, as the access log and the metrics see it.

use axum::response::Response;

/// The result of looking a request up in the response cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheLookup {
    /// The response was cached, or the client holds it already.
    Hit,
    Miss,
    /// The cache was not consulted: responses to such a request are never cached.
    Pass,
}

impl CacheLookup {
    /// Every result, in the order of the discriminants.
    pub const ALL: [Self; 3] = [Self::Hit, Self::Miss, Self::Pass];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::Pass => "pass",
        }
    }
}

/// A response with what is logged and counted about it.
#[derive(Debug)]
pub struct RequestOutcome {
    pub response: Response,
    pub lookup: CacheLookup,
    /// The pattern of the matched route, or [`NO_ROUTE`].
    pub route: &'static str,
}

impl RequestOutcome {
    pub const fn new(response: Response, lookup: CacheLookup, route: &'static str) -> Self {
        Self {
            response,
            lookup,
            route,
        }
    }
}

/// The route label of requests that match no route. Labels are never a client's own text.
pub const NO_ROUTE: &str = "none";

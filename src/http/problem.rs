//! Errors as RFC 9457 problems: one shape for all of them, each with the way to repair the request.

mod invalid_parameter;
#[expect(
    clippy::module_inception,
    reason = "the problem itself, beside its parts"
)]
mod problem;
mod types;

pub use invalid_parameter::{InvalidParameter, Reason};
pub use problem::{ALLOWED_METHODS, Problem, ProblemName};
pub use types::{ALL, DEADLINE, NOT_FOUND, OVERLOADED, ProblemType, UNAVAILABLE};

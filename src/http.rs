//! HTTP: from a URL to the bytes of a response. One list shape, one item shape, one error shape.

mod alias;
mod cache;
mod describe;
mod endpoint;
mod format;
mod handlers;
mod limits;
mod observe;
mod outcome;
mod parsed_request;
mod problem;
mod query;
mod reload;
mod render;
mod report_url;
mod route;
mod routes;
mod service;
mod web;
mod wire;

pub use format::Format;
pub use limits::Limits;
pub use observe::access_log::{ACCESS_LOG, ClientAddress};
pub use problem::Reason;
pub use reload::Reload;
pub use report_url::ReportUrl;
pub use route::{Content, Group, Route};
pub use routes::routes;
pub use service::Service;

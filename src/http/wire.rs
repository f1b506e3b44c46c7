//! HTTP itself: the headers, validators and checks that do not depend on the requested route.

pub mod common_headers;
pub mod compression;
pub mod content_encoding;
pub mod etag;
pub mod path_param;
pub mod plain_text;
pub mod ranges;
pub mod redirect;
pub mod request_checks;
pub mod request_id;

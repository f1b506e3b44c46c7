//! `bilateral serve`: a database that is up to date with the seeds, and the service on a port until a signal stops it.

mod limits;

mod overload_response;
mod shutdown;

mod server;

mod database_opener;
mod reload;

mod command;

pub use command::Serve;

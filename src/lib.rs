//! bilateral: what is known about the relations of two countries, as a fast read-only REST API.
//!
//! The house has two doors: goods come in through [`seed`] (document and seed files → checked facts → SQLite), guests
//! through [`http`] (URL → typed query → SQL → bytes). They meet in [`resources`], where each kind of fact has one room.
//! The modules stand below in the order of their layers: each uses only those above it, and `tests/house.rs` says
//! which.

pub mod values;

pub mod document;

pub mod kind;
pub mod kinds;

pub mod csv;

pub mod checksum;

pub mod seed;

pub mod store;

pub mod http;

pub mod app;

//! The API in process, over one read-only database that holds the shipped pair and an invented one.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod bounds;
mod cache;
mod client;
mod cooperation;
mod dates;
mod discrepancies;
mod docs;
mod documents;
mod error_pages;
mod explore;
mod explore_form;
mod exports;
mod formats;
mod full_model;
#[path = "../binary/generated_seeds.rs"]
mod generated_seeds;
mod goods;
mod headers;
mod history;
mod home_page;
mod incidents;
mod lists;
mod metrics;
mod missions;
mod model_on_pages;
mod named_facts;
mod names;
mod open_starts;
mod openapi;
mod page_words;
mod pages;
mod paging;
mod pair_page;
mod paths;
mod problems;
mod ranges;
mod relations;
mod search;
mod service;
mod spellings;
mod sweep;
mod tables;
mod timeline;
mod trade;
mod treaties;
mod visits;
mod warnings;

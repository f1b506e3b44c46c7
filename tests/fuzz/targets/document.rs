//! Any text as a document.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bilateral_fuzz::document(bytes));

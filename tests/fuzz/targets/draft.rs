//! Fuzzes drafts.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bilateral_fuzz::draft(bytes));

//! Any words to look for.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bilateral_fuzz::words(bytes));

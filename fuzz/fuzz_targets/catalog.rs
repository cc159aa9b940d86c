#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| iamwhy_tests::targets::catalog::check(data));

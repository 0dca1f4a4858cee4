//! Any text as a query and as a column, asked of the bundled data: a filter that reads back as itself, or an error with a place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mmtax::{QueryError, Taxonomy};

fuzz_target!(|text: &str| {
    let taxonomy = Taxonomy::bundled();
    match taxonomy.parse_query(text) {
        Ok(filter) => {
            let written = filter.to_string();
            let read = taxonomy.parse_query(&written);
            assert_eq!(read.as_ref(), Ok(&filter), "{text:?} was written as {written:?}");
            let found = taxonomy.select(&filter);
            assert!(found.len() <= taxonomy.entries().count());
        }
        Err(error) => check(text, &error),
    }
    if let Err(error) = taxonomy.parse_column(text) {
        check(text, &error);
    }
});

fn check(text: &str, error: &QueryError) {
    assert_eq!(error.query, text);
    assert!(error.span.start <= error.span.end && error.span.end <= text.chars().count(), "{error:?}");
    assert!(!error.message.is_empty() && !error.message.contains('\n'), "{error:?}");
    assert!(error.to_string().lines().count() >= 3, "{error:?}");
}

//! How long the bundled data takes: until it is there, until links can be followed, and until every entry has been read.
//! `cargo run --release -p mmtax --example bundled`
#![expect(clippy::print_stdout, reason = "an example may print")]

use std::time::Instant;

use mmtax::{Taxonomy, View};

fn main() {
    let start = Instant::now();
    let taxonomy = Taxonomy::bundled();
    println!("ready after {:?}, with {} entries", start.elapsed(), taxonomy.entries().len());
    let start = Instant::now();
    println!("again after {:?}", {
        let _ = Taxonomy::bundled();
        start.elapsed()
    });
    let start = Instant::now();
    let links = taxonomy.links(View::FULL).count();
    println!("{links} links after another {:?}", start.elapsed());
    let start = Instant::now();
    let summaries = taxonomy.entries().filter(|entry| entry.entry().shared().summary.is_some()).count();
    println!("every entry read after another {:?}; {summaries} have a summary", start.elapsed());
}

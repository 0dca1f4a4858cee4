//! The data within the crate is the data of the repository, to the last word.
#![cfg(feature = "bundled")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use mmtax::{Taxonomy, View};

fn real() -> Taxonomy {
    Taxonomy::load(concat!(env!("CARGO_MANIFEST_DIR"), "/../../taxonomy")).unwrap()
}

#[test]
fn every_entry_and_link_is_the_one_of_the_folder() {
    let (bundled, real) = (Taxonomy::bundled(), real());
    assert_eq!(bundled.entries().len(), real.entries().len());
    for (one, other) in bundled.entries().zip(real.entries()) {
        assert_eq!(one.entry(), other.entry());
    }
    let links = |taxonomy: &Taxonomy| {
        let links = taxonomy.links(View::FULL);
        links
            .map(|link| format!("{link:?} {} {:?}", link.stated_in().file(), link.place()))
            .collect::<Vec<_>>()
    };
    assert_eq!(links(bundled), links(&real));
    assert!(links(bundled).len() > 5_000);
}

#[test]
fn it_is_made_once() {
    assert!(std::ptr::eq(Taxonomy::bundled(), Taxonomy::bundled()));
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    assert!(Taxonomy::load("/nowhere/at/all").is_err());
}

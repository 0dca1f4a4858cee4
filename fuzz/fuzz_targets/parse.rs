//! Any bytes as a file of any kind: an entry or a fault, every place in the text, every fix applicable.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mmtax::schema::parse::{decode, schema_faults};
use mmtax::schema::{EntryId, Parsed, Path, PathPart, Span, locate, parse, parse_settings};
use mmtax_fuzz::{check_fault, check_span, kind_and_text};

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = kind_and_text(data) else { return };
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(fault) => return assert_eq!(fault.code.name(), "invalid-utf8"),
    };
    let id = EntryId::new("a").unwrap();
    let Parsed { entry, faults } = parse(kind, id.clone(), text);
    assert!(entry.is_some() || !faults.is_empty(), "neither an entry nor a fault");
    assert!(faults.is_sorted_by_key(|fault| fault.span), "in file order");
    for fault in &faults {
        check_fault(text, fault);
        if let Some(fix) = &fault.fix {
            let fixed = fix.apply(text).expect("a fix can be made");
            assert_ne!(fixed, text);
            let _ = parse(kind, id.clone(), &fixed);
        }
    }
    schema_faults(kind, text).iter().for_each(|fault| check_fault(text, fault));
    parse_settings(text).1.iter().for_each(|fault| check_fault(text, fault));
    let Some(entry) = entry else { return };
    assert!(
        faults.is_empty()
            || faults
                .iter()
                .all(|fault| matches!(fault.code.name(), "duplicate-key" | "yaml-feature" | "yaml-syntax"))
    );
    let is_plain_yaml = faults.is_empty();
    entry.for_each_reference(|reference| {
        let path = entry.path(reference.place);
        let span = locate(text, &path, PathPart::Value);
        check_span(text, span);
        if is_plain_yaml {
            assert_ne!(span, Span::START, "{path}");
        }
    });
    check_span(text, locate(text, &Path::field("name").key("x").index(1), PathPart::Key));
});

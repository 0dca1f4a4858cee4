//! What an entry says as a tree is what its file says: read again, it gives the same entry.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path;

use mmtax_schema::{EntryId, Kind, Said, parse};

/// Fields whose values are numbers or truth values in YAML.
const PLAIN: [&str; 6] =
    ["codebook_dimension", "codebook_size", "downsampling", "latent_channels", "shared_encoder", "thinking"];

fn yaml(said: &Said, field: &str) -> String {
    match said {
        Said::Word(word) if PLAIN.contains(&field) => word.clone(),
        Said::Word(word) => serde_json::to_string(word).unwrap(),
        Said::List(items) => {
            format!("[{}]", items.iter().map(|item| yaml(item, field)).collect::<Vec<_>>().join(", "))
        }
        Said::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("\"{key}\": {}", yaml(value, key)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

fn holds(kind: Kind, id: &str, text: &str) -> bool {
    let id = EntryId::new(id).unwrap();
    let Some(entry) = parse(kind, id.clone(), text).entry else { return false };
    let written = yaml(&entry.said(), "");
    let again = parse(kind, id, &written);
    assert_eq!(again.entry.as_ref(), Some(&entry), "{written}\n{:?}", again.faults);
    true
}

#[test]
fn what_is_said_can_be_read_again() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for kind in Kind::ALL {
        for file in fs::read_dir(here.join("../../taxonomy").join(kind.folder())).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            count += usize::from(holds(kind, path.file_stem().unwrap().to_str().unwrap(), &text));
        }
    }
    for file in fs::read_dir(here.join("tests/parse/ok")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let Some(kind) = Kind::ALL.into_iter().find(|kind| name.starts_with(&format!("{}.", kind.name())))
        else {
            continue;
        };
        if name.ends_with(".yaml") {
            assert!(holds(kind, "x", &fs::read_to_string(&path).unwrap()), "{name}");
            count += 1;
        }
    }
    assert!(count > 800, "{count}");
}

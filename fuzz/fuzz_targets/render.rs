//! Some texts as the files of a taxonomy: whatever they say, the report keeps its forms, and real readers find nothing in
//! what is rendered but what is ours. `\n=== 0 id\n` begins a file of the first kind.

#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mmtax::render::{Edition, artifacts};
use mmtax::schema::id::is_id;
use mmtax_fuzz::kind_and_text;

#[allow(dead_code, unused_imports, reason = "tests use more of it")]
#[path = "../../crates/mmtax-render/tests/readers/mod.rs"]
mod readers;

/// More files would only make each run slower.
const MOST: usize = 12;

static FOLDER: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let taxonomy = folder.path().join("taxonomy");
    (folder, taxonomy)
});

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let taxonomy = &FOLDER.1;
    let _ = fs::remove_dir_all(taxonomy);
    fs::create_dir(taxonomy).unwrap();
    for part in text.split("\n=== ").skip(1).take(MOST) {
        let Some((kind, rest)) = kind_and_text(part.as_bytes()) else { continue };
        let rest = std::str::from_utf8(rest).unwrap();
        let Some((id, text)) = rest.split_once('\n') else { continue };
        if !is_id(id.trim()) || id.len() > 100 {
            continue;
        }
        let folder = taxonomy.join(kind.folder());
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{}.yaml", id.trim())), text).unwrap();
    }
    let loaded = mmtax::load(taxonomy).unwrap();
    let report = &loaded.report;
    let found = report.diagnostics().len();
    assert_eq!(report.to_short().lines().count(), found);
    // Where there are more than the host shows: a notice, and the others between two commands.
    let github = report.to_github().lines().count();
    assert!(github == found || github == found + 3, "{github} lines for {found}");
    for told in [report.to_human(false), report.to_short(), report.to_github()] {
        assert!(!told.contains(|c: char| c.is_control() && c != '\n'), "{told:?}");
    }
    for json in [report.to_json(), report.to_sarif(None)] {
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }
    readers::check(&artifacts(&loaded.taxonomy, &Edition { revision: loaded.revision.clone() }));
});

//! Any text as a file of any kind, laid out and mended: both change nothing the second time, a layout keeps the meaning, a
//! fix brings no fault, and words stay where no edit is.

#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mmtax::schema::{EntryId, format, parse};
use mmtax::{Fixed, Scope, fix};
use mmtax_fuzz::kind_and_text;

static FOLDER: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let taxonomy = folder.path().join("taxonomy");
    fs::create_dir(&taxonomy).unwrap();
    (folder, taxonomy)
});

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = kind_and_text(data) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let id = EntryId::new("a").unwrap();
    if let Ok(laid_out) = format(kind, &id, text) {
        let entry = |text: &str| parse(kind, id.clone(), text).entry.unwrap();
        assert_eq!(entry(&laid_out), entry(text));
        assert_eq!(format(kind, &id, &laid_out).as_deref(), Ok(&*laid_out));
        assert!(laid_out.ends_with('\n') && !laid_out.contains('\r'));
    }
    let taxonomy = &FOLDER.1;
    let folder = taxonomy.join(kind.folder());
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("a.yaml");
    fs::write(&file, text).unwrap();
    for scope in [Scope::Safe, Scope::Unsafe] {
        let Fixed { files, count, loaded, .. } = fix(taxonomy, scope, |_| true).unwrap();
        assert_eq!(files.is_empty(), count == 0);
        let Some(fixed) = files.first() else { continue };
        assert_eq!(fixed.before, text.strip_prefix('\u{feff}').unwrap_or(text));
        fs::write(&file, &fixed.after).unwrap();
        let again = fix(taxonomy, scope, |_| true).unwrap();
        assert_eq!((again.count, again.files.len()), (0, 0), "{text}\n->\n{}", fixed.after);
        assert_eq!(again.loaded.report.to_json(), loaded.report.to_json());
        fs::write(&file, text).unwrap();
    }
    fs::remove_file(&file).unwrap();
});

//! The whole real taxonomy, said in another order, is the same.

use std::fs;
use std::path::Path;

use crate::repository::Repository;

/// The fields at the top of a file, in reverse, each with its lines.
fn turned_around(text: &str) -> String {
    let mut fields: Vec<String> = Vec::new();
    for line in text.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
        match fields.last_mut() {
            Some(last) if !begins => last.push_str(&format!("{line}\n")),
            _ => fields.push(format!("{line}\n")),
        }
    }
    fields.reverse();
    format!("# turned around\n{}", fields.concat())
}

#[test]
fn the_real_taxonomy_turned_around_is_the_same() {
    let repository = Repository::new();
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("taxonomy");
    let mut files = Vec::new();
    for folder in fs::read_dir(&real).unwrap().map(Result::unwrap).filter(|item| item.path().is_dir()) {
        for file in fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap().path();
            files.push((
                file.strip_prefix(&real).unwrap().to_str().unwrap().to_owned(),
                fs::read_to_string(&file).unwrap(),
            ));
        }
    }
    assert!(files.len() > 500);
    for (path, text) in &files {
        repository.write(path, text);
    }
    repository.commit();
    for (path, text) in &files {
        repository.write(path, &turned_around(text));
    }
    let said = repository.xtask(&["diff", "HEAD"]);
    assert!(said.out.starts_with("nothing changes"), "{:.3000}{}", said.out, said.err);
    assert_eq!(repository.xtask(&["fmt"]).code, Some(0));
    let said = repository.xtask(&["diff", "HEAD"]);
    assert!(said.out.starts_with("nothing changes"), "{:.3000}{}", said.out, said.err);
}

//! `picture` and `export` through the binary: where the data goes, what is said beside it, and how they end.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_picture_goes_to_stdout_or_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/siglip.svg");
    let printed = xtask(&["picture", "bow-tie", "siglip"]);
    assert_eq!(printed.status.code(), Some(0));
    assert!(printed.stderr.is_empty() && text(&printed.stdout).starts_with("<svg "));
    let written = xtask(&["picture", "bow-tie", "siglip", "--out", file.to_str().unwrap()]);
    assert_eq!((written.status.code(), written.stdout.len()), (Some(0), 0));
    assert_eq!(fs::read(&file).unwrap(), printed.stdout);
}

#[test]
fn each_kind_of_picture_is_drawn() {
    for arguments in [
        &["lifelines"][..],
        &["evolution"],
        &["evolution", "chameleon"],
        &["classes", "unified-mm-survey"],
        &["scatter", "geneval/overall", "mmmu"],
    ] {
        let output = xtask(&[&["picture"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stdout).ends_with("</svg>\n"), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let told = |arguments: &[&str], code: i32, words: &str| {
        let output = xtask(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stdout.is_empty() && text(&output.stderr).contains(words), "{}", text(&output.stderr));
    };
    told(&["picture", "bow-tie", "siglp"], 2, "did you mean `siglip`?");
    told(&["picture", "bow-tie"], 2, "name its ID");
    told(&["picture", "scatter", "geneval"], 2, "two benchmarks");
    told(&["picture", "scatter", "geneval/overal", "mmmu"], 2, "did you mean `overall`?");
    told(&["picture", "classes", "siglip"], 2, "is of kind model, not scheme");
    told(&["export", "mermaid", "--boxes", "5000"], 2, "500 edges");
    told(&["export", "gexf", "--boxes", "5"], 2, "hold everything");
    told(&["export", "json", "--depth", "2"], 2, "--around");
}

#[test]
fn an_export_says_beside_the_data_what_is_not_in_it() {
    let output = xtask(&["export", "json", "--around", "siglip", "--depth", "1", "--view", "composition"]);
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let said = text(&output.stderr);
    let (nodes, edges) = (read["nodes"].as_array().unwrap().len(), read["edges"].as_array().unwrap().len());
    assert!(said.contains(&format!("{nodes} entries, {edges} links")), "{said}");
    assert!(said.contains("not shown: ") && said.contains("one link beyond"), "{said}");
    let whole = xtask(&["export", "graphml"]);
    assert!(!text(&whole.stderr).contains("not shown"), "{}", text(&whole.stderr));
}

fn png(file: &Path) -> Output {
    xtask(&["picture", "bow-tie", "janus-pro", "--out", file.to_str().unwrap()])
}

/// Words make most of the bytes of such a picture.
#[test]
fn a_png_is_drawn_where_it_was_built_for_that() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.png");
    let output = png(&file);
    if cfg!(feature = "png") {
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let bytes = fs::read(&file).unwrap();
        assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        let svg = xtask(&["picture", "bow-tie", "janus-pro"]);
        let size = format!(r#"width="{}" height="{}""#, number(16) / 2, number(20) / 2);
        assert!(text(&svg.stdout).contains(&size), "twice as large as {size}");
        assert!(bytes.len() > 20_000, "boxes without words are {} bytes", bytes.len());
    } else {
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("--features png") && !file.exists());
    }
}

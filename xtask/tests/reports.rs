//! The commands that count, compare and draw, through the binary and on the real taxonomy.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

use serde_json::Value;

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

fn told(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

fn table(output: &Output) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let heading = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    (heading, reader.records().map(|record| row(record.unwrap())).collect())
}

/// Every format of `survey` tells of the same cells, and the exit status says whether any differs.
#[test]
fn survey_counts_the_cells_that_it_lists() {
    let all = xtask(&["survey", "--format", "csv", "--all"]);
    let (heading, rows) = table(&all);
    assert_eq!(&heading[..3], ["Outcome", "Table", "Row"]);
    assert_eq!(rows.len(), 1132);

    let (text, _) = told(&xtask(&["survey"]));
    let summary = text.lines().last().unwrap();
    for outcome in ["agrees", "agrees loosely", "explained", "not verified", "differs", "no entry"] {
        let count = rows.iter().filter(|row| row[0] == outcome).count();
        assert!(summary.contains(&format!(" {count} {outcome}")), "{count} {outcome}: {summary}");
        let is_listed = text.contains(&format!("{outcome} ({count}):\n"));
        assert_eq!(is_listed, count > 0 && outcome != "agrees", "{outcome}");
    }
    let is_open = rows.iter().any(|row| row[0] == "differs" || row[0] == "no entry");
    assert_eq!(all.status.code(), Some(i32::from(is_open)));
    let (_, shorter) = table(&xtask(&["survey", "--format", "csv"]));
    assert!(shorter.iter().all(|row| row[0] != "agrees") && !shorter.is_empty());
    assert!(told(&xtask(&["survey", "--format", "markdown"])).0.starts_with("# "));
}

#[test]
fn stats_says_the_same_in_json_and_csv() {
    let json: Value = serde_json::from_slice(&xtask(&["stats", "--format", "json"]).stdout).unwrap();
    let (heading, rows) = table(&xtask(&["stats", "--format", "csv"]));
    assert_eq!(heading, ["table", "row", "column", "value"]);
    let entries = json["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 10, "one row for each kind");
    for entry in entries {
        let kind = entry["kind"].as_str().unwrap();
        let row = rows.iter().find(|row| row[..3] == ["entries", kind, "entries"]).unwrap();
        assert_eq!(row[3], entry["entries"].to_string());
    }
    let (text, _) = told(&xtask(&["stats"]));
    let named: BTreeSet<&String> = rows.iter().map(|row| &row[0]).collect();
    assert!(named.iter().all(|name| text.contains(&format!("{name}: "))));
    assert_eq!(xtask(&["stats", "--format", "yaml"]).status.code(), Some(2));
}

#[test]
fn audit_names_the_line_of_a_fault() {
    let temp = tempfile::tempdir().unwrap();
    let list = temp.path().join("list.md");
    let row = |date: &str| {
        format!(
            "| Name | Title | Date | Links |\n|---|---|---|---|\n| Show-o | Show-o: One Single Transformer to Unify \
             Multimodal Understanding and Generation | {date} | [Paper](https://arxiv.org/abs/2408.12528) |\n"
        )
    };
    let audit = |text: &str| {
        fs::write(&list, text).unwrap();
        xtask(&["audit", list.to_str().unwrap()])
    };
    assert_eq!(audit(&row("2024/08/22")).status.code(), Some(0));
    let wrong = audit(&row("2023/08/22"));
    assert_eq!(wrong.status.code(), Some(1));
    let (text, _) = told(&wrong);
    assert!(text.contains("error[arxiv-id]") && text.contains("list.md:3:"), "{text}");
    let missing = xtask(&["audit", temp.path().join("none.md").to_str().unwrap()]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(told(&missing).1.contains("none.md"), "{missing:?}");
}

#[test]
fn sample_draws_as_much_as_it_is_asked_for() {
    let draw = |arguments: &[&str]| xtask(&[&["sample"], arguments].concat());
    let output = draw(&["values", "--count", "7", "--seed", "1", "--format", "csv"]);
    let (heading, rows) = table(&output);
    assert_eq!(heading, ["File", "Path", "Says", "Source", "At", "Verdict", "Remark"]);
    assert_eq!(rows.len(), 7);
    assert!(rows.iter().all(|row| row[0].starts_with("results/") && !row[3].is_empty() && row[5].is_empty()));
    let (text, count) = told(&draw(&["values", "--count", "7", "--seed", "1"]));
    assert!(count.starts_with("7 of "), "{count}");
    assert!(rows.iter().all(|row| text.contains(&format!("{} {}: {}\n", row[0], row[1], row[2]))));
    for wrong in [&["facts"][..], &["facts", "--seed", "1", "--share", "0"], &["all", "--seed", "1"]] {
        assert_eq!(draw(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

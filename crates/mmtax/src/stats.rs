//! The coverage report in its formats, with what the rules found.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mmtax_render::coverage::{Sheet, Value, coverage};
use serde_json::{Value as Json, json};

use crate::diagnostic::Severity;
use crate::load::Loaded;

/// What the taxonomy covers and lacks, in tables.
#[derive(Debug)]
pub struct Stats {
    sheets: Vec<Sheet>,
}

impl Stats {
    /// Counts what was loaded, with [`load`](crate::load()): findings that were only counted have no code.
    #[must_use]
    pub fn of(loaded: &Loaded) -> Self {
        let mut sheets = coverage(&loaded.taxonomy);
        let mut codes: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for diagnostic in loaded.report.diagnostics() {
            *codes.entry((diagnostic.severity, diagnostic.code)).or_default() += 1;
        }
        let row = |((severity, code), count): ((Severity, &str), usize)| {
            vec![Value::Text(severity.word().to_owned()), Value::Text(code.to_owned()), Value::Count(count)]
        };
        sheets.push(Sheet {
            name: "findings",
            about: "What the rules find, by code.",
            columns: vec!["severity", "code", "count"],
            rows: codes.into_iter().map(row).collect(),
        });
        Self { sheets }
    }

    /// The tables.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Tables for the terminal, in columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for sheet in &self.sheets {
            let heading: Vec<String> = sheet.columns.iter().map(ToString::to_string).collect();
            let rows: Vec<Vec<String>> =
                sheet.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
            let widths: Vec<usize> = (0..heading.len())
                .map(|column| {
                    let lines = std::iter::once(&heading).chain(&rows);
                    lines.map(|line| line[column].chars().count()).max().unwrap_or_default()
                })
                .collect();
            let _ =
                writeln!(out, "{}{}: {}", if out.is_empty() { "" } else { "\n" }, sheet.name, sheet.about);
            for line in std::iter::once(&heading).chain(&rows) {
                let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
                let _ = writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end());
            }
        }
        out
    }

    /// One line a number: `table,row,column,value`, quoted as RFC 4180 says. The row is named by its texts.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut out = "table,row,column,value\n".to_owned();
        for sheet in &self.sheets {
            for row in &sheet.rows {
                let is_key =
                    |value: &&Value, column: &str| matches!(value, Value::Text(_)) && !is_measure(column);
                let pairs = || row.iter().zip(&sheet.columns);
                let key: Vec<String> = pairs()
                    .filter(|(value, column)| is_key(value, column))
                    .map(|(value, _)| shown(value))
                    .collect();
                for (value, column) in pairs().filter(|(value, column)| !is_key(value, column)) {
                    let cells = [sheet.name, &key.join("/"), column, &value.to_string()]
                        .map(mmtax_render::escape::csv);
                    let _ = writeln!(out, "{}", cells.join(","));
                }
            }
        }
        out
    }

    /// One JSON object: `version` (1) and, by the name of each table, a list of rows as objects. What there is none of is
    /// null.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut all = json!({ "version": 1 });
        for sheet in &self.sheets {
            let row = |row: &Vec<Value>| {
                let cells = sheet.columns.iter().zip(row).map(|(column, value)| {
                    let value = match value {
                        Value::Text(text) => json!(text),
                        Value::Count(count) => json!(count),
                        Value::Nothing => Json::Null,
                    };
                    (column.replace(' ', "_"), value)
                });
                Json::Object(cells.collect())
            };
            all[sheet.name] = sheet.rows.iter().map(row).collect();
        }
        format!("{all:#}\n")
    }
}

/// Whether the column is about the row, and does not name it.
fn is_measure(column: &str) -> bool {
    column.ends_with("reading") || column == "filled"
}

/// A cell for the terminal: names come from files.
fn shown(value: &Value) -> String {
    mmtax_schema::told::told(value.to_string())
}

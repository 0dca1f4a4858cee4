//! Rows and columns of text, in the formats that tables have.

use std::fmt::Write as _;

use mmtax_render::escape;
use mmtax_schema::told::told;

/// A table of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Grid {
    /// Columns for the terminal; what stands in files cannot move the cursor.
    pub(crate) fn to_text(&self) -> String {
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|cell| told(cell.clone())).collect()).collect();
        let lines = || std::iter::once(&self.columns).chain(&rows);
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| lines().map(|line| line[column].chars().count()).max().unwrap_or_default())
            .collect();
        let mut out = String::new();
        for line in lines() {
            let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
        }
        out
    }

    /// One line a row, quoted as RFC 4180 says; what a spreadsheet would take for a formula is marked as text.
    pub(crate) fn to_csv(&self) -> String {
        let mut out = String::new();
        for line in std::iter::once(&self.columns).chain(&self.rows) {
            let cells: Vec<String> = line.iter().map(|cell| escape::csv(cell)).collect();
            let _ = writeln!(out, "{}", cells.join(","));
        }
        out
    }

    /// A table of GitHub's Markdown.
    pub(crate) fn to_markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| escape::markdown(cell)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut out = line(&self.columns) + "|" + &"---|".repeat(self.columns.len()) + "\n";
        self.rows.iter().for_each(|row| out.push_str(&line(row)));
        out
    }

    /// A table of LaTeX with the rules of booktabs.
    pub(crate) fn to_latex(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| escape::latex(cell)).collect();
            format!("{} \\\\\n", cells.join(" & "))
        };
        let mut out = format!("\\begin{{tabular}}{{{}}}\n\\toprule\n", "l".repeat(self.columns.len()));
        out.push_str(&line(&self.columns));
        out.push_str("\\midrule\n");
        self.rows.iter().for_each(|row| out.push_str(&line(row)));
        out + "\\bottomrule\n\\end{tabular}\n"
    }
}

//! A grid as a LaTeX table.

use std::collections::BTreeSet;

use super::{Field, Grid};
use crate::escape;

pub(super) fn latex(grid: &Grid) -> String {
    let mut out = String::from(
        "% Needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}. The keys are ids of papers, whose pages have the BibTeX entries.\n",
    );
    out.push_str(&format!("\\begin{{table}}\n\\caption{{{}}}\n", escape::latex(&grid.title)));
    out.push_str(&format!("\\begin{{tabular}}{{@{{}}{}@{{}}}}\n\\toprule\n", "l".repeat(grid.header.len())));
    out.push_str(&line(grid.header.iter().map(|name| escape::latex(name))));
    out.push_str("\\midrule\n");
    for row in &grid.rows {
        out.push_str(&line(row.iter().map(|field| shown(grid, field))));
    }
    out.push_str("\\bottomrule\n\\end{tabular}\n\\end{table}\n");
    out
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("{} \\\\\n", cells.collect::<Vec<_>>().join(" & "))
}

fn shown(grid: &Grid, field: &Field) -> String {
    let text =
        match field.text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            Some(digits) => format!("$-${}", escape::latex(digits)),
            None => escape::latex(&field.text),
        };
    let text = if field.is_best { format!("\\textbf{{{text}}}") } else { text };
    let mut seen = BTreeSet::new();
    let keys = field.notes.iter().filter_map(|note| grid.notes[note - 1].key.as_deref());
    let keys: Vec<_> = keys.filter(|key| seen.insert(*key)).collect();
    if keys.is_empty() { text } else { format!("{text}~\\cite{{{}}}", keys.join(",")) }
}

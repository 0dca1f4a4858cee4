//! Tables of results outside of pages: as text for a terminal, as Markdown, as LaTeX and as CSV.

mod latex;

use crate::escape;

/// A table with a title, and notes under it that its cells refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// What it is about, in one line.
    pub title: String,
    /// The names of its columns.
    pub header: Vec<String>,
    /// Its rows, each as long as the header.
    pub rows: Vec<Vec<Field>>,
    /// What its cells refer to, from 1.
    pub notes: Vec<Note>,
}

/// A cell. Its text is plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// What it says.
    pub text: String,
    /// Whether it is the best of what it is compared with.
    pub is_best: bool,
    /// The notes that it refers to, counted from 1.
    pub notes: Vec<usize>,
}

/// What a cell refers to: a place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The source and the place in it, in words.
    pub text: String,
    /// The key of the source in a bibliography, if it is a paper.
    pub key: Option<String>,
}

impl Field {
    /// A cell that refers to nothing.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_best: false, notes: Vec::new() }
    }

    fn marks(&self) -> String {
        self.notes.iter().map(|note| format!("[{note}]")).collect::<Vec<_>>().concat()
    }
}

impl Grid {
    /// The number of the note with this text, which is added where there is none.
    pub fn note(&mut self, note: Note) -> usize {
        let known = self.notes.iter().position(|other| *other == note);
        known.map_or_else(
            || {
                self.notes.push(note);
                self.notes.len()
            },
            |index| index + 1,
        )
    }

    /// The table without the columns that say nothing.
    pub(crate) fn without_empty_columns(mut self) -> Self {
        let is_filled = |column: &usize| self.rows.iter().any(|row| !row[*column].text.is_empty());
        let kept: Vec<usize> = (0..self.header.len()).filter(is_filled).collect();
        self.header = kept.iter().map(|&column| self.header[column].clone()).collect();
        for row in &mut self.rows {
            *row = kept.iter().map(|&column| std::mem::take(&mut row[column])).collect();
        }
        self
    }

    /// The table with rows for columns.
    #[must_use]
    pub fn turned(&self) -> Self {
        let header = self.header.first().cloned().into_iter();
        let header = header
            .chain(self.rows.iter().map(|row| row.first().map_or_else(String::new, |f| f.text.clone())));
        let row = |column: usize| {
            let name = Field::plain(self.header[column].clone());
            std::iter::once(name).chain(self.rows.iter().map(|row| row[column].clone())).collect()
        };
        Self {
            title: self.title.clone(),
            header: header.collect(),
            rows: (1..self.header.len()).map(row).collect(),
            notes: self.notes.clone(),
        }
    }

    /// For a terminal: columns, the best marked with `*`, notes below. What could steer a terminal is taken out.
    #[must_use]
    pub fn to_text(&self) -> String {
        let shown = |field: &Field| {
            let best = if field.is_best { "*" } else { "" };
            let marks = field.marks();
            let space = if marks.is_empty() || field.text.is_empty() { "" } else { " " };
            format!("{}{best}{space}{marks}", escape::one_line(&field.text))
        };
        let mut lines: Vec<Vec<String>> =
            vec![self.header.iter().map(|name| escape::one_line(name)).collect()];
        lines.extend(self.rows.iter().map(|row| row.iter().map(shown).collect()));
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.header.len()).map(width).collect();
        let mut out = format!("{}\n", escape::one_line(&self.title));
        for line in &lines {
            let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            out.push_str(
                &format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end()).replace("  \n", "\n"),
            );
        }
        for (index, note) in self.notes.iter().enumerate() {
            out.push_str(&format!("  [{}] {}\n", index + 1, escape::one_line(&note.text)));
        }
        out
    }

    /// As Markdown, the best in bold.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let shown = |field: &Field| {
            let text = escape::markdown(&field.text);
            let text = if field.is_best { format!("**{text}**") } else { text };
            let marks: String = field.notes.iter().map(|note| format!(" \\[{note}\\]")).collect();
            format!("{text}{marks}")
        };
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut out = format!("### {}\n\n", escape::markdown(&self.title));
        out.push_str(&line(self.header.iter().map(|name| escape::markdown(name)).collect()));
        out.push_str(&line(vec!["---".into(); self.header.len()]));
        for row in &self.rows {
            out.push_str(&line(row.iter().map(shown).collect()));
        }
        if !self.notes.is_empty() {
            out.push('\n');
        }
        for (index, note) in self.notes.iter().enumerate() {
            out.push_str(&format!("- \\[{}\\] {}\n", index + 1, escape::markdown(&note.text)));
        }
        out
    }

    /// As CSV, with the notes of each column that has any in a column of their own.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let noted: Vec<bool> = (0..self.header.len())
            .map(|column| self.rows.iter().any(|row| !row[column].notes.is_empty()))
            .collect();
        let mut head = Vec::new();
        for (name, noted) in self.header.iter().zip(&noted) {
            head.push(escape::csv(name));
            head.extend(noted.then(|| escape::csv(&format!("{name}: read in"))));
        }
        let mut out = format!("{}\n", head.join(","));
        for row in &self.rows {
            let mut cells = Vec::new();
            for (field, noted) in row.iter().zip(&noted) {
                cells.push(crate::board::number_or_text(&field.text));
                let notes = || field.notes.iter().map(|note| self.notes[note - 1].text.as_str());
                cells.extend(noted.then(|| escape::csv(&notes().collect::<Vec<_>>().join("; "))));
            }
            out.push_str(&format!("{}\n", cells.join(",")));
        }
        out
    }

    /// As a LaTeX table that needs the package `booktabs`, with `\cite` and the ids of papers as keys; their pages have the
    /// BibTeX entries. The best is bold.
    #[must_use]
    pub fn to_latex(&self) -> String {
        latex::latex(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Grid, Note};

    fn grid() -> Grid {
        let mut grid = Grid {
            title: "A & B".into(),
            header: vec!["Metric".into(), "Janus_1".into(), "Show-o".into()],
            ..Grid::default()
        };
        let note = |at: &str| Note { text: format!("arXiv:1, {at}"), key: Some("arxiv-1".into()) };
        let (one, two) = (grid.note(note("Table 1")), grid.note(note("Table 2")));
        assert_eq!(grid.note(note("Table 1")), one);
        let value =
            |text: &str, is_best, notes: &[usize]| Field { text: text.into(), is_best, notes: notes.into() };
        grid.rows = vec![
            vec![Field::plain("FID"), value("-7.1", true, &[one]), value("9", false, &[one, two])],
            vec![Field::plain("=1|2"), Field::default(), value("0.5", false, &[two])],
        ];
        grid
    }

    #[test]
    fn text_has_columns_and_notes() {
        assert_eq!(
            grid().to_text(),
            "A & B\n  Metric  Janus_1    Show-o\n  FID     -7.1* [1]  9 [1][2]\n  =1|2               0.5 [2]\n  [1] arXiv:1, Table 1\n  [2] arXiv:1, Table 2\n"
        );
    }

    #[test]
    fn markdown_is_a_table_with_a_list() {
        assert_eq!(
            grid().to_markdown(),
            "### A &amp; B\n\n| Metric | Janus\\_1 | Show-o |\n| --- | --- | --- |\n| FID | **-7.1** \\[1\\] | 9 \\[1\\] \\[2\\] |\n| =1\\|2 |  | 0.5 \\[2\\] |\n\n- \\[1\\] arXiv:1, Table 1\n- \\[2\\] arXiv:1, Table 2\n"
        );
    }

    #[test]
    fn csv_keeps_numbers_and_disarms_formulas() {
        assert_eq!(
            grid().to_csv(),
            "Metric,Janus_1,Janus_1: read in,Show-o,Show-o: read in\nFID,-7.1,\"arXiv:1, Table 1\",9,\"arXiv:1, Table 1; arXiv:1, Table 2\"\n'=1|2,,,0.5,\"arXiv:1, Table 2\"\n"
        );
    }

    #[test]
    fn latex_cites_each_paper_once_a_cell() {
        let latex = grid().to_latex();
        assert!(latex.contains("Metric & Janus\\_1 & Show-o \\\\\n\\midrule"), "{latex}");
        assert!(latex.contains("FID & \\textbf{$-$7.1}~\\cite{arxiv-1} & 9~\\cite{arxiv-1} \\\\"), "{latex}");
        assert!(latex.contains("\\begin{tabular}{@{}lll@{}}\n\\toprule"), "{latex}");
    }

    #[test]
    fn turned_twice_it_is_as_it_was() {
        let turned = grid().turned();
        assert_eq!(turned.header, ["Metric", "FID", "=1|2"]);
        assert_eq!(turned.rows[0][1].text, "-7.1");
        assert_eq!(turned.turned(), grid());
    }
}

//! A text that may be too long for one page: it goes on, between two rows of a table, on the next.

use super::page::Page;
use crate::artifact::Artifact;

/// The most that a page holds, in bytes, short of its last row and its end. GitHub shows no page of 500 KB, and readers give
/// up long before.
const BUDGET: usize = 100_000;

/// Pages in the making. The first stands at `FOLDER/ID.md` or `FOLDER.md`, the next below a folder of that name.
pub(super) struct Pages {
    /// The path of the first without `.md`.
    stem: String,
    done: Vec<Page>,
    page: Page,
    budget: usize,
}

/// A table that goes on where a page ends.
pub(super) struct Table {
    /// The heading above it, repeated where it goes on.
    pub(super) heading: String,
    /// The names of its columns.
    pub(super) header: Vec<String>,
}

impl Pages {
    pub(super) fn new(stem: String) -> Self {
        Self::within(stem, BUDGET)
    }

    fn within(stem: String, budget: usize) -> Self {
        let page = Page::part(format!("{stem}.md"));
        Self { stem, done: Vec::new(), page, budget }
    }

    /// Adds what stands between tables; begins a page before it where this one is full.
    pub(super) fn block<T>(&mut self, write: impl FnOnce(&mut Page) -> T) -> T {
        self.turn_if_full();
        write(&mut self.page)
    }

    /// Adds a table, row by row. `lines` writes a row, which may have several lines that are not parted, for the page on which
    /// it will stand.
    pub(super) fn table<T>(
        &mut self,
        table: &Table,
        rows: impl IntoIterator<Item = T>,
        lines: impl Fn(&Page, &T) -> Vec<Vec<String>>,
    ) {
        let header: Vec<&str> = table.header.iter().map(String::as_str).collect();
        let mut is_begun = false;
        for row in rows {
            if self.turn_if_full() && is_begun {
                self.page.section(&format!("{} (continued)", table.heading));
                is_begun = false;
            }
            if !std::mem::replace(&mut is_begun, true) {
                self.page.table_head(&header);
            }
            for line in lines(&self.page, &row) {
                self.page.table_line(&line);
            }
        }
    }

    /// Ends them: `front` writes the head of the first page, `title` names all. Every page leads to the next and the last.
    pub(super) fn finish(
        mut self,
        title: &str,
        front: impl FnOnce(&mut Page),
        made_from: &str,
    ) -> Vec<Artifact> {
        self.done.push(self.page);
        let count = self.done.len();
        let paths: Vec<String> = self.done.iter().map(|page| page.path().to_owned()).collect();
        let mut front = Some(front);
        let pages = self.done.into_iter().enumerate().map(|(index, part)| {
            let name = if index == 0 { title.to_owned() } else { format!("{title}, page {}", index + 1) };
            let mut page = Page::new(paths[index].clone(), &name);
            if let Some(front) = front.take() {
                front(&mut page);
            }
            if count > 1 {
                let links = paths.iter().enumerate().map(|(other, path)| match other == index {
                    true => format!("**{}**", other + 1),
                    false => page.artifact(&(other + 1).to_string(), path),
                });
                let links = links.collect::<Vec<_>>().join(" · ");
                page.paragraph(&format!("Pages: {links}"));
            }
            page.append(part);
            page.finish([("Made from the files in", vec![made_from.to_owned()])])
        });
        pages.collect()
    }

    fn turn_if_full(&mut self) -> bool {
        if self.page.len() < self.budget {
            return false;
        }
        let next = Page::part(format!("{}/{}.md", self.stem, self.done.len() + 2));
        self.done.push(std::mem::replace(&mut self.page, next));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Pages, Table};

    #[test]
    fn a_long_table_goes_on_with_its_heading_and_loses_no_row() {
        let mut pages = Pages::within("boards/x".into(), 200);
        let table = Table { heading: "All".into(), header: vec!["Row".into()] };
        pages.block(|page| page.section("All"));
        pages.table(&table, 0..60, |page, row| {
            let home = page.artifact("home", "README.md");
            vec![vec![format!("row-{row} {home}")], vec!["of it".into()]]
        });
        let pages = pages.finish("Board", |page| page.paragraph("Front."), "`taxonomy/`");
        assert!(pages.len() > 3, "{} pages", pages.len());
        let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths[..2], ["boards/x.md", "boards/x/2.md"]);
        for row in 0..60 {
            let on: Vec<_> = pages.iter().filter(|page| page.text.contains(&format!("row-{row} "))).collect();
            assert_eq!(on.len(), 1, "row {row}");
        }
        for (index, page) in pages.iter().enumerate() {
            let text = &page.text;
            assert_eq!(text.matches("| Row |\n| --- |\n").count(), 1, "{text}");
            assert_eq!(text.contains("Front."), index == 0);
            assert_eq!(text.contains("## All (continued)"), index > 0, "{text}");
            assert!(text.contains(&format!("**{}**", index + 1)), "{text}");
            assert!(text.contains(if index == 0 { "(../README.md)" } else { "(../../README.md)" }), "{text}");
        }
    }

    #[test]
    fn a_short_text_is_one_page() {
        let mut pages = Pages::new("x".into());
        pages.table(&Table { heading: "T".into(), header: vec!["A".into()] }, 0..3, |_, row| {
            vec![vec![row.to_string()]]
        });
        let pages = pages.finish("X", |_| {}, "`y`");
        assert_eq!(pages.len(), 1);
        assert!(!pages[0].text.contains("Pages:"));
    }
}

//! A page in the making: headings, paragraphs, tables and links that are right from where it stands.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::{Kind, RefText, Url};

use super::book::Book;
use crate::artifact::Artifact;
use crate::{escape, paths};

/// A page in the making. Every text that goes in is Markdown already.
pub(crate) struct Page {
    path: String,
    text: String,
}

impl Page {
    /// Begins a page with its title, which is plain text.
    pub(crate) fn new(path: String, title: &str) -> Self {
        Self { path, text: format!("# {}\n", escape::markdown(title)) }
    }

    /// Begins a part of a page, which [`Page::append`] puts where it belongs.
    pub(super) const fn part(path: String) -> Self {
        Self { path, text: String::new() }
    }

    /// Adds a part that was made for this page.
    pub(super) fn append(&mut self, part: Self) {
        self.text.push_str(&part.text);
    }

    /// How long it is so far, in bytes.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Where it will stand.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Adds a heading under the title.
    pub(crate) fn section(&mut self, title: &str) {
        self.text.push_str(&format!("\n## {title}\n"));
    }

    /// Adds a heading under a section.
    pub(super) fn subsection(&mut self, title: &str) {
        self.text.push_str(&format!("\n### {title}\n"));
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.text.push_str(&format!("\n{text}\n"));
    }

    /// Adds a list, unless it is empty.
    pub(crate) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let mut first = true;
        for item in items {
            if std::mem::take(&mut first) {
                self.text.push('\n');
            }
            self.text.push_str(&format!("- {item}\n"));
        }
    }

    /// Adds a table without the columns in which no row says anything, unless there are no rows.
    pub(super) fn table<const N: usize>(&mut self, header: [&str; N], rows: &[[String; N]]) {
        let rows: Vec<&[String]> = rows.iter().map(<[String; N]>::as_slice).collect();
        self.wide_table(&header, &rows);
    }

    /// [`Page::table`] for a number of columns that only the data knows.
    pub(super) fn wide_table<R: AsRef<[String]>>(&mut self, header: &[&str], rows: &[R]) {
        let filled = |column: &usize| rows.iter().any(|row| !row.as_ref()[*column].is_empty());
        let columns: Vec<usize> = (0..header.len()).filter(filled).collect();
        self.columns(header, rows, &columns);
    }

    /// Adds a table with all of its columns, filled or not, unless there are no rows.
    pub(crate) fn full_table<R: AsRef<[String]>>(&mut self, header: &[&str], rows: &[R]) {
        self.columns(header, rows, &(0..header.len()).collect::<Vec<_>>());
    }

    fn columns<R: AsRef<[String]>>(&mut self, header: &[&str], rows: &[R], columns: &[usize]) {
        if rows.is_empty() {
            return;
        }
        self.table_head(&columns.iter().map(|&column| header[column]).collect::<Vec<_>>());
        for row in rows {
            self.table_line(&columns.iter().map(|&column| row.as_ref()[column].as_str()).collect::<Vec<_>>());
        }
    }

    /// Begins a table.
    pub(super) fn table_head(&mut self, header: &[&str]) {
        self.text.push('\n');
        self.table_line(header);
        self.table_line(&vec!["---"; header.len()]);
    }

    /// Adds a line to the table that is the last on the page.
    pub(super) fn table_line(&mut self, cells: &[impl AsRef<str>]) {
        for cell in cells {
            self.text.push_str("| ");
            self.text.push_str(cell.as_ref());
            self.text.push(' ');
        }
        self.text.push_str("|\n");
    }

    /// Adds a fenced block.
    pub(super) fn fenced(&mut self, language: &str, text: &str) {
        self.text.push_str(&format!("\n```{language}\n{}\n```\n", text.trim_end()));
    }

    /// A link to the page of an entry, under its name.
    pub(crate) fn entry(&self, entry: EntryRef<'_>) -> String {
        self.named(entry.name(), entry)
    }

    /// A link to the page of an entry, under another name.
    pub(crate) fn named(&self, label: &str, entry: EntryRef<'_>) -> String {
        self.artifact(&escape::markdown(label), &paths::page(entry))
    }

    /// A link to the page that a reference names, with the variant. A reference to nothing shows as it is.
    pub(super) fn reference(&self, book: &Book<'_>, to: &RefText) -> String {
        match book.taxonomy.entry(to.id()) {
            Some(entry) => self.variant(entry, to.variant()),
            None => format!("`{to}`"),
        }
    }

    /// A link to the page of an entry, under the name of the variant that is meant.
    pub(crate) fn variant(&self, entry: EntryRef<'_>, variant: Option<&str>) -> String {
        let Some(variant) = variant else { return self.entry(entry) };
        let known = entry.entry().shared().variants.iter().find(|known| known.id.as_str() == variant);
        match known.and_then(|known| known.name.as_ref()) {
            Some(name) => self.named(name, entry),
            None => format!("{} ({})", self.entry(entry), escape::markdown(variant)),
        }
    }

    /// A link to another artifact. The label is Markdown already.
    pub(crate) fn artifact(&self, label: &str, path: &str) -> String {
        format!("[{label}]({})", paths::relative(&self.path, path))
    }

    /// A link to the index of a kind.
    pub(super) fn index(&self, label: &str, kind: Kind) -> String {
        self.artifact(label, &format!("{}.md", kind.folder()))
    }

    /// Ends the page: `parts` are the entries whose files it was made from.
    pub(crate) fn finish(mut self, parts: impl IntoIterator<Item = (&'static str, Vec<String>)>) -> Artifact {
        self.text.push_str("\n---\n\n");
        for (what, files) in parts {
            if !files.is_empty() {
                self.text.push_str(&format!("{what} {}.\n", files.join(", ")));
            }
        }
        self.text.push_str("Generated by `cargo xtask render`: edit the data, not this page.\n");
        Artifact { path: self.path, text: self.text }
    }

    /// A link to the file of an entry.
    pub(crate) fn file(&self, entry: EntryRef<'_>) -> String {
        let file = entry.entry().file();
        format!("[taxonomy/{file}]({})", paths::data_file(&self.path, entry.entry()))
    }
}

/// A link to a web page. The label is plain text.
pub(super) fn web(label: &str, url: &Url) -> String {
    format!("[{}]({})", escape::markdown(label), escape::url(url))
}

/// The host of an address, for a link that has no better label.
pub(super) fn host(url: &Url) -> &str {
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

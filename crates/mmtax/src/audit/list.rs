//! From the Markdown of a list to its rows, each text and link with its place.

use std::ops::Range;

use mmtax_schema::{Kind, PartialDate};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::columns::Column;
use super::dates;

/// A text with its place.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// A link with its place.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) target: String,
    pub(super) range: Range<usize>,
    pub(super) column: Column,
    /// The addresses of the images in it.
    pub(super) badges: Vec<String>,
}

/// One line of a table, or one item of a list, that tells of a work.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) range: Range<usize>,
    /// The number of its table or list.
    pub(super) section: usize,
    pub(super) kind: Kind,
    pub(super) name: Option<Said>,
    pub(super) title: Option<Said>,
    /// Whether the column of titles only has a name here.
    pub(super) is_brief: bool,
    pub(super) date: Option<Said>,
    pub(super) venue: Option<Said>,
    pub(super) links: Vec<Link>,
    /// Images that are in no link, with their places.
    pub(super) images: Vec<Said>,
    /// How many cells it has and should have, where that differs.
    pub(super) cells: Option<(usize, usize)>,
}

impl Row {
    /// The day of the paper, as far as the row tells it: a year beside a conference is that of the conference.
    pub(super) fn date(&self) -> Option<PartialDate> {
        let date = dates::read(&self.date.as_ref()?.text)?;
        let is_of_venue = date.month().is_none()
            && self.venue.as_ref().is_some_and(|venue| {
                !dates::is_nothing(&venue.text) && !venue.text.to_lowercase().contains("arxiv")
            });
        (!is_of_venue).then_some(date)
    }

    /// What it is called: by its name, or by what stands before the colon of its title.
    pub(super) fn called(&self) -> Option<&Said> {
        self.name.as_ref().or(self.title.as_ref())
    }
}

/// A cell or an item while it is read.
#[derive(Default)]
struct Cell {
    range: Range<usize>,
    text: String,
    links: Vec<Link>,
    images: Vec<Said>,
    /// Where in `text` the first link ends.
    after_link: Option<usize>,
}

/// The rows of every table that names works, and of every item that starts with the link of a paper.
pub(super) fn read(text: &str) -> Vec<Row> {
    let mut reader = Reader::new(text);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.take(event, range);
    }
    reader.rows.sort_by_key(|row| row.range.start);
    reader.rows
}

struct Reader<'t> {
    text: &'t str,
    rows: Vec<Row>,
    section: usize,
    /// The headings above, the outermost first.
    headings: Vec<(HeadingLevel, String)>,
    in_heading: bool,
    columns: Vec<Column>,
    /// What the first heading of the table says: `Dataset` names a kind.
    kind: Option<Kind>,
    row: Vec<Cell>,
    /// Cells and items that are open; lists nest.
    open: Vec<Cell>,
    /// Links and images that are open.
    inside: Vec<Inside>,
}

enum Inside {
    Link(Link),
    Image(Said),
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            rows: Vec::new(),
            section: 0,
            headings: Vec::new(),
            in_heading: false,
            columns: Vec::new(),
            kind: None,
            row: Vec::new(),
            open: Vec::new(),
            inside: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::Code(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            Event::InlineHtml(html) => self.html(&html, range),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what else Markdown has tells nothing of works")]
    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.headings.retain(|(above, _)| *above < level);
                self.headings.push((level, String::new()));
                self.in_heading = true;
            }
            Tag::Table(_) => {
                self.section += 1;
                self.columns.clear();
            }
            Tag::List(_) if self.open.is_empty() => self.section += 1,
            Tag::TableHead | Tag::TableRow => self.row.clear(),
            Tag::TableCell | Tag::Item => self.open.push(Cell { range, ..Cell::default() }),
            Tag::Link { dest_url, .. } => self.begin_link(&dest_url, range),
            Tag::Image { dest_url, .. } => {
                self.inside.push(Inside::Image(Said { text: dest_url.into_string(), range }));
            }
            _ => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what else Markdown has tells nothing of works")]
    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => self.in_heading = false,
            TagEnd::TableCell => {
                let text = self.text;
                self.row
                    .extend(self.open.pop().map(|cell| Cell { range: trimmed(text, &cell.range), ..cell }));
            }
            TagEnd::TableHead => {
                self.columns = self.row.iter().map(|cell| Column::named(&cell.text)).collect();
                self.kind = self.row.first().and_then(|cell| kind_in(&cell.text));
            }
            TagEnd::TableRow => self.table_row(range),
            TagEnd::Item => {
                if let Some(cell) = self.open.pop() {
                    self.item(cell);
                }
            }
            TagEnd::Link | TagEnd::Image => self.close(range.end),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.in_heading
            && let Some((_, heading)) = self.headings.last_mut()
        {
            heading.push_str(text);
        }
        match self.inside.last_mut() {
            Some(Inside::Link(link)) => link.text.push_str(text),
            Some(Inside::Image(_)) => {
                // What an image says when it is not shown belongs to its link, not to the text.
                if let Some(Inside::Link(link)) = self.inside.iter_mut().rev().nth(1) {
                    link.text.push_str(text);
                }
                return;
            }
            None => {}
        }
        if let Some(cell) = self.open.last_mut() {
            cell.text.push_str(text);
        }
    }

    /// Links that are written as HTML.
    fn html(&mut self, html: &CowStr<'_>, range: Range<usize>) {
        let lower = html.to_lowercase();
        if lower.starts_with("<a ") {
            let target = lower.find("href=").map_or("", |at| {
                let value = &html[at + "href=".len()..];
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let value = quote.map_or(value, |quote| value.trim_start_matches(quote));
                let end = value.find(|c| quote.map_or(c == ' ' || c == '>', |quote| c == quote));
                &value[..end.unwrap_or(value.len())]
            });
            self.begin_link(target, range);
        } else if lower == "</a>" {
            self.close(range.end);
        } else if lower.starts_with("<br") {
            self.say(" ");
        }
    }

    fn begin_link(&mut self, target: &str, range: Range<usize>) {
        self.inside.push(Inside::Link(Link {
            text: String::new(),
            target: target.to_owned(),
            range,
            column: Column::Other,
            badges: Vec::new(),
        }));
    }

    fn close(&mut self, end: usize) {
        let Some(inside) = self.inside.pop() else { return };
        match inside {
            Inside::Link(mut link) => {
                link.range.end = link.range.end.max(end);
                if let Some(cell) = self.open.last_mut() {
                    cell.after_link.get_or_insert(cell.text.len());
                    cell.links.push(link);
                }
            }
            Inside::Image(image) => match (self.inside.last_mut(), self.open.last_mut()) {
                (Some(Inside::Link(link)), _) => link.badges.push(image.text),
                (_, Some(cell)) => cell.images.push(image),
                (_, None) => {}
            },
        }
    }

    /// What the rows below the headings are, where the nearest that says it says it.
    fn kind(&self) -> Kind {
        let above = || self.headings.iter().rev().find_map(|(_, heading)| kind_in(heading));
        self.kind.or_else(above).unwrap_or(Kind::Model)
    }

    fn table_row(&mut self, range: Range<usize>) {
        let names_works = self.columns.iter().any(|column| matches!(column, Column::Name | Column::Title));
        let tells = |column: &Column| !matches!(column, Column::Name | Column::Other);
        if !names_works || !self.columns.iter().any(tells) {
            return;
        }
        let line = self.text[range.clone()].trim_end();
        let (found, wanted) = (count_cells(line), self.columns.len());
        let mut row = self.row_of(range.start..range.start + line.len());
        row.cells = (found != wanted).then_some((found, wanted));
        for (cell, column) in std::mem::take(&mut self.row).into_iter().zip(self.columns.clone()) {
            let said = || {
                let text = cell.text.trim();
                (!text.is_empty()).then(|| Said { text: text.to_owned(), range: cell.range.clone() })
            };
            match column {
                Column::Name => {
                    row.name = row.name.or_else(said).filter(|name| !dates::is_nothing(&name.text));
                }
                Column::Title => row.title = row.title.or_else(|| title(&cell)),
                Column::Venue => row.venue = row.venue.or_else(said),
                Column::Date => row.date = row.date.or_else(said),
                Column::Code
                | Column::Home
                | Column::Demo
                | Column::Weights
                | Column::Links
                | Column::Other => {}
            }
            row.images.extend(cell.images);
            row.links.extend(cell.links.into_iter().map(|mut link| {
                link.column = match column {
                    Column::Code | Column::Home | Column::Demo | Column::Weights => column,
                    Column::Name
                    | Column::Title
                    | Column::Venue
                    | Column::Date
                    | Column::Links
                    | Column::Other => Column::of_link(&link.text, &link.target),
                };
                link
            }));
        }
        // `arXiv 2025` tells the year of the preprint; that of a conference is not the paper's.
        if row.date.is_none() {
            row.date = row.venue.as_ref().and_then(year_of_preprint);
        }
        let is_name = |title: &Said| title.text.split_whitespace().count() <= 2;
        row.is_brief = row.title.as_ref().is_some_and(is_name);
        if row.is_brief {
            let title = row.title.take();
            row.name = row.name.or(title);
        }
        if row.name.is_some() || row.title.is_some() {
            self.rows.push(row);
        }
    }

    /// `[Title](address) (Jan. 2025, arXiv)`, and further links.
    fn item(&mut self, cell: Cell) {
        let Some(first) = cell.links.first() else { return };
        let rest = cell.after_link.map_or("", |at| &cell.text[at..]).trim_start();
        let beside = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(beside, _)| beside);
        let starts = cell.after_link.is_some_and(|at| cell.text[..at].trim() == first.text.trim());
        let is_paper = first.target.contains("arxiv.org/") || first.target.contains("openreview.net/");
        if !starts
            || !is_paper
                && !beside.is_some_and(|beside| beside.split(',').any(|part| dates::read(part).is_some()))
        {
            return;
        }
        let mut row = self.row_of(cell.range.clone());
        row.title = title(&cell);
        if row.title.is_none() {
            return;
        }
        let is_preprint = beside.is_some_and(|beside| beside.to_lowercase().contains("arxiv"));
        for part in beside.unwrap_or_default().split(',') {
            let said = Said { text: part.trim().to_owned(), range: find(self.text, &cell.range, part) };
            match dates::read(part) {
                Some(date) if date.month().is_some() || is_preprint => row.date = row.date.or(Some(said)),
                Some(_) | None => row.venue = row.venue.or(Some(said)),
            }
        }
        row.images = cell.images;
        row.links = cell.links;
        for link in &mut row.links {
            link.column = Column::of_link(&link.text, &link.target);
        }
        self.rows.push(row);
    }

    fn row_of(&self, range: Range<usize>) -> Row {
        Row {
            range,
            section: self.section,
            kind: self.kind(),
            name: None,
            title: None,
            is_brief: false,
            date: None,
            venue: None,
            links: Vec::new(),
            images: Vec::new(),
            cells: None,
        }
    }
}

fn year_of_preprint(venue: &Said) -> Option<Said> {
    let year = venue.text.to_lowercase().strip_prefix("arxiv")?.trim().to_owned();
    dates::read(&year).map(|_| Said { text: year, range: venue.range.clone() })
}

/// The title in a cell: the text of its link, or its own. A word that only names what the link is no title.
fn title(cell: &Cell) -> Option<Said> {
    let linked = cell.links.iter().find(|link| link.badges.is_empty() && !link.text.trim().is_empty());
    let (text, range) = match linked {
        Some(link) if cell.text.trim_start().starts_with(link.text.trim_start()) => (&link.text, &link.range),
        Some(_) | None => (&cell.text, &cell.range),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let is_word = matches!(lower.as_str(), "paper" | "arxiv" | "link" | "pdf" | "here");
    // `arXiv 2025` is where it came out.
    let is_venue = lower.split_once(' ').is_some_and(|(_, year)| dates::read(year).is_some());
    (!is_word && !is_venue && !dates::is_nothing(&text)).then(|| Said { text, range: range.clone() })
}

/// The kind of which a heading tells, if it does.
fn kind_in(heading: &str) -> Option<Kind> {
    let heading = heading.to_lowercase();
    // A heading of several things, as "Papers & Datasets", tells of no row what it is.
    if heading.contains(['&', ',', '/']) || heading.contains(" and ") {
        return None;
    }
    let kinds = [("benchmark", Kind::Benchmark), ("dataset", Kind::Dataset), ("tokenizer", Kind::Tokenizer)];
    kinds.into_iter().find(|(word, _)| heading.contains(word)).map(|(_, kind)| kind)
}

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let cell = &text[range.clone()];
    let start = range.start + cell.len() - cell.trim_start().len();
    start..(range.start + cell.trim_end().len()).max(start)
}

fn find(text: &str, within: &Range<usize>, part: &str) -> Range<usize> {
    let part = part.trim();
    match text[within.clone()].find(part) {
        Some(at) => within.start + at..within.start + at + part.len(),
        None => within.clone(),
    }
}

/// How many cells a line of a table has; empty ones at the end beyond the table are not counted, as they do not show.
fn count_cells(line: &str) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut count = 1;
    let (mut is_escaped, mut is_empty) = (false, true);
    let mut is_last_empty = false;
    for c in line.chars() {
        if c == '|' && !is_escaped {
            count += 1;
            is_empty = true;
        } else if !c.is_whitespace() {
            is_empty = false;
        }
        is_escaped = c == '\\' && !is_escaped;
        is_last_empty = is_empty;
    }
    if is_last_empty && count > 1 { count - 1 } else { count }
}

#[cfg(test)]
mod tests {
    use super::count_cells;

    #[test]
    fn counts_cells_as_github_shows_them() {
        for (line, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            (r"| a \| b | c |", 2),
            ("| a | |", 2),
            ("| a", 1),
            (r"| a \\| b |", 2),
        ] {
            assert_eq!(count_cells(line), count, "{line}");
        }
    }
}

//! What every picture begins with, and what several are made of.

use mmtax_graph::EntryRef;

use super::palette;
use crate::escape::xml;
use crate::paths;

/// Where a picture stands, so that it can link to pages.
#[derive(Clone, Copy)]
pub(super) struct From<'p>(pub(super) &'p str);

/// Begins a picture: its size, title and description, style and ground.
pub(super) fn open(out: &mut Vec<String>, (width, height): (i32, i32), title: &str, about: &str) {
    out.push(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" aria-labelledby="title desc">"#
    ));
    out.push("<!-- Made by `cargo xtask` from taxonomy/. Edit the data, not this file. -->".into());
    out.push(format!(r#"<title id="title">{}</title>"#, xml(title)));
    out.push(format!(r#"<desc id="desc">{}</desc>"#, xml(about)));
    out.push(format!("<style>\n{}</style>", palette::style()));
    out.push(format!(r#"<rect class="ground" width="{width}" height="{height}" rx="8"/>"#));
}

/// A text at a place.
pub(super) fn text(out: &mut Vec<String>, class: &str, (x, y): (i32, i32), words: &str) {
    out.push(format!(r#"<text class="{class}" x="{x}" y="{y}">{}</text>"#, xml(words)));
}

impl From<'_> {
    /// A link to the page of an entry around some elements.
    pub(super) fn link(self, entry: EntryRef<'_>, title: &str, elements: &str) -> String {
        let page = paths::relative(self.0, &paths::page(entry));
        format!(r#"<a href="{}"><title>{}</title>{elements}</a>"#, xml(&page), xml(title))
    }
}

/// The name of an entry and when it came out.
pub(super) fn dated(entry: EntryRef<'_>) -> String {
    match entry.date() {
        Some(date) => format!("{}, {date}", entry.name()),
        None => entry.name().to_owned(),
    }
}

//! A classification as a tree: classes with how many models stand in and under them, and who these are.

use mmtax_graph::schema::entry::Concept;
use mmtax_graph::{EntryRef, Taxonomy};

use super::frame::{self, From, dated};
use super::text;
use crate::escape::xml;
use crate::markdown::Tree;
use crate::paths;

const WIDTH: i32 = 1100;
const MARGIN: i32 = 14;
const TOP: i32 = 70;
/// From class to class, and from line to line of members.
const GAP: i32 = 10;
const LINE: i32 = 19;
const INDENT: i32 = 22;
/// Where members begin, and how many of a class are named.
const MEMBERS: i32 = 430;
const NAMED: usize = 40;
const LABEL: usize = 52;

/// The classes of a scheme as a tree with their members; `None` where the entry is no scheme. Of a class at most 40 members
/// are named, and the picture says how many more there are.
#[must_use]
pub fn classes<'t>(taxonomy: &'t Taxonomy, entry: EntryRef<'t>) -> Option<String> {
    let tree = Tree::new(entry.as_scheme()?);
    let path = paths::scheme_svg(entry);
    let from = From(&path);
    let mut body = Vec::new();
    let mut y = TOP;
    // Where the class at each depth stands under which the next ones are.
    let mut open: Vec<i32> = Vec::new();
    for (concept, depth) in &tree.order {
        let lines = members(taxonomy, from, concept);
        let x = MARGIN + INDENT * i32::try_from(*depth).unwrap_or(0);
        open.truncate(*depth);
        if let Some(top) = open.last() {
            let at = x - INDENT + 6;
            body.push(format!(r#"<path class="link more" d="M{at} {}V{}H{}"/>"#, top + 6, y - 4, x - 3));
        }
        label(&mut body, concept, tree.members(concept), (x, y), *depth == 0);
        for (index, line) in (0..).zip(&lines) {
            let at = y + LINE * index;
            body.push(format!(r#"<text class="name start" x="{MEMBERS}" y="{at}">{line}</text>"#));
        }
        open.push(y);
        y += LINE * i32::try_from(lines.len().max(1)).unwrap_or(1) + GAP;
    }
    let placed: usize = tree.order.iter().map(|(concept, _)| concept.members.len()).sum();
    let about = format!(
        "{} classes, {placed} placements. Beside each class: how many stand in it and under it, and the models that stand in it. (?): at odds with the model's own facts.",
        tree.order.len()
    );
    let mut out = Vec::new();
    frame::open(&mut out, (WIDTH, y + MARGIN - GAP), entry.name(), &about);
    frame::text(&mut out, "lane", (MARGIN, 24), entry.name());
    frame::text(&mut out, "note", (MARGIN, 42), &about);
    out.append(&mut body);
    out.push("</svg>\n".into());
    Some(out.join("\n"))
}

/// A class with its count, which a bar shows, too.
fn label(out: &mut Vec<String>, concept: &Concept, count: usize, (x, y): (i32, i32), is_top: bool) {
    let words = match &concept.code {
        Some(code) => format!("{} ({code})", concept.label),
        None => concept.label.to_string(),
    };
    frame::text(out, if is_top { "lane" } else { "name start" }, (x, y), &text::cut(&words, LABEL));
    let right = MEMBERS - 16;
    let bar = i32::try_from(count).unwrap_or(i32::MAX).min(60);
    frame::text(out, "note end", (right, y), &count.to_string());
    out.push(format!(r#"<rect class="bar" x="{}" y="{}" width="{bar}" height="3"/>"#, right - bar, y + 4));
}

/// The members of a class as lines of links.
fn members(taxonomy: &Taxonomy, from: From<'_>, concept: &Concept) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut x) = (String::new(), MEMBERS);
    let more = concept.members.len().saturating_sub(NAMED);
    let named = concept.members.iter().take(NAMED).map(|member| {
        let model = taxonomy.entry(member.model.id());
        let name = text::cut(model.map_or(member.model.id(), EntryRef::name), 28);
        // What the source places here against the model's own facts.
        let name = if member.disputed.is_some() { format!("{name} (?)") } else { name };
        let words = model.map(|model| from.link(model, &dated(model), &xml(&name)));
        (text::width(&name, 12), words.unwrap_or_else(|| xml(&name)))
    });
    let rest = (more > 0).then(|| format!("and {more} more"));
    for (width, words) in named.chain(rest.map(|rest| (text::width(&rest, 12), rest))) {
        if x + width > WIDTH - MARGIN && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            x = MEMBERS;
        }
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(&words);
        x += width + text::width(" · ", 12);
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

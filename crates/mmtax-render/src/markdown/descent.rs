//! Ancestors and descendants at any depth, and the drawing of the nearest.

use mmtax_graph::schema::Detail;
use mmtax_graph::{Chain, EntryRef, Hop, LinkRef, View};

use super::book::Book;
use super::cite;
use super::page::Page;
use super::words::{count, date, word};
use crate::dot::what;
use crate::mermaid;
use crate::paths;
use crate::svg::has_bow_tie;
use crate::walk::{Side, Walk, walk};

/// How many entries a table lists.
const LISTED: usize = 60;

/// Adds the drawing of what stands around an entry.
pub(super) fn drawing(page: &mut Page, entry: EntryRef<'_>, dot: Option<&str>) {
    let Some(drawing) = mermaid::around(entry) else { return };
    page.section("What stands around it");
    let mut text =
        "Arrows run from a part or an ancestor to what has it or descends from it, up to two links away."
            .to_owned();
    if drawing.left_out > 0 {
        let more = count(drawing.left_out, "more entry is", "more entries are");
        text.push_str(&format!(" To keep it readable, {more} left out; the tables below have them."));
    }
    if let Some(dot) = dot {
        text.push_str(&format!(" A larger drawing: {}", page.artifact("Graphviz", dot)));
        if has_bow_tie(entry) {
            text.push_str(&format!(", {}", page.artifact("a picture", &paths::model_svg(entry))));
        }
        text.push('.');
    }
    page.paragraph(&text);
    page.fenced("mermaid", &drawing.text);
}

/// Adds what an entry contains or descends from, at any depth.
pub(super) fn ancestors(page: &mut Page, entry: EntryRef<'_>) {
    let walk = walk(entry, View::descent(), Side::Ancestors);
    table(page, "Ancestors and parts", &walk, Side::Ancestors);
}

/// Adds what contains an entry or descends from it, at any depth.
pub(super) fn descendants(page: &mut Page, entry: EntryRef<'_>) {
    let walk = walk(entry, View::descent(), Side::Descendants);
    table(page, "Descendants and users", &walk, Side::Descendants);
}

fn table(page: &mut Page, title: &str, walk: &Walk<'_>, side: Side) {
    if walk.steps.is_empty() {
        return;
    }
    page.section(title);
    let direct = walk.steps.iter().filter(|step| step.depth == 1).count();
    let further = walk.steps.len() - direct;
    let mut text = match (walk.complete, further) {
        (true, 0) => format!("{direct} direct."),
        (true, _) => format!("{direct} direct, {further} through others."),
        (false, _) => format!("More than {}, {direct} of them direct.", walk.steps.len()),
    };
    if walk.steps.len() > LISTED {
        text.push_str(&format!(" The nearest {LISTED} are listed."));
    }
    page.paragraph(&text);
    let rows: Vec<_> = walk
        .steps
        .iter()
        .take(LISTED)
        .map(|step| {
            let mut phrases: Vec<_> = step.by.iter().map(|link| phrase(*link)).collect();
            phrases.dedup();
            let phrases = phrases.join(" and ");
            let statement = match (side, step.by.first().filter(|_| step.depth > 1)) {
                (_, None) => phrases,
                (Side::Ancestors, Some(link)) => format!("{} {phrases}", page.entry(link.from())),
                (Side::Descendants, Some(link)) => format!("{phrases} {}", page.entry(link.to())),
            };
            [step.depth.to_string(), page.entry(step.entry), what(step.entry), date(step.entry), statement]
        })
        .collect();
    page.table(["Links", "Entry", "What it is", "Released", "How"], &rows);
}

/// A link as a phrase: "contains as backbone", "successor of".
fn phrase(link: LinkRef<'_>) -> String {
    let name = word(link.relation().name());
    match link.detail() {
        Detail::Component(item) => {
            let roles: Vec<_> = item.roles.iter().map(|role| word(role.word())).collect();
            format!("*{name}* as {}", roles.join(", "))
        }
        Detail::Plain
        | Detail::Lineage(_)
        | Detail::Training(_)
        | Detail::Method(_)
        | Detail::Member(_)
        | Detail::Row(..) => format!("*{name}*"),
    }
}

/// The links of a chain as sentences that read as the links run, each with where it was read.
pub(super) fn told(page: &Page, book: &Book<'_>, chain: &Chain<'_>) -> Vec<String> {
    let tell = |hop: &Hop<'_>| {
        let link = hop.link;
        let owner = book.taxonomy.entry(link.stated_in().id.as_str()).unwrap_or(link.from());
        let cited = cite::item(page, book, owner, link.cited());
        let cited = if cited.is_empty() { cited } else { format!(" ({cited})") };
        format!("{} {} {}{cited}", page.entry(link.from()), phrase(link), page.entry(link.to()))
    };
    chain.hops.iter().map(tell).collect()
}

//! DOT and Mermaid: every entry in the frame of its group, or, beyond the budget, the groups alone.

use std::collections::BTreeMap;

use mmtax_graph::EntryRef;
use mmtax_graph::schema::Relation;

use super::groups::{Group, Grouped, grouped};
use super::part::Part;
use super::said::label;
use super::{Exported, TooLarge};
use crate::dot::{Graph, what};
use crate::stroke::stroke;
use crate::{escape, paths};

/// What Mermaid takes unless it is told otherwise, which nobody can do on GitHub.
pub(super) const MOST_EDGES: usize = 500;
pub(super) const MOST_CHARACTERS: usize = 50_000;

/// Where the file is taken to stand, so that boxes can link to pages.
const PATH: &str = "dot/export.dot";

pub(super) fn dot(part: &Part<'_>, boxes: usize) -> Exported {
    let (hidden, groups) = budgeted(part, boxes);
    let title = title(part, &hidden);
    let mut graph = Graph::new(PATH, &title, "rankdir=LR, nodesep=0.18, ranksep=0.9");
    let Some(Grouped { groups, links }) = groups else {
        let mut frames: BTreeMap<Group, Vec<EntryRef<'_>>> = BTreeMap::new();
        for &entry in &part.entries {
            frames.entry(Group::of(entry)).or_default().push(entry);
        }
        for (frame, entries) in frames {
            graph.group(&format!("cluster_{}", frame.name()), |graph| {
                let label = escape::dot(&frame.label());
                graph.line(&format!(r##"label={label}; labeljust=l; style=rounded; color="#59636e""##));
                for entry in entries {
                    let is_center = part.center == Some(entry);
                    graph.entry(
                        entry,
                        &second(entry),
                        if is_center { ", penwidth=2.5, peripheries=2" } else { "" },
                    );
                }
            });
        }
        for link in &part.links {
            let [ancestor, descendant] = [link.first.to(), link.first.from()].map(paths::node);
            graph.edge(&ancestor, &descendant, link.first.relation(), &link.phrase());
        }
        return Exported { text: graph.finish(|relation| relation.info().inverse), hidden };
    };
    for (group, count) in groups {
        if let Some(center) = part.center.filter(|_| group.is_center) {
            graph.line(&format!(
                "group_{} [label={}, penwidth=2.5]",
                group.name(),
                escape::dot(&label(center))
            ));
            continue;
        }
        let label = escape::dot_lines(&[group.label(), count.to_string()]);
        let page = escape::dot(&paths::relative(PATH, &format!("{}.md", group.kind.folder())));
        let name = group.name();
        graph.line(&format!("group_{name} [label={label}, tooltip={label}, URL={page}, peripheries=2]"));
    }
    for ((from, relation, to), count) in links {
        let [from, to] = [from, to].map(|group| format!("group_{}", group.name()));
        graph.edge(&to, &from, relation, &[counted(relation, count)]);
    }
    Exported { text: graph.finish(|relation| relation.info().inverse), hidden }
}

pub(super) fn mermaid(part: &Part<'_>, boxes: usize) -> Result<Exported, TooLarge> {
    let (hidden, groups) = budgeted(part, boxes);
    let mut text = format!("flowchart LR\n  %% {}\n", escape::mermaid(&title(part, &hidden)));
    let mut edges = 0;
    let mut edge = |from: &str, to: &str, relation: Relation, label: &str| {
        edges += 1;
        format!("  {from} {}|\"{label}\"| {to}\n", stroke(relation).arrow)
    };
    if let Some(Grouped { groups, links }) = groups {
        for (group, count) in groups {
            let text_of = match part.center.filter(|_| group.is_center) {
                Some(center) => escape::mermaid(&label(center)),
                None => format!("{}<br>{count}", escape::mermaid(&group.label())),
            };
            text.push_str(&format!("  group_{}[[\"{text_of}\"]]\n", group.name()));
        }
        for ((from, relation, to), count) in links {
            let [from, to] = [from, to].map(|group| format!("group_{}", group.name()));
            text.push_str(&edge(&to, &from, relation, &counted(relation, count)));
        }
    } else {
        for &entry in &part.entries {
            let date = entry.date().map_or_else(String::new, |date| format!("<br>{date}"));
            let label = escape::mermaid(&label(entry));
            text.push_str(&format!("  {}[\"{label}{date}\"]\n", paths::node(entry)));
        }
        for link in &part.links {
            let [ancestor, descendant] = [link.first.to(), link.first.from()].map(paths::node);
            text.push_str(&edge(&ancestor, &descendant, link.first.relation(), &link.phrase().join("<br>")));
        }
        if let Some(center) = part.center {
            text.push_str("  classDef center fill:#1f5fa8,stroke:#1f5fa8,color:#ffffff\n");
            text.push_str(&format!("  class {} center\n", paths::node(center)));
        }
    }
    if edges > MOST_EDGES || text.len() > MOST_CHARACTERS {
        return Err(TooLarge { edges, characters: text.len() });
    }
    Ok(Exported { text, hidden })
}

/// What is hidden, and the groups that stand for entries where there are more of these than boxes.
fn budgeted(part: &Part<'_>, boxes: usize) -> (Vec<String>, Option<Grouped>) {
    let mut hidden = part.hidden();
    if part.entries.len() <= boxes {
        return (hidden, None);
    }
    let grouped = grouped(part, boxes);
    hidden.insert(
        0,
        format!(
            "{} entries are drawn as {} groups, and the {} links among them as {}",
            part.entries.len(),
            grouped.groups.len(),
            part.links.len(),
            grouped.links.len()
        ),
    );
    (hidden, Some(grouped))
}

fn title(part: &Part<'_>, hidden: &[String]) -> String {
    std::iter::once(part.title.as_str())
        .chain(hidden.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("; ")
}

fn counted(relation: Relation, count: usize) -> String {
    format!("{} ({count})", relation.info().inverse)
}

fn second(entry: EntryRef<'_>) -> String {
    match entry.date() {
        Some(date) => format!("{}, {date}", what(entry)),
        None => what(entry),
    }
}

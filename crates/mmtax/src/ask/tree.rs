//! What an entry descends from and what descends from it, as an indented tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use mmtax_graph::{EntryRef, LinkRef, View};
use mmtax_render::{dot, mermaid};
use mmtax_schema::told::told;
use serde_json::{Value, json};

use super::cite::{Cite, link_json, named, particulars};
use super::grid::Grid;

/// Ancestors and descendants of an entry. An entry that is reached in several ways stands under each, and what lies behind
/// it only once: under the nearest.
#[derive(Clone, Debug)]
pub struct Tree<'t> {
    /// Whose they are.
    pub entry: EntryRef<'t>,
    /// Its ancestors and parts, if they were asked for.
    pub up: Option<Vec<Branch<'t>>>,
    /// Its descendants and wholes, if they were asked for.
    pub down: Option<Vec<Branch<'t>>>,
    /// How many entries lie deeper than was asked for, or beyond the limit.
    pub left_out: usize,
}

/// One entry of a tree, in the place where it is drawn.
#[derive(Clone, Debug)]
pub struct Branch<'t> {
    /// How many links it is from the root.
    pub depth: usize,
    /// The entry.
    pub entry: EntryRef<'t>,
    /// The links that join it to the entry that it stands under.
    pub links: Vec<LinkRef<'t>>,
    /// Whether what lies behind it is drawn elsewhere.
    pub is_repeated: bool,
}

impl<'t> Tree<'t> {
    /// Walks up, down, or both, at most `depth` links far, and draws at most `limit` branches on each side.
    #[must_use]
    pub fn of(entry: EntryRef<'t>, view: View, ways: [bool; 2], depth: usize, limit: usize) -> Self {
        let mut left_out = 0;
        let [up, down] = [true, false].map(|is_up| {
            let is_wanted = ways[usize::from(!is_up)];
            is_wanted.then(|| {
                let (branches, hidden) = branches(entry, view, is_up, depth, limit);
                left_out += hidden;
                branches
            })
        });
        Self { entry, up, down, left_out }
    }

    /// Lines for the terminal, each with the relation, what it says, and where that was read.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = format!("{}\n", title(self.entry));
        let both = self.up.is_some() && self.down.is_some();
        for (name, is_up, branches) in self.sides() {
            let indent = if both { "  " } else { "" };
            if both {
                let none = if branches.is_empty() { ": none" } else { "" };
                let _ = writeln!(out, "{name}{none}");
            } else if branches.is_empty() {
                let _ = writeln!(out, "  no {name}");
            }
            for branch in branches {
                let phrases: Vec<String> = branch.links.iter().map(|link| phrase(*link, is_up)).collect();
                let repeated = if branch.is_repeated { " (its own are drawn elsewhere)" } else { "" };
                let line = format!("{}{repeated}: {}", title(branch.entry), phrases.join("; "));
                let _ = writeln!(out, "{indent}{}{}", "  ".repeat(branch.depth), told(line));
            }
        }
        out
    }

    /// One row a link, those of ancestors first.
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.grid().to_csv()
    }

    /// A table of Markdown, one row a link.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.grid().to_markdown()
    }

    /// One JSON object: `version` (1), `id`, the lists `up` and `down` (null where not asked for) with `depth`, `id`, `links`
    /// and `repeated`, and `left_out`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let branch = |branch: &Branch<'_>| {
            json!({
                "depth": branch.depth,
                "id": branch.entry.id(),
                "links": branch.links.iter().map(|link| link_json(*link)).collect::<Vec<_>>(),
                "repeated": branch.is_repeated,
            })
        };
        let side = |side: &Option<Vec<Branch<'_>>>| -> Value {
            side.as_ref().map_or(Value::Null, |branches| branches.iter().map(branch).collect())
        };
        let answer = json!({
            "version": 1,
            "id": self.entry.id(),
            "up": side(&self.up),
            "down": side(&self.down),
            "left_out": self.left_out,
        });
        format!("{answer:#}\n")
    }

    /// A drawing for Graphviz.
    #[must_use]
    pub fn to_dot(&self) -> String {
        dot::links(self.entry, &self.links(), &format!("Lineage of {}", self.entry.name()))
    }

    /// A drawing for GitHub, and how many entries it leaves out to stay readable.
    #[must_use]
    pub fn to_mermaid(&self) -> (String, usize) {
        let drawing = mermaid::links(self.entry, &self.links());
        (drawing.text, drawing.left_out)
    }

    fn sides(&self) -> impl Iterator<Item = (&'static str, bool, &Vec<Branch<'t>>)> {
        let up = self.up.iter().map(|up| ("ancestors and parts", true, up));
        up.chain(self.down.iter().map(|down| ("descendants and wholes", false, down)))
    }

    /// The links, nearest first.
    fn links(&self) -> Vec<LinkRef<'t>> {
        let mut branches: Vec<&Branch<'t>> = self.sides().flat_map(|(_, _, branches)| branches).collect();
        branches.sort_by_key(|branch| branch.depth);
        branches.into_iter().flat_map(|branch| branch.links.iter().copied()).collect()
    }

    fn grid(&self) -> Grid {
        let columns =
            ["way", "depth", "from", "relation", "to", "particulars", "source", "version", "at", "file"];
        let mut rows = Vec::new();
        for (_, is_up, branches) in self.sides() {
            for branch in branches {
                for link in &branch.links {
                    let cite = Cite::of_link(*link);
                    rows.push(vec![
                        if is_up { "up" } else { "down" }.to_owned(),
                        branch.depth.to_string(),
                        link.from().id().to_owned(),
                        link.relation().name().to_owned(),
                        named(*link),
                        particulars(*link).join(", "),
                        cite.source.unwrap_or_default(),
                        cite.version.unwrap_or_default(),
                        cite.at.unwrap_or_default(),
                        link.stated_in().file(),
                    ]);
                }
            }
        }
        Grid { columns: columns.map(str::to_owned).to_vec(), rows }
    }
}

fn branches(
    root: EntryRef<'_>,
    view: View,
    is_up: bool,
    depth: usize,
    limit: usize,
) -> (Vec<Branch<'_>>, usize) {
    let reached = if is_up { root.ancestors(view) } else { root.descendants(view) };
    let deeper = reached.iter().filter(|reached| reached.depth > depth).count();
    // What an entry is drawn under with all that lies behind it: the end of the link by which it was reached first.
    let nearest: BTreeMap<_, _> = reached
        .iter()
        .map(|reached| {
            (reached.entry, (reached.depth, if is_up { reached.by.from() } else { reached.by.to() }))
        })
        .collect();
    let mut branches: Vec<Branch<'_>> = Vec::new();
    let mut open = below(root, view, is_up, 1);
    open.reverse();
    let mut drawn = BTreeSet::from([root]);
    let mut cut = BTreeSet::new();
    while let Some((mut branch, under)) = open.pop() {
        if branch.depth > depth {
            continue;
        }
        if branches.len() == limit {
            cut.insert(branch.entry);
        } else {
            drawn.insert(branch.entry);
        }
        let is_nearest = nearest.get(&branch.entry) == Some(&(branch.depth, under));
        let mut next = if branch.entry == root {
            Vec::new()
        } else {
            below(branch.entry, view, is_up, branch.depth + 1)
        };
        branch.is_repeated = !is_nearest && !next.is_empty();
        if is_nearest {
            next.reverse();
            open.extend(next);
        }
        if branches.len() < limit {
            branches.push(branch);
        }
    }
    let hidden = deeper + cut.difference(&drawn).count();
    (branches, hidden)
}

/// The entries one link further, each with all links to it, and what they stand under.
fn below(entry: EntryRef<'_>, view: View, is_up: bool, depth: usize) -> Vec<(Branch<'_>, EntryRef<'_>)> {
    let links = if is_up { entry.links_out(view) } else { entry.links_in(view) };
    let mut found: BTreeMap<EntryRef<'_>, Vec<LinkRef<'_>>> = BTreeMap::new();
    for link in links {
        found.entry(if is_up { link.to() } else { link.from() }).or_default().push(link);
    }
    let branch = |(next, links)| (Branch { depth, entry: next, links, is_repeated: false }, entry);
    found.into_iter().map(branch).collect()
}

/// `siglip (SigLIP, 2023-03)`.
fn title(entry: EntryRef<'_>) -> String {
    let date = entry.date().map_or_else(String::new, |date| format!(", {date}"));
    told(format!("{} ({}{date})", entry.id(), entry.name()))
}

/// `contains, as backbone, tuned [source, place]`, from whichever end it is looked at.
fn phrase(link: LinkRef<'_>, is_up: bool) -> String {
    let info = link.relation().info();
    let mut words = vec![if is_up { info.name } else { info.inverse }.to_owned()];
    words.extend(link.to_variant().map(|variant| format!("@{variant}")));
    words.extend(particulars(link));
    format!("{} [{}]", words.join(", "), Cite::of_link(link))
}

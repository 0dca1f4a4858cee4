//! Why two entries hang together.

use std::fmt::Write as _;

use mmtax_graph::{AllChains, Common, EntryRef, Step, View};
use mmtax_render::{dot, mermaid};
use mmtax_schema::told::told;
use serde_json::{Value, json};

use super::cite::{Cite, link_json, named, particulars};
use super::grid::Grid;

/// Every chain between two entries, as far as bounds allow, or what both descend from.
#[derive(Clone, Debug)]
pub struct Why<'t> {
    /// The two entries as they were asked for.
    pub ends: [EntryRef<'t>; 2],
    /// The chains, from the descendant or whole up to the ancestor or part.
    pub chains: AllChains<'t>,
    /// Where there is no chain, the nearest entries that both descend from.
    pub common: Vec<Common<'t>>,
    /// Of each of those, a shortest chain from either end.
    pub by: Vec<[AllChains<'t>; 2]>,
}

/// So many common ancestors are shown; the others are counted.
const MOST_COMMON: usize = 10;

impl<'t> Why<'t> {
    /// Looks for chains from `one` up to `other` and the other way round, at most `limit` of them, and if there are none, for
    /// what both descend from.
    #[must_use]
    pub fn of(one: EntryRef<'t>, other: EntryRef<'t>, view: View, limit: usize) -> Self {
        let ends = [one, other];
        let mut chains = one.chains_up(other, view, limit);
        if chains.total == Some(0) {
            chains = other.chains_up(one, view, limit);
        }
        let (mut common, mut by) = (Vec::new(), Vec::new());
        if chains.total == Some(0) && one != other {
            common = one.common_ancestors(other, view, false);
            by = common
                .iter()
                .take(MOST_COMMON)
                .map(|of| ends.map(|end| end.chains_up(of.entry, view, 1)))
                .collect();
        }
        Self { ends, chains, common, by }
    }

    /// Whether nothing joins the two.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chains.chains.is_empty() && self.common.is_empty()
    }

    /// One line in words: how many chains there are, and how many are not shown.
    #[must_use]
    pub fn summary(&self) -> String {
        let [one, other] = self.ends.map(|end| end.id());
        let shown = self.chains.chains.len();
        match self.chains.total {
            Some(0) if self.common.is_empty() => format!("nothing joins `{one}` and `{other}`"),
            Some(0) => {
                let more = self.common.len().saturating_sub(MOST_COMMON);
                let more = if more > 0 { format!("; {more} are not shown") } else { String::new() };
                format!(
                    "no chain; {} in common, the nearest first{more}",
                    count(self.common.len(), "ancestor")
                )
            }
            Some(total) if total > shown as u64 => {
                let shortest =
                    if shown == 1 { "the shortest is" } else { &format!("the {shown} shortest are") };
                format!("{total} chains; {shortest} shown: --limit shows more")
            }
            Some(total) => count(usize::try_from(total).unwrap_or(usize::MAX), "chain"),
            None => format!("{shown} chains are shown; there are more than can be counted"),
        }
    }

    /// Chains for the terminal: a line for each link, with what it says and where that was read.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (index, chain) in self.chains.chains.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            let _ = writeln!(out, "{separator}{}. {}", index + 1, heading(chain));
            lines(&mut out, chain, "   ");
        }
        for (of, by) in self.common.iter().zip(&self.by) {
            let separator = if out.is_empty() { "" } else { "\n" };
            let name = told(of.entry.name().to_owned());
            let _ = writeln!(out, "{separator}{} ({name})", of.entry.id());
            by.iter().flat_map(|chains| &chains.chains).for_each(|chain| lines(&mut out, chain, "   "));
        }
        out
    }

    /// One row a link: the number of the chain, and of the step in it.
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.grid().to_csv()
    }

    /// A table of Markdown, one row a link.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.grid().to_markdown()
    }

    /// One JSON object: `version` (1), `from`, `to`, the number of chains as `total` (null where nobody can count them), the
    /// `chains` as lists of steps with their links, and `common`, what both descend from.
    #[must_use]
    pub fn to_json(&self) -> String {
        let chain = |chain: &Vec<Step<'_>>| -> Value {
            let step = |step: &Step<'_>| {
                let links: Vec<Value> = step.links.iter().map(|link| link_json(*link)).collect();
                json!({ "from": step.from.id(), "to": step.to.id(), "links": links })
            };
            chain.iter().map(step).collect()
        };
        let common = self.common.iter().zip(&self.by).map(|(of, by)| {
            let chains: Vec<Value> = by.iter().flat_map(|chains| &chains.chains).map(chain).collect();
            json!({ "id": of.entry.id(), "depths": of.depths, "chains": chains })
        });
        let common: Vec<Value> = common.collect();
        let [one, other] = self.ends.map(|end| end.id());
        let answer = json!({
            "version": 1,
            "from": one,
            "to": other,
            "total": self.chains.total,
            "chains": self.chains.chains.iter().map(chain).collect::<Vec<_>>(),
            "common": common,
        });
        format!("{answer:#}\n")
    }

    /// A drawing for Graphviz.
    #[must_use]
    pub fn to_dot(&self) -> String {
        let [one, other] = self.ends.map(|end| end.name());
        dot::links(self.ends[0], &self.links(), &format!("{one} and {other}"))
    }

    /// A drawing for GitHub, and how many entries it leaves out to stay readable.
    #[must_use]
    pub fn to_mermaid(&self) -> (String, usize) {
        let drawing = mermaid::links(self.ends[0], &self.links());
        (drawing.text, drawing.left_out)
    }

    fn all_chains(&self) -> impl Iterator<Item = &Vec<Step<'t>>> {
        self.chains.chains.iter().chain(self.by.iter().flatten().flat_map(|chains| &chains.chains))
    }

    fn links(&self) -> Vec<mmtax_graph::LinkRef<'t>> {
        self.all_chains().flatten().flat_map(|step| step.links.iter().copied()).collect()
    }

    fn grid(&self) -> Grid {
        let columns =
            ["chain", "step", "from", "relation", "to", "particulars", "source", "version", "at", "file"];
        let mut rows = Vec::new();
        for (number, chain) in self.all_chains().enumerate() {
            for (at, step) in chain.iter().enumerate() {
                for link in &step.links {
                    let cite = Cite::of_link(*link);
                    rows.push(vec![
                        (number + 1).to_string(),
                        (at + 1).to_string(),
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

fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

fn heading(chain: &[Step<'_>]) -> String {
    let ends: Vec<&str> = chain.iter().map(|step| step.from.id()).collect();
    let last = chain.last().map_or("", |step| step.to.id());
    format!("{} > {last}", ends.join(" > "))
}

fn lines(out: &mut String, chain: &[Step<'_>], indent: &str) {
    for link in chain.iter().flat_map(|step| &step.links) {
        let words = particulars(*link);
        let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        let line = format!(
            "{} {} {}{words}  [{}]",
            link.from().id(),
            link.relation(),
            named(*link),
            Cite::of_link(*link)
        );
        let _ = writeln!(out, "{indent}{}", told(line));
    }
}

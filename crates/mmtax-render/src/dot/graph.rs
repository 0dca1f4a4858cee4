//! A DOT file in the making: nodes, edges, groups and the legend of the lines it uses.

use std::collections::BTreeSet;

use mmtax_graph::EntryRef;
use mmtax_graph::schema::vocab::Role;
use mmtax_graph::schema::{Body, Kind, Relation};

use crate::escape;
use crate::paths;
use crate::stroke::stroke;

/// A DOT file in the making.
pub(crate) struct Graph {
    path: String,
    text: String,
    indent: usize,
    used: BTreeSet<Relation>,
}

impl Graph {
    /// Begins a graph. `path` is where the file will stand, so that boxes can link to pages.
    pub(crate) fn new(path: &str, title: &str, attributes: &str) -> Self {
        let mut graph = Self { path: path.into(), text: String::new(), indent: 1, used: BTreeSet::new() };
        graph
            .text
            .push_str("// Made by `cargo xtask render` from taxonomy/. Edit the data, not this file.\n");
        graph.text.push_str(&format!("digraph {} {{\n", escape::dot(title)));
        graph.line(&format!("graph [label={}, labelloc=t, {attributes}]", escape::dot(title)));
        graph.line(r##"graph [fontname="Helvetica,Arial,sans-serif", bgcolor="#ffffff"]"##);
        graph.line(
            r##"node [fontname="Helvetica,Arial,sans-serif", fontsize=11, shape=box, style=filled, fillcolor="#ffffff", fontcolor="#1f2328", color="#59636e", margin="0.08,0.04", height=0.3]"##,
        );
        graph.line(r#"edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, arrowsize=0.7]"#);
        graph
    }

    /// Adds one statement.
    pub(crate) fn line(&mut self, statement: &str) {
        self.text.push_str(&"  ".repeat(self.indent));
        self.text.push_str(statement);
        self.text.push('\n');
    }

    /// Adds a group of statements that Graphviz keeps together; a name that begins with `cluster` draws a frame.
    pub(crate) fn group(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        self.line(&format!("subgraph {name} {{"));
        self.indent += 1;
        fill(self);
        self.indent -= 1;
        self.line("}");
    }

    /// Adds the box of an entry, with a second line under its name.
    pub(crate) fn entry(&mut self, entry: EntryRef<'_>, second: &str, extra: &str) {
        let mut lines = vec![entry.name()];
        lines.extend(Some(second).filter(|second| !second.is_empty()));
        let summary = entry.entry().shared().summary.map_or(entry.name(), |text| text.as_str());
        let statement = format!(
            "{} [label={}, {}tooltip={}, URL={}{extra}]",
            paths::node(entry),
            escape::dot_lines(&lines),
            look(entry),
            escape::dot(summary),
            escape::dot(&paths::relative(&self.path, &paths::page(entry))),
        );
        self.line(&statement);
    }

    /// Adds an edge drawn as its relation is.
    pub(crate) fn edge<T: AsRef<str>>(&mut self, from: &str, to: &str, relation: Relation, labels: &[T]) {
        self.used.insert(relation);
        let stroke = stroke(relation);
        let label = escape::dot_lines(labels);
        self.line(&format!(
            r#"{from} -> {to} [label={label}, tooltip={label}, color="{}", fontcolor="{}", style={}, arrowhead={}]"#,
            stroke.colour, stroke.colour, stroke.style, stroke.head
        ));
    }

    /// Ends the graph with a legend of the lines that it uses.
    pub(crate) fn finish(mut self, phrase: impl Fn(Relation) -> &'static str) -> String {
        let used = std::mem::take(&mut self.used);
        if !used.is_empty() {
            self.group("cluster_legend", |graph| {
                graph.line(r##"label="Lines"; fontsize=11; style=rounded; color="#59636e""##);
                for relation in used {
                    let [from, to] =
                        ["a", "b"].map(|end| format!("legend_{}_{end}", relation.name().replace('-', "_")));
                    graph.line(&format!("{from} [shape=point, width=0.05, label=\"\"]"));
                    graph.line(&format!("{to} [shape=point, width=0.05, label=\"\"]"));
                    graph.edge(&from, &to, relation, &[phrase(relation)]);
                }
            });
        }
        self.text.push_str("}\n");
        self.text
    }
}

/// What the box of an entry looks like: the shape tells the kind, the fill only repeats it.
fn look(entry: EntryRef<'_>) -> &'static str {
    match &entry.entry().body {
        Body::Model(model) if model.role == Role::Unified => {
            r##"style="filled,rounded,bold", fillcolor="#dbe9fb", "##
        }
        Body::Model(_) => r#"style="filled,rounded", "#,
        Body::Tokenizer(_) => r##"shape=hexagon, fillcolor="#fdf0d8", margin="0.02,0.02", "##,
        Body::Method(_) => r#"shape=ellipse, "#,
        Body::Dataset(_) => r##"shape=cylinder, fillcolor="#e0f2ee", "##,
        Body::Benchmark(_) => r##"shape=tab, fillcolor="#efe6f7", "##,
        Body::Paper(_) => r#"shape=note, "#,
        Body::Organization(_) => r#"shape=house, "#,
        Body::Scheme(_) => r#"shape=folder, "#,
        Body::Results(_) | Body::Errata(_) => "",
    }
}

/// What an entry is, in a word or two.
pub(crate) fn what(entry: EntryRef<'_>) -> String {
    let word = match &entry.entry().body {
        Body::Model(model) => model.role.word(),
        Body::Tokenizer(_)
        | Body::Method(_)
        | Body::Dataset(_)
        | Body::Benchmark(_)
        | Body::Paper(_)
        | Body::Organization(_)
        | Body::Results(_)
        | Body::Scheme(_)
        | Body::Errata(_) => entry.kind().name(),
    };
    match (entry.kind(), word) {
        (Kind::Model, "unified") => "unified model".into(),
        (Kind::Model, "other") => "model".into(),
        (_, word) => word.replace('-', " "),
    }
}

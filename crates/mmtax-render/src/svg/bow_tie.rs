//! One entry with its ancestors to the left and its descendants to the right.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::EntryRef;
use mmtax_graph::schema::vocab::Role;

use super::columns::{Columns, Line, Node};
use super::frame::{self, From, dated};
use super::mark::{CLASSES, lane};
use super::{part_class, text};
use crate::dot::what;
use crate::escape::xml;
use crate::neighbourhood::{Limits, neighbourhood};
use crate::paths;

const LIMITS: Limits = Limits { depth: 2, siblings: 12, boxes: 44 };
const MARGIN: i32 = 14;
const TOP: i32 = 54;
const BOX: i32 = 32;
const GAP: i32 = 12;
/// The room of a line that runs past a column.
const PASSING: i32 = 8;
const NAME: usize = 24;
/// Between the widest label of a gutter and the boxes to its right: room for lines to bend.
const BEND: i32 = 46;

/// How many entries around a unified model are worth a picture of its own.
const ENOUGH: usize = 6;

/// Whether the page of an entry has this picture: that of a unified model around which enough stands.
pub(crate) fn has_bow_tie(entry: EntryRef<'_>) -> bool {
    entry.as_model().is_some_and(|model| model.role == Role::Unified)
        && neighbourhood(entry, LIMITS).entries.len() > ENOUGH
}

/// Where everything stands.
struct Layout<'n, 't> {
    columns: Columns<'n, 't>,
    /// Left edge and width of each column.
    xs: BTreeMap<i32, (i32, i32)>,
    /// The middle of each node.
    ys: BTreeMap<Node<'t>, i32>,
    ports: Ports<'t>,
    size: (i32, i32),
}

/// What lines say at the outer end of theirs: lines that are alike share one port of a box.
struct Ports<'t>(BTreeMap<Node<'t>, Vec<Port>>);

type Port = (&'static str, Vec<&'static str>);

impl<'t> Ports<'t> {
    fn new(columns: &Columns<'_, 't>) -> Self {
        let mut ports: BTreeMap<_, Vec<Port>> = BTreeMap::new();
        for line in &columns.lines {
            let (at, port) = (ports.entry(line.outer()).or_default(), line.port());
            if !at.contains(&port) {
                at.push(port);
            }
        }
        Self(ports)
    }

    /// How tall a node has to be for its ports.
    fn room(&self, node: Node<'t>) -> i32 {
        let own = match node {
            Node::Entry(_) | Node::More(_) => BOX,
            Node::Passing(_) => PASSING,
        };
        let ports = self.0.get(&node).filter(|ports| is_spread(ports));
        own.max(ports.into_iter().flatten().map(tall).sum::<i32>() + 4)
    }

    /// Where a line meets its outer end, counted from the middle of that.
    fn offset(&self, node: Node<'t>, port: &Port) -> i32 {
        match self.0.get(&node) {
            Some(ports) if is_spread(ports) => {
                let above = ports.iter().position(|other| other == port).unwrap_or(0);
                let all = ports.iter().map(tall).sum::<i32>();
                ports.iter().take(above + 1).map(tall).sum::<i32>() - all / 2
            }
            _ => 0,
        }
    }
}

/// Whether ports need places of their own: a single one stands in the middle unless it says too much.
fn is_spread(ports: &[Port]) -> bool {
    ports.len() > 1 || ports.iter().any(|(_, says)| says.len() > 2)
}

/// The room of a port: a line of text for each thing that it says.
fn tall(port: &Port) -> i32 {
    13 * i32::try_from(port.1.len().max(1)).unwrap_or(1)
}

/// An entry with what it is made of and descends from on its left and what descends from it on its right, up to two links
/// away; `None` when it stands alone. What is too much for a drawing is a count.
#[must_use]
pub fn bow_tie(entry: EntryRef<'_>) -> Option<String> {
    let near = neighbourhood(entry, LIMITS);
    if near.entries.len() < 2 && near.left_out == 0 {
        return None;
    }
    let layout = Layout::new(Columns::new(&near));
    let path = paths::model_svg(entry);
    let title = format!("What stands around {}", entry.name());
    let side = |is: fn(&i32) -> bool| -> usize {
        let columns = layout.columns.columns.iter().filter(|(column, _)| is(column));
        columns.flat_map(|(_, nodes)| nodes).filter(|node| matches!(node, Node::Entry(_))).count()
    };
    let mut about = format!(
        "{} ancestors and parts on the left, {} descendants and users on the right, up to two links away.",
        side(|column| *column < 0),
        side(|column| *column > 0)
    );
    if near.left_out > 0 {
        about.push_str(&format!(" {} more next to these are only counted.", near.left_out));
    }
    let mut out = Vec::new();
    frame::open(&mut out, layout.size, &title, &about);
    frame::text(&mut out, "lane", (MARGIN, 22), &title);
    frame::text(&mut out, "note", (MARGIN, 39), &about);
    let mut said = BTreeSet::new();
    for line in &layout.columns.lines {
        let is_new = said.insert((line.outer(), line.port()));
        layout.line(&mut out, line, is_new);
    }
    for (node, y) in &layout.ys {
        let (x, width) = layout.place(*node);
        match node {
            Node::Entry(drawn) => {
                let size = (width, layout.ports.room(*node));
                out.push(boxed(From(&path), *drawn, *drawn == entry, (x, *y), size));
            }
            Node::More(index) => {
                let label = format!("+{} more", near.more[*index].count);
                out.push(format!(
                    r#"<rect class="model more" x="{x}" y="{}" width="{width}" height="{}" rx="5"/>"#,
                    y - BOX / 2 + 5,
                    BOX - 10
                ));
                frame::text(&mut out, "note middle", (x + width / 2, y + 4), &label);
            }
            Node::Passing(_) => {}
        }
    }
    out.push("</svg>\n".into());
    Some(out.join("\n"))
}

/// The box of an entry: rounded for models, plain for what else there is.
fn boxed(
    from: From<'_>,
    entry: EntryRef<'_>,
    is_center: bool,
    (x, y): (i32, i32),
    (width, height): (i32, i32),
) -> String {
    let second = entry.date().map_or_else(|| what(entry), |date| format!("{}, {date}", what(entry)));
    let radius = if entry.as_model().is_some() { 6 } else { 0 };
    let center = if is_center { " center" } else { "" };
    let elements = format!(
        "<rect class=\"model {}{center}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>\
         <text class=\"name\" x=\"{2}\" y=\"{3}\">{4}</text><text class=\"date\" x=\"{2}\" y=\"{5}\">{6}</text>",
        CLASSES[lane(entry)],
        y - height / 2,
        x + width / 2,
        y - 1,
        xml(&text::cut(entry.name(), NAME)),
        y + 11,
        xml(&second)
    );
    from.link(entry, &dated(entry), &elements)
}

impl<'n, 't> Layout<'n, 't> {
    fn new(columns: Columns<'n, 't>) -> Self {
        let ports = Ports::new(&columns);
        let height = |nodes: &[Node<'t>]| nodes.iter().map(|node| ports.room(*node) + GAP).sum::<i32>() - GAP;
        let mut ys = BTreeMap::new();
        let tall = columns.columns.values().map(|nodes| height(nodes)).max().unwrap_or(0);
        for nodes in columns.columns.values() {
            let mut y = TOP + (tall - height(nodes)) / 2;
            for node in nodes {
                ys.insert(*node, y + ports.room(*node) / 2);
                y += ports.room(*node) + GAP;
            }
        }
        let mut layout = Self { columns, xs: BTreeMap::new(), ys, ports, size: (0, 0) };
        let mut x = MARGIN;
        for (column, nodes) in &layout.columns.columns {
            let width = nodes.iter().map(|node| width(*node)).max().unwrap_or(0);
            layout.xs.insert(*column, (x, width));
            x += width + layout.gutter(*column);
        }
        let right = layout.xs.values().map(|(x, width)| x + width).max().unwrap_or(0);
        layout.size = ((right + MARGIN).max(560), TOP + tall + MARGIN);
        layout
    }

    /// The room to the right of a column: for the widest label that stands there, and for lines to bend.
    fn gutter(&self, column: i32) -> i32 {
        let labels = self.columns.lines.iter().filter(|line| line.label_column() == column);
        let widest = labels.flat_map(|line| line.port().1).map(|label| text::width(label, 10)).max();
        widest.unwrap_or(0) + BEND
    }

    fn place(&self, node: Node<'_>) -> (i32, i32) {
        let column = self.columns.columns.iter().find(|(_, nodes)| nodes.contains(&node));
        column.and_then(|(column, _)| self.xs.get(column)).copied().unwrap_or_default()
    }

    /// A line with what it says: above its level part, on the side that is away from the middle, where fewer lines meet.
    fn line(&self, out: &mut Vec<String>, line: &Line<'_, 't>, is_said: bool) {
        let (is_left, outer, port) = (line.is_left(), line.outer(), line.port());
        let y = |node: Node<'t>| {
            let offset = if node == outer { self.ports.offset(node, &port) } else { 0 };
            self.ys.get(&node).copied().unwrap_or(0) + offset
        };
        let mut path = String::new();
        for (pair, column) in line.nodes.windows(2).zip(line.first..) {
            let (Some(&(x, width)), Some(&(x2, _))) = (self.xs.get(&column), self.xs.get(&(column + 1)))
            else {
                continue;
            };
            let (x1, y1, y2) = (x + width, y(pair[0]), y(pair[1]));
            let start = if path.is_empty() { format!("M{x1} {y1}") } else { format!("H{x1}") };
            // All lines of a gutter bend in the same stretch, so that none runs through what another says.
            let (bend, end) = if is_left { (x2 - BEND + 6, x2 - 4) } else { (x1 + 4, x1 + BEND - 6) };
            let middle = i32::midpoint(bend, end);
            path.push_str(&format!("{start}H{bend}C{middle} {y1} {middle} {y2} {end} {y2}H{x2}"));
            if is_said && column == line.label_column() {
                let (anchor, at, base) = if is_left { ("start", x1 + 4, y1) } else { ("end", x2 - 6, y2) };
                for (label, up) in port.1.iter().rev().zip((4..).step_by(11)) {
                    frame::text(out, &format!("edge {anchor} halo"), (at, base - up), label);
                }
            }
        }
        out.push(format!(r#"<path class="link {}" d="{path}"/>"#, port.0));
    }
}

impl<'t> Line<'_, 't> {
    /// The column to whose right the label stands.
    fn label_column(&self) -> i32 {
        if self.is_left() {
            return self.first;
        }
        self.first + i32::try_from(self.nodes.len()).unwrap_or(2) - 2
    }

    /// Whether it is on the side of the ancestors.
    const fn is_left(&self) -> bool {
        self.first < 0
    }

    /// The end that is away from the middle.
    fn outer(&self) -> Node<'t> {
        let outer = if self.is_left() { self.nodes.first() } else { self.nodes.last() };
        outer.copied().unwrap_or(Node::Passing(usize::MAX))
    }

    /// How it is drawn and what it says.
    fn port(&self) -> Port {
        let class = self.edge.map_or("more", |edge| part_class(edge.relation()));
        (class, self.edge.map(|edge| edge.labels()).unwrap_or_default())
    }
}

fn width(node: Node<'_>) -> i32 {
    match node {
        Node::Entry(entry) => {
            let second = entry.date().map_or_else(|| what(entry), |date| format!("{}, {date}", what(entry)));
            text::width(&text::cut(entry.name(), NAME), 12).max(text::width(&second, 9)) + 16
        }
        Node::More(_) => 70,
        Node::Passing(_) => 0,
    }
}

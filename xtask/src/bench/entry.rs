//! Generated tokenizers, methods, datasets, benchmarks, organizations and papers.

use std::fmt::Write as _;

use mmtax::schema::Kind;

use super::plan::{Item, Plan, arxiv, date};
use super::random::{Random, name};

/// The lines with which the file of a kind begins. Nobody but stubs ends there.
fn head(plan: &Plan, item: &Item) -> String {
    let kind = item.kind.name();
    format!(
        "# yaml-language-server: $schema=../../schema/{kind}.schema.json\nname: {} {}\n",
        plan.word(item),
        item.number
    )
}

/// The first fields of a full entry, with a paper as its source if it has one.
fn full_head(plan: &Plan, item: &Item, random: &mut Random, words: usize) -> String {
    let mut out = head(plan, item);
    let _ = write!(out, "summary: It {}.\nreleased: {}\n", random.prose(words), date(item.day));
    match item.paper.map(|paper| plan.id(&plan.papers[paper])) {
        Some(paper) => {
            let _ = write!(
                out,
                "introduced_by: {paper}\nsources:\n  paper: {{ paper: {paper}, version: v1, read: 2026-11-23 }}\n"
            );
        }
        None => {
            let _ = write!(
                out,
                "sources:\n  card: {{ url: https://huggingface.co/example/{}, version: 8de107e, read: 2026-11-23 }}\n",
                plan.id(item)
            );
        }
    }
    out
}

/// The link to an earlier entry of the list, in some cases.
fn lineage(plan: &Plan, list: &[Item], position: usize, relation: &str, random: &mut Random) -> String {
    if position == 0 || !random.chance(40) {
        return String::new();
    }
    let parent = &list[position - 1 - random.below(position.min(300))];
    format!("lineage:\n  - {{ relation: {relation}, of: {}, at: \"§3\" }}\n", plan.id(parent))
}

pub(super) fn tokenizer(plan: &Plan, position: usize) -> String {
    let item = &plan.tokenizers[position];
    if !item.is_full {
        return head(plan, item);
    }
    let mut random = plan.random(item);
    let mut out = full_head(plan, item, &mut random, 16);
    let _ = write!(
        out,
        "cited:\n  codebook_size: {{ at: \"§4.1\" }}\n  form: {{ at: \"§3.1\" }}\nmodalities: [image]\nform: discrete\nquantizer: vq\ncodebook_size: {}\ncodebook_dimension: 8\ndownsampling: 16\nobjective: pixel\n",
        1 << random.between(10, 17)
    );
    out.push_str(&lineage(plan, &plan.tokenizers, position, "extends", &mut random));
    out
}

pub(super) fn method(plan: &Plan, item: &Item) -> String {
    if !item.is_full {
        return head(plan, item);
    }
    let mut random = plan.random(item);
    let mut out = full_head(plan, item, &mut random, 20);
    out.push_str("category: alignment\n");
    out
}

pub(super) fn dataset(plan: &Plan, position: usize) -> String {
    let item = &plan.datasets[position];
    if !item.is_full {
        return head(plan, item);
    }
    let mut random = plan.random(item);
    let mut out = full_head(plan, item, &mut random, 20);
    let _ = write!(
        out,
        "cited:\n  size: {{ at: \"§3, Table 1\" }}\nlinks: {{ home: https://example.org/{} }}\nlicense: CC-BY-4.0\nmodalities: [text, image]\ntasks: [image-text-pairs, captioning]\nsize: {{ count: {}, unit: pairs }}\n",
        plan.id(item),
        random.between(1_000, 900_000_000)
    );
    out.push_str(&lineage(plan, &plan.datasets, position, "derived-from", &mut random));
    out
}

/// The metrics of a benchmark. Where there is more than one, the last is the mean of the others.
pub(super) fn metrics(item: &Item) -> &'static [&'static str] {
    match (item.is_full, item.number % 3) {
        (true, 0) => &["single-object", "two-object", "counting", "colors", "position", "overall"],
        (true, 1) => &["understanding", "reasoning", "grounding", "overall"],
        _ => &["accuracy"],
    }
}

/// Whether the metrics of a benchmark count from 0 to 1, and not in percent.
pub(super) const fn counts_to_one(item: &Item) -> bool {
    item.is_full && item.number.is_multiple_of(2)
}

pub(super) fn benchmark(plan: &Plan, item: &Item) -> String {
    if !item.is_full {
        let mut out = head(plan, item);
        out.push_str("metrics:\n  - { id: accuracy }\nvariants:\n  - { id: val }\n");
        return out;
    }
    let mut random = plan.random(item);
    let mut out = full_head(plan, item, &mut random, 18);
    let (unit, max) = if counts_to_one(item) { ("fraction", "1") } else { ("percent", "100") };
    let _ = write!(
        out,
        "cited:\n  metrics: {{ at: \"§3.2\" }}\nlinks: {{ code: https://github.com/example/{} }}\nlicense: MIT\nmodalities: [text, image]\ntasks: [text-to-image]\nsize: {{ count: {}, unit: prompts }}\nmetrics:\n",
        plan.id(item),
        random.between(200, 5_000)
    );
    let metrics = metrics(item);
    for (index, metric) in metrics.iter().enumerate() {
        let formula = if index > 0 && index + 1 == metrics.len() {
            format!(", formula: {{ operation: mean, of: [{}] }}", metrics[..index].join(", "))
        } else {
            String::new()
        };
        let _ = writeln!(
            out,
            "  - {{ id: {metric}, name: {}, unit: {unit}, direction: higher-is-better, min: 0, max: {max}{formula} }}",
            random.prose(2)
        );
    }
    out.push_str("settings: [prompt-rewriting, thinking, resolution]\nvariants:\n  - { id: val }\n");
    out
}

pub(super) fn organization(plan: &Plan, item: &Item) -> String {
    let mut out = head(plan, item);
    if item.number.is_multiple_of(2) {
        let _ = writeln!(out, "links: {{ home: https://{}.example.org }}", plan.word(item));
    }
    out
}

pub(super) fn paper(plan: &Plan, item: &Item) -> String {
    let mut random = plan.random(item);
    let authors: Vec<String> =
        (0..random.between(4, 20)).map(|_| format!("{} {}", name(&mut random), name(&mut random))).collect();
    format!(
        "# yaml-language-server: $schema=../../schema/{}.schema.json\ntitle: \"{} {}: {}\"\nauthors: [{}]\ndate: {}\narxiv: \"{}\"\nlinks: {{ code: https://github.com/example/{} }}\n",
        Kind::Paper,
        plan.word(item),
        item.number,
        random.prose(9),
        authors.join(", "),
        date(item.day),
        arxiv(item),
        plan.word(item)
    )
}

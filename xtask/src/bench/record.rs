//! Generated records: results, errata, and the one scheme.

use std::fmt::Write as _;

use super::entry::{counts_to_one, metrics};
use super::model::{DESIGNS, design, reference};
use super::plan::{Item, Plan};
use super::random::Random;

/// The paper of a full model.
fn paper(plan: &Plan, model: usize) -> String {
    plan.models[model].paper.map(|paper| plan.id(&plan.papers[paper])).unwrap_or_default()
}

/// One results file: a table for each benchmark whose turn it is and a few more, with the models whose turn it is.
pub(super) fn results(plan: &Plan, turn: usize) -> (String, String) {
    let own = plan.results[turn];
    let mut random = Random::new(plan.seed, u64::MAX - 1 - own as u64);
    let source = paper(plan, own);
    let mut out = format!(
        "# yaml-language-server: $schema=../../schema/results.schema.json\nsource: {source}\nversion: v2\nread: 2026-11-23\ntables:\n"
    );
    let turns = plan.results.len();
    let mut benchmarks: Vec<&Item> = Plan::share(&plan.benchmarks, turn, turns).iter().collect();
    // Some tables are on benchmarks that many papers print.
    let first = random.below(plan.benchmarks.len().min(50));
    benchmarks.extend(plan.benchmarks.iter().skip(first).take(3));
    benchmarks.sort_unstable_by_key(|item| item.number);
    benchmarks.dedup_by_key(|item| item.number);
    for (number, benchmark) in benchmarks.into_iter().enumerate() {
        let _ = write!(out, "  - at: Table {}\n    benchmark: {}", number + 1, plan.id(benchmark));
        let _ = writeln!(out, "\n    columns: [{}]", metrics(benchmark).join(", "));
        if random.chance(30) {
            out.push_str("    settings: { prompt-rewriting: the paper's own model, resolution: \"512\" }\n");
        }
        out.push_str("    rows:\n");
        if number == 0 {
            for model in Plan::share(&plan.models, turn, turns) {
                row(plan, model, benchmark, &mut random, &mut out);
            }
        }
        let start = random.below(plan.models.len());
        for model in plan.models.iter().skip(start).take(random.between(9, 14)) {
            row(plan, model, benchmark, &mut random, &mut out);
        }
        row(plan, &plan.models[own], benchmark, &mut random, &mut out);
    }
    (format!("results/{source}.yaml"), out)
}

fn row(plan: &Plan, model: &Item, benchmark: &Item, random: &mut Random, out: &mut String) {
    let _ = write!(out, "      - {{ model: {}", reference(plan, model, random));
    if random.chance(25) {
        let _ = write!(out, ", printed: {} ({})", plan.word(model), model.number);
    }
    let _ = write!(out, ", values: [{}]", values(plan, model, benchmark).join(", "));
    if random.chance(10) {
        let from = random.below(plan.papers.len());
        let _ = write!(out, ", from: {}", plan.id(&plan.papers[from]));
    }
    out.push_str(" }\n");
}

/// What every paper prints for a model on a benchmark: two papers never disagree, and means are means.
fn values(plan: &Plan, model: &Item, benchmark: &Item) -> Vec<String> {
    let pair = (model.number as u64) << 32 | benchmark.number as u64;
    let mut random = Random::new(plan.seed.rotate_left(17), pair);
    let metrics = metrics(benchmark);
    let mut hundredths: Vec<usize> = metrics.iter().map(|_| random.between(5, 98)).collect();
    if let [parts @ .., mean] = hundredths.as_mut_slice()
        && !parts.is_empty()
    {
        let sum: usize = parts.iter().sum();
        *mean = (2 * sum + parts.len()) / (2 * parts.len());
    }
    let print = |value: usize| {
        if counts_to_one(benchmark) { format!("0.{value:02}") } else { format!("{value}") }
    };
    hundredths.into_iter().map(print).collect()
}

pub(super) fn errata(plan: &Plan, model: usize) -> (String, String) {
    let item = &plan.models[model];
    let mut random = Random::new(!plan.seed, u64::MAX - item.number as u64);
    let source = paper(plan, model);
    let mut out = format!(
        "# yaml-language-server: $schema=../../schema/errata.schema.json\nsource: {source}\nversion: v2\nitems:\n"
    );
    for number in 0..random.between(3, 6) {
        let _ = write!(
            out,
            "  - at: Table {}, note {number}\n    about: {}\n    prints: {}\n    correct: {}\n    reason: It {}.\n    evidence:\n      - {{ paper: {source}, version: v1, at: \"§2.1, Table 4\" }}\n",
            number + 1,
            plan.id(item),
            random.prose(8),
            random.prose(6),
            random.prose(14)
        );
    }
    (format!("errata/{source}.yaml"), out)
}

/// How many models a survey can place.
const MEMBERS: usize = 300;

pub(super) fn scheme(plan: &Plan) -> (String, String) {
    let survey = paper(plan, plan.full_models[0]);
    let mut out = format!(
        "# yaml-language-server: $schema=../../schema/scheme.schema.json\nname: The classes of the bench\nsummary: Sorts models by paradigm and by how images are encoded.\nsources:\n  survey: {{ paper: {survey}, version: v1, read: 2026-11-23 }}\nconcepts:\n"
    );
    for (index, class) in DESIGNS.iter().enumerate() {
        let _ = write!(
            out,
            "  - id: {}\n    label: {}\n    code: c-{index}\n    definition: {} in the manner of the class.\n    implies: {}\n",
            class.concept, class.label, class.label, class.implies
        );
        let members = plan.full_models.iter().take(MEMBERS).map(|model| &plan.models[*model]);
        let mut members = members.filter(|item| design(item) == index).peekable();
        if members.peek().is_some() {
            out.push_str("    members:\n");
        }
        for item in members {
            let _ = writeln!(out, "      - {{ model: {}, at: Table 1 }}", plan.id(item));
        }
    }
    ("schemes/classes-of-the-bench.yaml".to_owned(), out)
}

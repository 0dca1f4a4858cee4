//! Generated models: stubs, and full ones in the manner of the curated entries.

use std::fmt::Write as _;

use super::plan::{Item, Plan, date};
use super::random::Random;

/// A way to build a unified model; a concept of the generated scheme.
pub(super) struct Design {
    pub(super) concept: &'static str,
    pub(super) label: &'static str,
    pub(super) implies: &'static str,
    facts: &'static str,
    /// Whether one component is both encoders.
    is_shared: bool,
}

pub(super) const DESIGNS: [Design; 4] = [
    Design {
        concept: "ar-pixel",
        label: "Pixel-based Encoding",
        implies: "{ paradigm: [autoregressive], has: [generation-encoder, generation-decoder], shared_encoder: true }",
        facts: "paradigm: autoregressive\nmodalities: { input: [text, image], output: [text, image] }\ngeneration: { text: [next-token], image: [next-token] }\nattention: causal\n",
        is_shared: true,
    },
    Design {
        concept: "ar-hybrid",
        label: "Hybrid Encoding",
        implies: "{ paradigm: [autoregressive], has: [understanding-encoder, generation-encoder], shared_encoder: false }",
        facts: "paradigm: autoregressive\nmodalities: { input: [text, image], output: [text, image] }\ngeneration: { text: [next-token], image: [next-token, diffusion] }\nattention: causal\n",
        is_shared: false,
    },
    Design {
        concept: "fused",
        label: "Fused Autoregressive and Diffusion Models",
        implies: "{ paradigm: [hybrid], text_by: [next-token], image_by: [diffusion, flow-matching] }",
        facts: "paradigm: hybrid\nmodalities: { input: [text, image, video], output: [text, image] }\ngeneration: { text: [next-token], image: [flow-matching] }\nattention: mixed\n",
        is_shared: false,
    },
    Design {
        concept: "diffusion",
        label: "Diffusion Models",
        implies: "{ paradigm: [diffusion], output: [text, image], text_by: [discrete-diffusion, masked-token] }",
        facts: "paradigm: diffusion\nmodalities: { input: [text, image], output: [text, image] }\ngeneration: { text: [masked-token], image: [masked-token] }\nattention: bidirectional\n",
        is_shared: true,
    },
];

/// The design of a full model.
pub(super) fn design(item: &Item) -> usize {
    item.number % DESIGNS.len()
}

/// The sizes in which a model came out; stubs have few.
pub(super) fn variants(item: &Item) -> &'static [&'static str] {
    match (item.is_full, item.number % 5) {
        (true, 0 | 1) => &["1b", "7b", "7b-hq"],
        (true, 2 | 3) => &["1.5b", "7b"],
        (true, _) => &["7b"],
        (false, 0) => &["7b", "13b"],
        (false, 1) => &["large-patch14-384"],
        (false, _) => &[],
    }
}

/// A reference to a model, in most cases to one of its sizes.
pub(super) fn reference(plan: &Plan, item: &Item, random: &mut Random) -> String {
    let variant = random.pick(variants(item));
    let id = plan.id(item);
    if variant.is_empty() { id } else { format!("{id}@{variant}") }
}

pub(super) fn model(plan: &Plan, position: usize) -> String {
    let item = &plan.models[position];
    if item.is_full { full(plan, position) } else { stub(plan, item) }
}

fn stub(plan: &Plan, item: &Item) -> String {
    const ROLES: &[&str] =
        &["language-model", "vision-language-model", "image-generator", "vision-encoder", "unified"];
    let mut random = plan.random(item);
    let word = plan.word(item);
    let mut out = format!(
        "# yaml-language-server: $schema=../../schema/model.schema.json\nname: {word} {}\nrole: {}\n",
        item.number,
        random.pick(ROLES)
    );
    if random.chance(25) {
        let _ = writeln!(out, "links: {{ home: https://example.org/{word}/{} }}", item.number);
    }
    let mut variants = variants(item).iter();
    if let Some(first) = variants.next() {
        let _ = writeln!(out, "variants:\n  - {{ id: {first}, name: {word} {} {first} }}", item.number);
    }
    for variant in variants {
        let _ = writeln!(out, "  - {{ id: {variant} }}");
    }
    out
}

fn full(plan: &Plan, position: usize) -> String {
    let item = &plan.models[position];
    let mut random = plan.random(item);
    let (word, id) = (plan.word(item), plan.id(item));
    let turn = plan.full_models.binary_search(&position).unwrap_or_default();
    let turns = plan.full_models.len();
    let paper = item.paper.map(|paper| plan.id(&plan.papers[paper])).unwrap_or_default();
    let organizations = Plan::share(&plan.organizations, turn, turns);
    let developers = ids(plan, organizations, random.below(plan.organizations.len()), &plan.organizations);
    let mut out = format!(
        "# yaml-language-server: $schema=../../schema/model.schema.json\nname: {word} {}\naliases: [{word}{}]\nrole: unified\nsummary: It {}.\nreleased: {}\ndevelopers: [{developers}]\nintroduced_by: {paper}\nsources:\n  paper: {{ paper: {paper}, version: v2, read: 2026-11-23 }}\n  repository: {{ url: https://github.com/example/{id}, version: 1daa72f, read: 2026-11-23 }}\ncited:\n  license: {{ source: repository, at: LICENSE }}\n  access: {{ source: repository, at: \"README, §2\" }}\n  variants: {{ at: \"§1, Table 3\" }}\n  generation: {{ at: \"§2.1\" }}\nlinks:\n  code: https://github.com/example/{id}\n  weights: https://huggingface.co/example/{id}\nlicense: Apache-2.0\naccess: {{ weights: open, code: open, data: unknown }}\n",
        item.number,
        item.number,
        random.prose(22),
        date(item.day),
    );
    out.push_str(DESIGNS[design(item)].facts);
    components(plan, position, turn, &mut random, &mut out);
    if turn > 0 && random.chance(60) {
        let parent = plan.full_models[turn - 1 - random.below(turn.min(20))];
        let parent = reference(plan, &plan.models[parent], &mut random);
        let relation = random.pick(&["successor-of", "extends", "finetuned-from"]);
        let _ = writeln!(out, "lineage:\n  - {{ relation: {relation}, of: {parent}, at: \"§1\" }}");
    }
    out.push_str("variants:\n");
    for variant in variants(item) {
        let size = variant.split('b').next().unwrap_or_default();
        let _ = writeln!(
            out,
            "  - {{ id: {variant}, name: {word} {} {variant}, parameters: {size}B, note: {} }}",
            item.number,
            random.prose(6)
        );
    }
    training(plan, turn, turns, &mut random, &mut out);
    for (index, method) in
        known_before(plan, turn, Plan::share(&plan.methods, turn, turns)).into_iter().enumerate()
    {
        let head = if index == 0 { "methods:\n" } else { "" };
        let _ = writeln!(out, "{head}  - {{ method: {}, at: \"§3.3\" }}", plan.id(method));
    }
    out
}

/// The ids of a share, or of one of `all` where the share is empty.
fn ids(plan: &Plan, share: &[Item], other: usize, all: &[Item]) -> String {
    let share = if share.is_empty() { &all[other..all.len().min(other + 1)] } else { share };
    share.iter().map(|item| plan.id(item)).collect::<Vec<_>>().join(", ")
}

fn components(plan: &Plan, position: usize, turn: usize, random: &mut Random, out: &mut String) {
    let item = &plan.models[position];
    let earlier = |random: &mut Random| {
        if position == 0 {
            return format!("detail: {}", random.prose(4));
        }
        let part = &plan.models[position - 1 - random.below(position.min(500))];
        format!("uses: {}", reference(plan, part, random))
    };
    out.push_str("components:\n");
    for variant in variants(item) {
        let _ = writeln!(
            out,
            "  - {{ roles: [backbone], {}, start: pretrained, training: tuned, variants: [{variant}], at: \"§2.2, §3.1\" }}",
            earlier(random)
        );
    }
    let is_shared = DESIGNS[design(item)].is_shared;
    let roles = if is_shared {
        "understanding-encoder, generation-encoder, generation-decoder"
    } else {
        let _ = writeln!(
            out,
            "  - {{ roles: [understanding-encoder], {}, start: pretrained, training: tuned, at: \"§2.2, §3.1\" }}",
            earlier(random)
        );
        "generation-encoder, generation-decoder"
    };
    // Stubs are mentioned by whose turn it is; of full ones only those that were there already.
    let mine = Plan::share(&plan.tokenizers, turn, plan.full_models.len());
    for (index, part) in mine.iter().filter(|part| !part.is_full || part.number < item.number).enumerate() {
        let roles = if index == 0 { roles } else { "generation-decoder" };
        let _ = writeln!(
            out,
            "  - {{ roles: [{roles}], uses: {}, start: pretrained, training: frozen, at: \"§2.1, §3.1\" }}",
            plan.id(part)
        );
    }
    if !mine.iter().any(|part| !part.is_full || part.number < item.number) {
        let _ = writeln!(
            out,
            "  - {{ roles: [{roles}], detail: {}, start: scratch, training: tuned, at: \"§2.1\" }}",
            random.prose(5)
        );
    }
    for _ in 0..2 {
        let _ = writeln!(
            out,
            "  - {{ roles: [connector], detail: {}, training: tuned, at: \"§2.2, §3.1\" }}",
            random.prose(7)
        );
    }
}

/// Those of `items` that had come out when the model did; a stub has no date that could be too late.
fn known_before<'p>(plan: &Plan, turn: usize, items: &'p [Item]) -> Vec<&'p Item> {
    let day = plan.full_models.get(turn).map_or(0, |model| plan.models[*model].day);
    items.iter().filter(|item| !item.is_full || item.day <= day).collect()
}

fn training(plan: &Plan, turn: usize, turns: usize, random: &mut Random, out: &mut String) {
    let mine = known_before(plan, turn, Plan::share(&plan.datasets, turn, turns));
    let half = mine.len() / 2;
    let stages = [("pretraining", &mine[..half]), ("instruction-tuning", &mine[half..])];
    out.push_str("training:\n");
    for (stage, datasets) in stages {
        let names = datasets.iter().map(|item| plan.id(item)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            out,
            "  - {{ stage: {stage}, datasets: [{names}], note: {}, at: \"§2.2, §4.1\" }}",
            random.prose(10)
        );
    }
}

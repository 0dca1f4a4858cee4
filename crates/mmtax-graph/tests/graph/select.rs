//! Selections and queries on one small taxonomy: what holds, what does not, and what is not known.

use mmtax_graph::{Compare, ComponentTerm, Field, Filter, Taxonomy};
use mmtax_schema::vocab::{ComponentRole, Paradigm, Role, Training};
use mmtax_schema::{Kind, PartialDate};

use super::{get, taxonomy};

const ZOO: &str = "
    organizations/lab: { name: Lab }
    organizations/team: { name: Team, part_of: lab }
    organizations/other: { name: Other }
    papers/p: { title: The paper of Mixed }
    papers/q: { title: Another }
    datasets/pairs: { name: Pairs, modalities: [image, text], size: { count: 1.2M, unit: pairs }, license: MIT }
    datasets/part: { name: Part, lineage: [{ relation: subset-of, of: pairs }] }
    tokenizers/vq: { name: VQ, form: discrete, quantizer: vq, codebook_size: 16384, components: not-applicable }
    tokenizers/kl: { name: KL, form: continuous, quantizer: not-applicable, components: not-applicable }
    models/llm: { name: LLM, role: language-model, components: not-applicable, variants: [{ id: 7b, parameters: 7B }, { id: 13b, parameters: 13B }] }
    models/eye: { name: Eye, role: vision-encoder, variants: [{ id: large }, { id: small }], components: [] }
    models/open: { name: Open, role: vision-encoder }
    models/mixed: { name: Mixed, aliases: [Melange], role: unified, paradigm: hybrid, released: 2025-02-10, developers: [team], introduced_by: p, license: Apache-2.0, access: { weights: open }, modalities: { input: [text, image], output: [text, image] }, generation: { text: [next-token], image: [diffusion] }, components: [{ roles: [backbone], uses: llm@7b, start: pretrained, training: frozen }, { roles: [understanding-encoder], uses: eye@large, training: tuned }, { roles: [generation-decoder], uses: kl }], training: [{ stage: pretraining, datasets: [pairs] }] }
    models/plain: { name: Plain, role: unified, paradigm: autoregressive, released: 2025-01, developers: [other], license: undisclosed, components: [{ roles: [backbone], uses: llm@13b, training: tuned }, { roles: [generation-encoder, generation-decoder], uses: vq, training: frozen }], training: [{ stage: pretraining, datasets: [part], note: and more }] }
    models/next: { name: Next, role: unified, released: 2025, license: unknown, components: [{ roles: [backbone], uses: mixed }], lineage: [{ relation: successor-of, of: mixed }] }
    models/vague: { name: Vague, role: unified, parameters: 3B, components: [{ roles: [backbone], uses: open }] }
    models/empty: { name: Empty, role: unified }
    schemes/scheme: { name: Scheme, concepts: [{ id: fused, label: Fused, code: c, members: [{ model: mixed }] }, { id: deep, label: Deep, under: fused, members: [{ model: next }] }, { id: apart, label: Apart, members: [{ model: plain }] }] }
    benchmarks/bench: { name: Bench, metrics: [{ id: overall, direction: higher-is-better }, { id: fid, direction: lower-is-better }], variants: [{ id: v1 }, { id: v2 }] }
    results/p: { source: p, tables: [{ at: Table 1, benchmark: bench, settings: { prompt-rewriting: none }, columns: [overall, fid], rows: [{ model: mixed, values: [0.80, 7.5] }, { model: plain, values: [0.70, 9] }] }] }
    results/q: { source: q, tables: [{ at: Table 2, columns: [bench@v2/overall*100], rows: [{ model: mixed, values: [85], reported: measured }, { model: next, values: [75] }] }] }
";

/// The ids that a query selects, and those of which it is not known, among the models and tokenizers.
fn judged(taxonomy: &Taxonomy, query: &str) -> (String, String) {
    let filter = taxonomy.parse_query(query).unwrap_or_else(|error| panic!("{error}"));
    let judgement = taxonomy.judge(&filter);
    let ids = |selection: &mmtax_graph::Selection<'_>| {
        let kinds = [Kind::Model, Kind::Tokenizer];
        let ids = selection.iter().filter(|entry| kinds.contains(&entry.kind())).map(|entry| entry.id());
        ids.collect::<Vec<_>>().join(" ")
    };
    (ids(&judgement.yes), ids(&judgement.unknown))
}

#[track_caller]
fn check(query: &str, yes: &str, unknown: &str) {
    let taxonomy = taxonomy(ZOO);
    assert_eq!(judged(&taxonomy, query), (yes.to_owned(), unknown.to_owned()), "{query}");
}

#[test]
fn fields_hold_do_not_hold_or_are_not_known() {
    check("paradigm:hybrid kind:model", "mixed", "empty eye llm next open vague");
    check("-paradigm:hybrid kind:model", "plain", "empty eye llm next open vague");
    check("~paradigm:hybrid kind:model", "empty eye llm next open plain vague", "");
    check("paradigm:unknown role:unified", "empty next vague", "");
    check("paradigm:known", "mixed plain", "");
    check("paradigm:hybrid|autoregressive", "mixed plain", "empty eye llm next open vague");
    check("license:apache-2.0", "mixed", "empty eye kl llm next open plain vague vq");
    check("license:undisclosed", "plain", "");
    check("license:unknown role:unified", "empty next plain vague", "");
    check("-quantizer:vq", "kl", "");
    check("quantizer:not-applicable kind:tokenizer", "kl", "");
    check("output:image", "mixed", "empty eye llm next open plain vague");
    check("-output:video kind:model", "mixed", "empty eye llm next open plain vague");
    check("generation.image:diffusion", "mixed", "empty eye llm next open plain vague");
    check("-generation.video:diffusion", "mixed", "empty eye llm next open plain vague");
    check("weights:open", "mixed", "empty eye llm next open plain vague");
    check("stub:yes", "empty open", "");
}

#[test]
fn numbers_dates_names_and_developers() {
    check("parameters>7B", "llm", "empty eye mixed next open plain");
    check("parameters>=7B parameters<8B", "llm", "empty eye mixed next open plain");
    check("codebook_size:16384", "vq", "kl");
    check("released>2025-01", "mixed", "empty eye kl llm next open vague vq");
    check("released>=2025-01", "mixed next plain", "empty eye kl llm open vague vq");
    check("released:2025", "mixed next plain", "empty eye kl llm open vague vq");
    check("released:2025-01", "plain", "empty eye kl llm next open vague vq");
    check("released<2025-01-20", "", "empty eye kl llm next open plain vague vq");
    check("released<=2025-01-31 -released:2024", "plain", "empty eye kl llm next open vague vq");
    check("developer:lab", "mixed", "empty eye kl llm next open vague vq");
    check("-developer:lab", "plain", "empty eye kl llm next open vague vq");
    check("melange", "mixed", "");
    check("name:\"mixed\"|eye", "eye mixed", "");
    check("id:mixed", "mixed", "");
}

#[test]
fn parts_are_transitive_and_known_only_where_all_parts_are() {
    check("contains:eye", "mixed next", "empty open vague");
    check("-contains:eye", "eye kl llm plain vq", "empty open vague");
    check("~contains:eye kind:model", "empty eye llm open plain vague", "");
    check("contains:eye@large", "mixed next", "empty eye kl llm open plain vague vq");
    check("contains:eye@small", "", "empty eye kl llm mixed next open plain vague vq");
    check("descends-from:mixed", "next", "empty eye kl llm mixed open plain vague vq");
    check("-descends-from:mixed", "", "empty eye kl llm mixed open plain vague vq");
    check("built-on:llm", "mixed next plain", "empty eye kl llm open vague vq");
    check("part-of:next", "eye kl llm mixed", "");
    check("part-of:vague", "open", "empty eye kl llm mixed next plain vague vq");
    check("trained-on:pairs", "mixed", "empty eye kl llm next open plain vague vq");
    check("-trained-on:part", "mixed", "empty eye kl llm next open vague vq");
    check("developed-by:team", "mixed", "empty eye kl llm next open vague vq");
    check("-introduced-by:q", "mixed", "empty eye kl llm next open plain vague vq");
}

#[test]
fn components_are_asked_by_role_training_and_part() {
    check("backbone.training:frozen", "mixed", "empty next open vague");
    check("-backbone.training:frozen role:unified", "plain", "empty next vague");
    check("backbone[training:frozen]:llm", "mixed", "empty open");
    check("backbone[training:frozen]:llm@13b", "", "empty open");
    check("backbone:llm", "mixed plain", "empty open");
    check("backbone:llm@13b", "plain", "empty open");
    check("component.start:pretrained", "mixed", "empty next open plain vague");
    check("component[training:frozen]:vq", "plain", "empty open");
    check("query-interface[] role:unified", "", "empty");
}

#[test]
fn classes_hold_below_and_are_not_known_where_a_scheme_says_nothing() {
    check("class:fused", "mixed next", "empty eye llm open vague");
    check("class:scheme/c", "mixed next", "empty eye llm open vague");
    check("class:deep", "next", "empty eye llm open vague");
    check("-class:fused", "plain", "empty eye llm open vague");
}

#[test]
fn scores_are_compared_on_the_scale_of_the_metric_under_conditions() {
    check("bench/overall>0.7", "mixed next", "empty eye kl llm open vague vq");
    check("bench/overall>=0.7", "mixed next plain", "empty eye kl llm open vague vq");
    check("-bench/overall>0.7", "plain", "empty eye kl llm open vague vq");
    check("bench@v2/overall>0.82", "mixed", "empty eye kl llm open vague vq");
    check("bench/overall[prompt-rewriting:none]>0.75", "mixed", "empty eye kl llm open vague vq");
    check("bench/overall[prompt-rewriting:none]>0.70 id:next", "", "next");
    check("bench/overall[prompt-rewriting:none|unknown]>0.7", "mixed next", "empty eye kl llm open vague vq");
    check("bench/overall[by:own]", "mixed", "empty eye kl llm next open plain vague vq");
    check("bench/overall[prompt-rewriting:gpt]>0.1", "", "empty eye kl llm mixed next open vague vq");
    check("bench/overall[by:measured]", "mixed", "empty eye kl llm next open plain vague vq");
    check("bench/overall[prompt-rewriting:none]>plain", "mixed", "empty eye kl llm next open vague vq");
    check("bench/fid<8", "mixed", "empty eye kl llm next open vague vq");
    check("bench/fid<plain", "mixed", "empty eye kl llm next open vague vq");
    check("bench/fid<eye", "", "empty eye kl llm mixed next open plain vague vq");
    check("bench[]", "mixed next plain", "empty eye kl llm open vague vq");
}

#[test]
fn terms_join_by_side_by_bar_and_by_brackets() {
    check("role:unified kind:model paradigm:hybrid|stub:yes", "empty mixed", "next vague");
    check("(paradigm:hybrid role:unified)|id:vq", "mixed vq", "empty next vague");
    check("-(paradigm:hybrid|stub:yes) role:unified", "plain", "next vague");
    check("paradigm!=hybrid", "plain", "empty eye llm next open vague");
    check("id:vq | id:kl", "kl vq", "");
    check("--id:vq", "vq", "");
    check("", "empty eye kl llm mixed next open plain vague vq", "");
    check("-()", "", "");
}

/// Every filter that the library makes is the query that it writes.
#[test]
fn filters_are_built_without_a_text_as_well() {
    let taxonomy = taxonomy(ZOO);
    let eye = get(&taxonomy, "eye");
    let frozen = ComponentTerm {
        role: Some(ComponentRole::Backbone),
        training: Some(Training::Frozen),
        ..ComponentTerm::default()
    };
    let scheme = taxonomy.entry("scheme").unwrap();
    for (filter, query) in [
        (Filter::paradigm(Paradigm::Hybrid).and(Filter::contains(eye)), "(paradigm:hybrid contains:eye)"),
        (
            Filter::role(Role::Unified).or(!Filter::component(frozen)),
            "(role:unified|-backbone[training:frozen])",
        ),
        (Filter::unknown(Field::LICENSE).not_known(), "~license:unknown"),
        (Filter::released(Compare::Less, PartialDate::new("2025-01").unwrap()), "released<2025-01"),
        (Filter::class(scheme, "fused"), "class:scheme/fused"),
        (Filter::field(Field::LICENSE, "A \"b\" c"), r#"license:"A \"b\" c""#),
        (Filter::field(Field::LICENSE, "unknown"), "license:\"unknown\""),
        (
            Filter::built_on(eye).and(Filter::kind(Kind::Model)).and(Filter::descends_from(eye)),
            "(built-on:eye kind:model descends-from:eye)",
        ),
    ] {
        assert_eq!(filter.to_string(), query);
        assert_eq!(taxonomy.parse_query(query).unwrap(), filter, "{query}");
    }
}

/// The mark stands under what is wrong, and the help names what is meant.
#[test]
fn errors_point_into_the_query() {
    let taxonomy = taxonomy(ZOO);
    let mut told = String::new();
    for query in [
        "paradgm:hybrid",
        "role:unified paradigm:hybird",
        "contains:eey",
        "contains:pairs",
        "contains:eye@lrge",
        "backbone.training:forzen",
        "backbone[trainin:frozen]",
        "released>tomorrow",
        "parameters>many",
        "paradigm>hybrid",
        "paradigm:",
        "paradigm",
        "paradigm[x:y]:hybrid",
        "bench>0.5",
        "bench/overal>0.5",
        "bench@v3/overall>0.5",
        "bnech/overall>0.5",
        "bench/overall[prompt-rewritng:none]>0.5",
        "bench/overall[by:me]",
        "bench/overall[by:own",
        "bench/overall>sdxl",
        "class:fusd",
        "class:schem/fused",
        "developer:eye",
        "kind:modell",
        "stub:maybe",
        "(role:unified",
        "role:unified)",
        "role:unified and id:vq",
        "name:\"unclosed",
        "role:unified | ",
        "- ",
        "é|\u{1b}paradgm:x",
    ] {
        let error = taxonomy.parse_query(query).unwrap_err();
        assert!(error.span.end <= query.chars().count(), "{error:?}");
        told.push_str(&format!("{error}\n\n"));
    }
    insta::assert_snapshot!(told);
    let nested = "(".repeat(100_000);
    assert!(taxonomy.parse_query(&nested).unwrap_err().message.contains("too deep"));
    assert!(taxonomy.parse_query(&"-".repeat(100_000)).is_err());
}

#[test]
fn columns_show_values_with_the_best_score_first() {
    let taxonomy = taxonomy(ZOO);
    let shown = |column: &str, id: &str| {
        let column = taxonomy.parse_column(column).unwrap();
        let entry = get(&taxonomy, id);
        let values = column.values(entry).into_iter().map(|value| match value.source {
            Some(source) => format!("{} ({source})", value.text),
            None => value.text,
        });
        let values = values.collect::<Vec<_>>().join("; ");
        format!("{values}{}", column.nothing(entry))
    };
    for (column, id, expected) in [
        ("id", "mixed", "mixed"),
        ("name", "mixed", "Mixed"),
        ("released", "plain", "2025-01"),
        ("license", "plain", "undisclosed"),
        ("license", "vague", ""),
        ("backbone", "mixed", "llm@7b"),
        ("component.training", "mixed", "frozen; tuned"),
        ("contains", "next", "mixed; eye; kl; llm"),
        ("class", "next", "scheme/deep"),
        ("trained-on", "plain", "part"),
        ("bench/overall", "mixed", "85 (measured, q Table 2); 0.80 (own, p Table 1, prompt-rewriting: none)"),
        ("bench/overall[by:own]", "mixed", "0.80 (own, p Table 1, prompt-rewriting: none)"),
        ("bench/fid", "plain", "9 (unstated, p Table 1, prompt-rewriting: none)"),
    ] {
        assert_eq!(shown(column, id), expected, "{column} of {id}");
    }
    assert!(taxonomy.parse_column("paradgm").unwrap_err().help.unwrap().contains("`paradigm`"));
    assert!(taxonomy.parse_column("released>2025").is_err());
}

#[test]
fn sorting_puts_what_is_missing_last_either_way() {
    let taxonomy = taxonomy(ZOO);
    let sorted = |column: &str, descending: bool| {
        let column = taxonomy.parse_column(column).unwrap();
        let mut entries: Vec<_> = taxonomy.query("role:unified").unwrap().iter().collect();
        entries.sort_by(|a, b| column.order(*a, *b, descending));
        entries.iter().map(|entry| entry.id()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sorted("bench/overall", true), "mixed next plain empty vague");
    assert_eq!(sorted("bench/overall", false), "plain next mixed empty vague");
    assert_eq!(sorted("released", true), "mixed plain next empty vague");
}

//! What a model saw of a benchmark.

use mmtax_graph::{Exposure, Overlap};

use super::{get, taxonomy};

/// `coco` was photographed; `pope` asks about it, `mix` talks about it, `templates` follows `gen`.
const DATA: &str = "
    datasets/coco: { name: COCO }
    datasets/web: { name: Web }
    datasets/mix: { name: Mix, lineage: [{ relation: derived-from, of: coco }] }
    datasets/templates: { name: Templates, lineage: [{ relation: derived-from, of: gen }] }
    datasets/more-templates: { name: More, lineage: [{ relation: subset-of, of: templates }] }
    benchmarks/pope: { name: POPE, lineage: [{ relation: derived-from, of: coco }] }
    benchmarks/gen: { name: Gen }
";

fn seen(models: &str, model: &str, benchmark: &str) -> (Vec<(Overlap, String)>, Vec<String>) {
    let taxonomy = taxonomy(&format!("{DATA}{models}"));
    let exposure = get(&taxonomy, model).exposure(get(&taxonomy, benchmark));
    told(&exposure)
}

/// The overlaps with every link on the way, and who is unknown.
fn told(exposure: &Exposure<'_>) -> (Vec<(Overlap, String)>, Vec<String>) {
    let traces = exposure.traces.iter().map(|trace| {
        let (weights, data) = (&trace.weights.hops, &trace.data.hops);
        let trained = std::iter::once(format!("{:?}", trace.trained));
        let links = weights.iter().map(|hop| format!("{:?}", hop.link)).chain(trained);
        let links: Vec<_> = links.chain(data.iter().map(|hop| format!("{:?}", hop.link))).collect();
        (trace.overlap, links.join("; "))
    });
    (traces.collect(), exposure.unknown.iter().map(|entry| entry.id().to_owned()).collect())
}

fn trained(on: &str) -> String {
    format!("role: unified, training: [{{ stage: pretraining, datasets: [{on}] }}]")
}

#[test]
fn a_benchmark_drawn_from_what_the_model_saw_is_traced() {
    let models = format!("models/m: {{ name: M, {} }}", trained("coco"));
    let (traces, unknown) = seen(&models, "m", "pope");
    assert_eq!(traces, [(Overlap::DrawnFrom, "m trained-on coco; pope derived-from coco".to_owned())]);
    assert!(unknown.is_empty());
    assert_eq!(seen(&models, "m", "gen").0, []);
}

#[test]
fn data_made_by_a_benchmarks_templates_is_traced_at_any_depth() {
    let models = format!("models/m: {{ name: M, {} }}", trained("more-templates"));
    let way = "m trained-on more-templates; more-templates subset-of templates; templates derived-from gen";
    assert_eq!(seen(&models, "m", "gen").0, [(Overlap::MadeFrom, way.to_owned())]);
}

#[test]
fn a_part_of_a_benchmark_is_the_benchmark_itself() {
    let models = format!(
        "datasets/pope-train: {{ name: POPE (training), lineage: [{{ relation: subset-of, of: pope }}] }}
         models/m: {{ name: M, {} }}",
        trained("pope-train")
    );
    let way = "m trained-on pope-train; pope-train subset-of pope";
    assert_eq!(seen(&models, "m", "pope").0, [(Overlap::Itself, way.to_owned())]);
}

#[test]
fn a_common_origin_and_the_benchmark_itself_are_told_apart() {
    let models = format!("models/m: {{ name: M, {} }}", trained("mix, pope"));
    let (traces, _) = seen(&models, "m", "pope");
    let common = "m trained-on mix; mix derived-from coco; pope derived-from coco";
    assert_eq!(
        traces,
        [(Overlap::Itself, "m trained-on pope".to_owned()), (Overlap::CommonOrigin, common.to_owned())]
    );
}

#[test]
fn data_comes_down_with_weights_and_not_with_a_design() {
    let models = |component: &str| {
        format!(
            "models/base: {{ name: Base, {} }}
             models/encoder: {{ name: Encoder, role: vision-encoder, lineage: [{{ relation: finetuned-from, of: base }}], training: [{{ stage: pretraining, datasets: [web] }}] }}
             models/m: {{ name: M, components: [{{ roles: [understanding-encoder], uses: encoder{component} }}], {} }}",
            trained("coco"),
            trained("web")
        )
    };
    let way = "m contains encoder; encoder finetuned-from base; base trained-on coco; pope derived-from coco";
    assert_eq!(seen(&models(""), "m", "pope").0, [(Overlap::DrawnFrom, way.to_owned())]);
    assert_eq!(seen(&models(", start: pretrained"), "m", "pope").0.len(), 1);
    assert_eq!(seen(&models(", start: scratch"), "m", "pope").0, []);
    let design = models("").replace("finetuned-from", "extends");
    assert_eq!(seen(&design, "m", "pope").0, []);
}

#[test]
fn what_is_not_named_is_unknown_and_never_clean() {
    for part in [
        "",
        ", training: unknown",
        ", training: undisclosed",
        ", training: [{ stage: pretraining }]",
        ", training: [{ stage: pretraining, datasets: unknown }]",
    ] {
        let models = format!(
            "models/part: {{ name: Part, role: language-model{part} }}
             models/m: {{ name: M, components: [{{ roles: [backbone], uses: part }}], {} }}",
            trained("web")
        );
        assert_eq!(seen(&models, "m", "pope"), (Vec::new(), vec!["part".to_owned()]), "{part}");
    }
}

#[test]
fn every_scored_pair_has_one_exposure() {
    let taxonomy = taxonomy(&format!(
        "{DATA}
         papers/p: {{ title: P }}
         models/m: {{ name: M, {} }}
         models/n: {{ name: N, role: unified }}
         results/p: {{ source: p, tables: [{{ at: Table 1, columns: [pope/f1, pope/accuracy, gen/score], rows: [{{ model: m, values: [1, 2, 3] }}, {{ model: n, values: [1, '-', '-'] }}] }}] }}",
        trained("coco")
    ));
    let pairs: Vec<_> = taxonomy
        .exposures()
        .into_iter()
        .map(|(benchmark, model, exposure)| {
            (benchmark.id(), model.id(), exposure.traces.len(), exposure.unknown.len())
        })
        .collect();
    assert_eq!(pairs, [("gen", "m", 0, 0), ("pope", "m", 1, 0), ("pope", "n", 0, 1)]);
}

//! New entries: what is written for each kind, what is taken from a sibling, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mmtax::scaffold::{Order, Refusal, Scaffold, Sibling, family_fields, roles, scaffold};
use mmtax::schema::parse::schema_faults;
use mmtax::schema::{Entry, EntryId, Kind, json_schema, parse};
use mmtax::{Taxonomy, Unsaved};
use tempfile::TempDir;

const JANUS: &str = "# yaml-language-server: $schema=../../schema/model.schema.json\n\
name: Janus\n\
role: unified\n\
released: 2024-10-17\n\
introduced_by: arxiv-2410.13848\n\
sources: { paper: { paper: arxiv-2410.13848 } }\n\
# read it twice\n\
paradigm: autoregressive  # as it says itself\n\
attention: causal\n\
# about its parts\n\
components:\n\
\x20 # the backbone\n\
\x20 - { roles: [backbone], uses: siglip, at: \"§2, and: 3\" }\n\
\x20 - at: \"§3\"\n\
\x20   roles: [connector]\n\
\x20   source: paper\n\
\x20   detail: two-layer MLP\n\
\x20 - { at: \"§4\", source: paper, roles: [understanding-encoder], uses: siglip }  # frozen?\n\
# about its variants\n\
variants: [{ id: 7b, name: Janus-Huge }]\n";

const FILES: [(&str, &str); 6] = [
    ("models/janus.yaml", JANUS),
    ("models/siglip.yaml", "name: SigLIP\naliases: [Sigmoid CLIP]\nrole: vision-encoder\n"),
    ("papers/arxiv-2410.13848.yaml", "title: \"Janus: Decoupling\"\narxiv: \"2410.13848\"\n"),
    ("papers/arxiv-2512.00001.yaml", "title: Another\narxiv: \"2512.00001\"\n"),
    ("papers/old-report.yaml", "title: An Old Report\narxiv: hep-th/9901001\n"),
    ("datasets/imagenet-1k.yaml", "name: ImageNet-1k\n"),
];

fn taxonomy() -> (TempDir, Taxonomy) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let loaded = mmtax::load(folder.path()).unwrap();
    (folder, loaded.taxonomy)
}

fn order(kind: Kind, id: &str) -> Order<'_> {
    Order { kind, id, name: None, role: None, arxiv: None, released: None, sibling: None, force_new: false }
}

fn made(order: &Order<'_>) -> Scaffold {
    scaffold(&taxonomy().1, order).unwrap()
}

fn refused(order: &Order<'_>) -> Refusal {
    scaffold(&taxonomy().1, order).unwrap_err()
}

/// The codes that `validate` finds in what was made.
fn codes(order: &Order<'_>) -> Vec<&'static str> {
    let (folder, taxonomy) = taxonomy();
    let made = scaffold(&taxonomy, order).unwrap();
    let unsaved = Unsaved { kind: order.kind, id: order.id, text: &made.text };
    let report = mmtax::load_with(folder.path(), Some(unsaved)).unwrap().report;
    let of_file = report.diagnostics().iter().filter(|found| found.file.ends_with(&made.file));
    of_file.map(|found| found.code).collect()
}

#[test]
fn every_kind_has_findings_for_what_is_still_to_be_filled_in_and_no_others() {
    for (kind, empty, expected) in [
        (Kind::Model, &["role"][..], &["wrong-type"][..]),
        (Kind::Tokenizer, &[], &["stub-unused"]),
        (Kind::Method, &[], &["stub-unused"]),
        (Kind::Dataset, &[], &["stub-unused"]),
        (Kind::Benchmark, &[], &["stub-unused"]),
        (Kind::Paper, &["title"], &["wrong-type"]),
        (Kind::Organization, &[], &["stub-unused"]),
        (Kind::Results, &["tables"], &["wrong-type"]),
        (Kind::Scheme, &["concepts"], &["wrong-type"]),
        (Kind::Errata, &["items"], &["wrong-type"]),
    ] {
        let order = order(kind, if kind.is_referable() { "something-new" } else { "arxiv-2410.13848" });
        assert_eq!(made(&order).empty, empty, "{kind}");
        assert_eq!(codes(&order), expected, "{kind}");
    }
    let model = Order { role: Some("unified"), ..order(Kind::Model, "something-new") };
    assert_eq!(codes(&model), ["stub-unused"]);
    let model = Order { arxiv: Some("2512.00001"), released: Some("2025-12"), ..model };
    assert_eq!(codes(&model), ["orphan"], "a paper and a date join it to nothing");
    let paper = Order { name: Some("A Title"), ..order(Kind::Paper, "arxiv-2501.17811") };
    assert_eq!(codes(&paper), ["stub-unused"]);
}

/// A field, as a comment or filled in, with the lines under it.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.starts_with("## ")) {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        if bare.starts_with(' ') {
            let (_, block) = blocks.last_mut().unwrap();
            block.push_str(&format!("{bare}\n"));
        } else {
            let (name, _) = bare.split_once(':').unwrap_or_else(|| panic!("{line}"));
            blocks.push((name.to_owned(), format!("{bare}\n")));
        }
    }
    blocks
}

#[test]
fn each_field_that_is_a_comment_is_sound_when_it_is_none() {
    for kind in Kind::ALL {
        let order = order(kind, if kind.is_referable() { "something-new" } else { "arxiv-2410.13848" });
        let made = made(&order);
        let schema = json_schema::schema(kind);
        let fields: BTreeSet<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let blocks = blocks(&made.text);
        let named: BTreeSet<&str> = blocks.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(named, fields, "{kind}");
        // Alone: no fault but that others are missing or still empty.
        for (name, block) in blocks.iter().filter(|(name, _)| !made.empty.contains(name)) {
            let mut faults = schema_faults(kind, block);
            faults.retain(|fault| fault.code.name() != "missing-field");
            assert!(faults.is_empty(), "{kind}, {name}: {faults:?}\n{block}");
        }
        // All together, with the required ones as their examples say.
        let mut all: String = blocks.iter().map(|(_, block)| block.as_str()).collect();
        for (field, value) in [("role", "unified"), ("title", "A Title")] {
            all = all.replace(&format!("{field}:\n"), &format!("{field}: {value}\n"));
        }
        let parsed = parse(kind, EntryId::new(order.id).unwrap(), &all);
        assert!(parsed.entry.is_some() && parsed.faults.is_empty(), "{kind}: {:?}\n{all}", parsed.faults);
    }
}

#[test]
fn every_field_has_its_help_and_its_words() {
    let model = made(&order(Kind::Model, "something-new")).text;
    for expected in [
        "## The attention mask of the backbone.\n##   causal, bidirectional, mixed\n# attention: causal\n",
        "## What it is for.\n##   unified, language-model,",
        "##   weights, code, data: open,",
        "##   start: pretrained, scratch\n",
    ] {
        assert!(model.contains(expected), "{expected}\n{model}");
    }
    let lines = model.lines().filter(|line| line.starts_with("# ") && !line.starts_with("#  ")).count();
    let helps = model.lines().filter(|line| line.starts_with("## ") && !line.starts_with("##  ")).count();
    assert!(helps >= lines, "{model}");
}

#[test]
fn names_are_read_back_as_they_were_given() {
    for name in [
        "Janus-Pro 2",
        "a: b",
        "4M",
        "true",
        "No",
        "7.5",
        "\"quoted\"",
        "back\\slash",
        "#1",
        "x #y",
        "ends:",
        "中文 🦙",
        "- dash",
        "[list]",
        "it's",
        "~",
        "null",
        "@home",
        "100%",
        "éa: ",
        "a, b",
    ] {
        let order = Order { name: Some(name), ..order(Kind::Dataset, "something-new") };
        if name.trim() != name {
            assert!(matches!(refused(&order), Refusal::Malformed { .. }));
            continue;
        }
        let text = made(&order).text;
        let parsed = parse(Kind::Dataset, EntryId::new("something-new").unwrap(), &text);
        assert_eq!(parsed.entry.unwrap().name(), name);
    }
}

#[test]
fn a_sibling_gives_what_the_family_shares_but_no_places() {
    let sibling = Some(Sibling { id: "janus", text: JANUS });
    let made = made(&Order { sibling, ..order(Kind::Model, "janus-x") });
    assert_eq!(made.copied, ["role", "paradigm", "attention", "components"]);
    for kept in [
        "role: unified\n",
        "# read it twice\nparadigm: autoregressive  # as it says itself\n## ",
        "# about its parts\ncomponents:\n  # the backbone\n  - { roles: [backbone], uses: siglip }\n  - roles: [connector]\n    detail: two-layer MLP\n  - { roles: [understanding-encoder], uses: siglip }  # frozen?\n## ",
    ] {
        assert!(made.text.contains(kept), "{kept}\n{}", made.text);
    }
    for left in ["2024-10-17", "arxiv-2410.13848", "about its variants", "Janus-Huge"] {
        assert!(!made.text.contains(left), "{left}\n{}", made.text);
    }
    let order = Order { sibling, arxiv: Some("2512.00001"), ..order(Kind::Model, "janus-x") };
    assert_eq!(codes(&order), ["locator-missing"; 3]);
}

#[test]
fn every_real_entry_can_be_a_sibling() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    let real = mmtax::load(&dir).unwrap().taxonomy;
    let mut tried = 0;
    for entry in real.entries().filter(|entry| !family_fields(entry.kind()).is_empty()) {
        let (kind, id) = (entry.kind(), "zzz-quite-another-one");
        let text = fs::read_to_string(dir.join(entry.entry().file())).unwrap();
        let sibling = Some(Sibling { id: entry.id(), text: &text });
        let made = scaffold(&taxonomy().1, &Order { sibling, ..order(kind, id) }).unwrap();
        let parsed = parse(kind, EntryId::new(id).unwrap(), &made.text);
        let Some(copy) = parsed.entry else { panic!("{}: {:?}\n{}", entry.id(), parsed.faults, made.text) };
        let items = |entry: &Entry| entry.shared().components.map_or(&[][..], |all| all.items()).to_vec();
        let mut expected = items(entry.entry());
        expected.iter_mut().for_each(|item| (item.source, item.at) = (None, None));
        assert_eq!(items(&copy), expected, "{}\n{}", entry.id(), made.text);
        tried += 1;
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn a_sibling_that_gives_nothing_is_refused() {
    let from = |kind, text| {
        refused(&Order { sibling: Some(Sibling { id: "janus", text }), ..order(kind, "janus-x") })
    };
    for (kind, text) in [
        (Kind::Paper, "title: Janus\n"),
        (Kind::Scheme, "name: Janus\n"),
        (Kind::Model, "name: Janus\nroel: unified\n"),
        (Kind::Model, "{ name: Janus, role: unified }\n"),
    ] {
        assert!(matches!(from(kind, text), Refusal::Sibling { .. }), "{text}");
    }
    for kind in Kind::ALL {
        let schema = json_schema::schema(kind);
        for field in family_fields(kind) {
            assert!(schema["properties"].get(field).is_some(), "{kind} has no {field}");
        }
    }
}

#[test]
fn the_paper_is_filled_in_where_it_belongs() {
    let with = |kind, id, number| made(&Order { arxiv: Some(number), ..order(kind, id) });
    let model = with(Kind::Model, "something-new", "2501.17811");
    assert!(model.text.contains("\nintroduced_by: arxiv-2501.17811\nsources:\n"), "{}", model.text);
    assert!(model.text.contains("  paper: { paper: arxiv-2501.17811 }\n"), "{}", model.text);
    assert_eq!(model.missing_paper.as_deref(), Some("arxiv-2501.17811"));
    assert_eq!(with(Kind::Model, "something-new", "2410.13848").missing_paper, None);
    let old = with(Kind::Model, "something-new", "hep-th/9901001");
    assert!(old.text.contains("introduced_by: old-report\n") && old.missing_paper.is_none(), "{}", old.text);
    assert!(with(Kind::Paper, "arxiv-2501.17811", "2501.17811").text.contains("\narxiv: \"2501.17811\"\n"));
    assert!(made(&order(Kind::Paper, "arxiv-2501.17811")).text.contains("\narxiv: \"2501.17811\"\n"));
    let part = made(&order(Kind::Results, "arxiv-2410.13848.appendix"));
    assert!(
        part.text.contains("\nsource: arxiv-2410.13848\n") && part.missing_paper.is_none(),
        "{}",
        part.text
    );
    for (kind, id) in
        [(Kind::Paper, "arxiv-2501.17812"), (Kind::Results, "arxiv-2501.17812"), (Kind::Errata, "x")]
    {
        let refusal = refused(&Order { arxiv: Some("2501.17811"), ..order(kind, id) });
        assert!(refusal.to_string().contains("`arxiv-2501.17811`"), "{refusal}");
    }
}

#[test]
fn what_is_malformed_or_does_not_fit_the_kind_is_refused() {
    let base = order(Kind::Model, "something-new");
    for order in [
        order(Kind::Model, "Something"),
        order(Kind::Model, ""),
        order(Kind::Model, "../escape"),
        Order { arxiv: Some("2513.00001"), ..base },
        Order { arxiv: Some("2501.17811v2"), ..base },
        Order { released: Some("2025-13"), ..base },
        Order { role: Some("unfied"), ..base },
        Order { name: Some("two\nlines"), ..base },
        Order { name: Some(" "), ..base },
    ] {
        assert!(matches!(refused(&order), Refusal::Malformed { .. }), "{order:?}");
    }
    for order in [
        Order { name: Some("x"), ..order(Kind::Results, "arxiv-2410.13848") },
        Order { role: Some("unified"), ..order(Kind::Dataset, "something-new") },
        Order { released: Some("2025"), ..order(Kind::Organization, "something-new") },
        Order { arxiv: Some("2410.13848"), ..order(Kind::Organization, "something-new") },
    ] {
        assert!(matches!(refused(&order), Refusal::NotForKind { .. }), "{order:?}");
    }
    assert!(roles().contains(&"unified".to_owned()));
}

#[test]
fn an_entry_that_exists_is_refused_by_name() {
    let base = order(Kind::Model, "something-new");
    assert!(matches!(refused(&order(Kind::Model, "janus")), Refusal::Exists { .. }));
    assert!(matches!(refused(&order(Kind::Dataset, "janus")), Refusal::Exists { .. }), "ids share one space");
    for order in [
        order(Kind::Model, "sig-lip"),
        order(Kind::Model, "sigmoid.clip"),
        order(Kind::Model, "janus-7b"),
        order(Kind::Model, "janus-huge"),
        order(Kind::Model, "imagenet1k"),
        Order { name: Some("SIGLIP"), ..base },
        Order { name: Some("Janus Huge"), ..base },
    ] {
        let order = Order { force_new: true, ..order };
        let refusal = refused(&order);
        assert!(matches!(refusal, Refusal::Taken { .. }), "{order:?}: {refusal}");
        assert!(refusal.to_string().contains(".yaml"), "{refusal}");
    }
    assert!(
        scaffold(&taxonomy().1, &Order { name: Some("ImageNet-1k"), ..base }).is_ok(),
        "another kind's name"
    );
    assert!(
        scaffold(&taxonomy().1, &order(Kind::Results, "arxiv-2410.13848")).is_ok(),
        "records have no name"
    );
}

#[test]
fn a_slip_is_refused_unless_it_is_none() {
    for order in [
        order(Kind::Model, "siglpi"),
        Order { name: Some("Sigmiod CLIP"), ..order(Kind::Model, "something-new") },
    ] {
        assert!(matches!(refused(&order), Refusal::Near { .. }), "{order:?}");
        assert!(scaffold(&taxonomy().1, &Order { force_new: true, ..order }).is_ok(), "{order:?}");
    }
    for id in ["siglip-2", "siglip2", "janus-flow", "janu", "bagel"] {
        assert!(scaffold(&taxonomy().1, &order(Kind::Model, id)).is_ok(), "{id}");
    }
    assert!(scaffold(&taxonomy().1, &order(Kind::Paper, "arxiv-2410.13849")).is_ok(), "numbers are all near");
}

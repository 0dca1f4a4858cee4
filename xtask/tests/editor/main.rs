//! What a contributor gets in an editor.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../../../crates/mmtax-render/tests/outside/mod.rs"]
mod outside;
mod places;
mod server;

use std::path::{Path, PathBuf};
use std::process::Command;

use mmtax::schema::{EntryId, Fault, FaultCode, Kind, json_schema, parse};
use server::Server;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().canonicalize().unwrap()
}

/// A server for files of the real taxonomy's models; the schemas are those of this clone.
fn server() -> Option<Server> {
    Server::start(&repository(), repository().join("taxonomy/models"))
}

fn modeline(kind: Kind) -> String {
    format!("# yaml-language-server: $schema=../../schema/{kind}.schema.json\n")
}

#[test]
fn fields_words_and_known_ids_are_offered_with_their_meaning() {
    let Some(mut server) = server() else { return };
    let head = modeline(Kind::Model) + "name: X\n";
    let offered = |server: &mut Server, text: &str| server.complete(&format!("{head}{text}"));

    let schema = json_schema::schema(Kind::Model);
    let fields: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let items = server.complete(&(modeline(Kind::Model) + "|>"));
    for field in fields {
        let item = items.iter().find(|item| item.label == field).unwrap_or_else(|| panic!("no `{field}`"));
        assert_eq!(item.help, schema["properties"][field]["description"].as_str().unwrap());
    }
    let items = offered(&mut server, "|>");
    assert!(!items.iter().any(|item| item.label == "name"), "it is there already");

    let component = schema["$defs"]["Component"]["properties"].as_object().unwrap();
    for text in [
        "components:\n  - |>",
        "components:\n  - detail: MLP\n    |>",
        "components:\n  - { detail: MLP, a|> }",
    ] {
        let items = offered(&mut server, text);
        for field in component.keys().filter(|field| !text.contains(*field)) {
            assert!(
                items.iter().any(|item| item.label == *field && !item.help.is_empty()),
                "{text}: no `{field}`"
            );
        }
    }
    for text in ["variants:\n  - |>", "variants:\n  - { id: 7b, p|> }"] {
        let labels: Vec<String> = offered(&mut server, text).into_iter().map(|item| item.label).collect();
        assert!(labels.contains(&"parameters".to_owned()), "{text}: {labels:?}");
    }

    let words = schema["$defs"]["ComponentRole"]["enum"].as_array().unwrap();
    let meanings = schema["$defs"]["ComponentRole"]["markdownEnumDescriptions"].as_array().unwrap();
    let items = offered(&mut server, "components:\n  - { roles: [b|>] }");
    let told: Vec<(&str, &str)> = items.iter().map(|item| (&*item.label, &*item.help)).collect();
    let expected =
        words.iter().zip(meanings).map(|(word, meaning)| (word.as_str().unwrap(), meaning.as_str().unwrap()));
    assert_eq!(told, expected.collect::<Vec<_>>());
    for (text, word) in [
        ("role: |>", "unified"),
        ("paradigm: |>", "autoregressive"),
        ("paradigm: |>", "undisclosed"),
        ("generation: { image: [|>] }", "next-token"),
        ("lineage:\n  - { relation: s|> }", "finetuned-from"),
        ("access:\n  weights: |>", "open"),
    ] {
        let items = offered(&mut server, text);
        assert!(items.iter().any(|item| item.label == word && !item.help.is_empty()), "{text}: no `{word}`");
    }

    for (text, id, meaning, other) in [
        ("components:\n  - uses: |>", "siglip", "SigLIP (model)", "geneval"),
        ("components:\n  - { uses: s|> }", "llamagen-vq", "(tokenizer)", "geneval"),
        ("components:\n  - { uses: s|> }", "janus-pro@7b", "Janus-Pro", "geneval"),
        ("introduced_by: |>", "arxiv-2501.17811", "Janus-Pro: Unified", "siglip"),
        ("developers: [|>]", "deepseek-ai", "(organization)", "siglip"),
        ("developers:\n  - |>", "deepseek-ai", "(organization)", "siglip"),
        ("lineage:\n  - { relation: extends, of: j|> }", "janus", "Janus (model)", "no-such-entry"),
        ("training:\n  - { stage: pretraining, datasets: [|>] }", "geneval", "(benchmark)", "siglip"),
    ] {
        let items = offered(&mut server, text);
        let item = items.iter().find(|item| item.label == id).unwrap_or_else(|| panic!("{text}: no `{id}`"));
        assert_eq!(item.inserted, id);
        assert!(item.help.contains(meaning), "{id}: {}", item.help);
        assert!(!items.iter().any(|item| item.label == other), "{text}: `{other}`");
    }
}

/// Each field that is offered is written at its place; what comes of it is YAML, and the field stands where it belongs.
#[test]
fn what_is_inserted_is_yaml_in_lines_and_in_braces() {
    let Some(mut server) = server() else { return };
    for (before, after) in [
        ("name: X\nrole: unified\n", "\n"),
        ("name: X\nrole: unified\ncomponents:\n  - detail: MLP\n    ", "\n"),
        ("name: X\nrole: unified\ncomponents:\n  - { detail: MLP, x", " }\n"),
        ("name: X\nrole: unified\nvariants:\n  - { id: 7b, x", " }\n"),
        ("name: X\nrole: unified\ntraining:\n  - { stage: pretraining, x", " }\n"),
        ("name: X\nrole: unified\ncited:\n  ", "\n"),
    ] {
        let head = modeline(Kind::Model);
        let items = server.complete(&format!("{head}{before}|>{after}"));
        assert!(items.len() > 4, "{before}: {items:?}");
        for item in items {
            let kept = before.strip_suffix('x').unwrap_or(before);
            let text = format!("{head}{kept}{}{after}", without_stops(&item.inserted));
            let wrong = faults(Kind::Model, &text);
            let is_form =
                |fault: &Fault| matches!(fault.code, FaultCode::YamlSyntax | FaultCode::UnknownField);
            assert!(!wrong.iter().any(is_form), "{} as {text}\n{wrong:?}", item.label);
        }
    }
}

#[test]
fn fields_and_words_explain_themselves_under_the_pointer() {
    let Some(mut server) = server() else { return };
    for (text, told) in [
        ("na|>me: X\n", "The name that its developers use."),
        ("role: uni|>fied\n", "`unified`: Understands and generates in one model"),
        ("released: 20|>25-01\n", "`2025-01`"),
        ("compo|>nents:\n  - { roles: [backbone] }\n", "What it is made of."),
        ("components:\n  - { a|>t: x }\n", "The place in the source."),
        ("components:\n  - { roles: [back|>bone] }\n", "`backbone`: The transformer"),
        ("components:\n  - { uses: sig|>lip }\n", "The model or tokenizer that it is"),
        ("paradigm: un|>known\n", "`unknown`: It was looked for at the sources and not found."),
        ("cited:\n  rel|>eased: { at: \"§1\" }\n", "Where `released` was read."),
    ] {
        let hover = server.hover(&(modeline(Kind::Model) + text));
        assert!(hover.contains(told), "{text}: {hover}");
        // The help itself begins: no name of a type, no list of a thousand ids.
        assert!(!hover.starts_with('#') && hover.lines().count() < 40, "{text}: {hover}");
    }
}

/// As a contributor starts: with the file that `new` writes.
#[test]
fn a_new_file_can_be_filled_in() {
    let Some(mut server) = server() else { return };
    let arguments = ["new", "model", "a-model-of-nobody", "--name", "A Model of Nobody", "--dry-run"];
    let made = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap();
    let text = String::from_utf8(made.stdout).unwrap();
    assert!(text.starts_with(&modeline(Kind::Model)), "{text}");
    let at_role = text.replace("\nrole:\n", "\nrole: |>\n");
    assert!(server.complete(&at_role).iter().any(|item| item.label == "unified"), "{at_role}");
    let role = text.lines().position(|line| line == "role:").unwrap() as u64 + 1;
    let marks = server.marks(&text);
    assert!(
        !marks.is_empty() && marks.iter().all(|mark| mark.start.0 == role),
        "it has no value yet: {marks:?}"
    );
    let filled = text.replace("\nrole:\n", "\nrole: unified\n");
    assert_eq!(server.marks(&filled), []);
    for (line, told) in
        text.lines().enumerate().filter(|(_, line)| line.starts_with("# ") && line.contains(": "))
    {
        // Each commented field becomes one when its mark is taken away.
        let field = told.trim_start_matches("# ");
        if field.starts_with("yaml-") || !field.starts_with(|c: char| c.is_ascii_lowercase()) {
            continue;
        }
        let uncommented: String = filled
            .lines()
            .enumerate()
            .map(|(at, text)| if at == line { format!("|>{field}\n") } else { format!("{text}\n") })
            .collect();
        assert!(!server.hover(&uncommented).is_empty(), "{field}");
    }
}

fn faults(kind: Kind, text: &str) -> Vec<Fault> {
    parse(kind, EntryId::new("x").unwrap(), text).faults
}

/// A snippet with nothing filled in.
fn without_stops(snippet: &str) -> String {
    let mut text = String::new();
    let mut rest = snippet;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        rest = match after.strip_prefix('{') {
            Some(inside) => {
                let (stop, after) = inside.split_once('}').unwrap();
                text.push_str(stop.split_once(':').map_or("", |(_, word)| word));
                after
            }
            None => after.trim_start_matches(|c: char| c.is_ascii_digit()),
        };
    }
    text + rest
}

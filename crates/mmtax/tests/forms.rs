//! Issue forms against the schema that forges' tools use, and against ours.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mmtax::schema::{Kind, json_schema};
use serde_json::Value;

#[test]
fn the_forms_are_what_the_forge_takes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/official/github-issue-forms.json");
    let official: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&official).unwrap();
    for form in mmtax::issue_forms() {
        let value: Value = serde_yaml::from_str(&form.text).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", form.path);
        // The forge also wants labels and ids to be unique, which its schema cannot say.
        for key in ["/id", "/attributes/label"] {
            let all: Vec<&str> =
                items(&value).iter().filter_map(|item| item.pointer(key)?.as_str()).collect();
            let unique: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(unique.len(), all.len(), "{}: {key}", form.path);
        }
        let required = items(&value).iter().filter(|item| item["validations"]["required"] == true);
        assert!(required.count() >= 3, "{}: name or table, where it was read, at which place", form.path);
    }
}

#[test]
fn the_words_of_a_form_are_those_of_the_schema() {
    let forms = mmtax::issue_forms();
    let model = forms.iter().find(|form| form.path == "add-model.yml").unwrap();
    let model: Value = serde_yaml::from_str(&model.text).unwrap();
    let of = |id: &str| items(&model).iter().find(|item| item["id"] == id).unwrap().clone();
    let schema = json_schema::schema(Kind::Model);
    assert_eq!(of("role")["attributes"]["options"], schema["$defs"]["Role"]["enum"]);
    let paradigms = of("paradigm")["attributes"]["options"].as_array().unwrap().len();
    assert_eq!(paradigms, schema["$defs"]["Paradigm"]["enum"].as_array().unwrap().len() + 3);
    assert_eq!(of("role")["validations"]["required"], true);
    assert_eq!(of("components")["attributes"]["render"], "yaml");
}

fn items(form: &Value) -> &[Value] {
    form["body"].as_array().unwrap()
}

use serde_json::Value;

use super::{cases, hostile};

#[test]
fn every_report_fits_the_published_schema() {
    let schema = mmtax::report_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut findings = 0;
    let (_temp, hostile) = hostile();
    let reports = cases().into_iter().map(|(_, report)| report).chain([hostile]);
    for report in reports {
        let told: Value = serde_json::from_str(&report.to_json()).unwrap();
        let problems: Vec<String> = validator.iter_errors(&told).map(|problem| problem.to_string()).collect();
        assert_eq!(problems, Vec::<String>::new(), "{told:#}");
        findings += told["diagnostics"].as_array().unwrap().len();
    }
    assert!(findings > 100, "{findings}");
    let committed = include_str!("../../../../schema/report.schema.json");
    assert_eq!(committed, format!("{schema:#}\n"), "to bring it up to date: cargo xtask render");
}

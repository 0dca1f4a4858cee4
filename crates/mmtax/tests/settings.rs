//! `mmtax.yaml`: levels of rules.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;

use mmtax::{Report, Severity};

/// The report on a stub that nothing refers to, under these settings.
fn report(settings: &str) -> Report {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    fs::create_dir_all(dir.join("models")).unwrap();
    fs::write(dir.join("models/janus.yaml"), "name: Janus\nrole: unified\n").unwrap();
    fs::write(dir.join("mmtax.yaml"), settings).unwrap();
    mmtax::load(&dir).unwrap().report
}

fn told(report: &Report) -> Vec<(&str, Severity, &str)> {
    report.diagnostics().iter().map(|found| (found.code, found.severity, found.file.as_str())).collect()
}

#[test]
fn a_rule_has_its_own_level_unless_another_is_set() {
    let unused = |severity| vec![("stub-unused", severity, "taxonomy/models/janus.yaml")];
    assert_eq!(told(&report("levels: {}\n")), unused(Severity::Warning));
    assert_eq!(told(&report("levels: { stub-unused: info }\n")), unused(Severity::Info));
    assert_eq!(told(&report("levels: { stub-unused: error }\n")), unused(Severity::Error));
    assert_eq!(told(&report("levels: { lineage-cycle: info }\n")), unused(Severity::Warning));
}

#[test]
fn faults_of_the_settings_are_shown_at_their_place() {
    let faulty = report("levels:\n  stub-unsued: info\n  unknown-field: info\n");
    assert_eq!(
        faulty.to_short(),
        "taxonomy/mmtax.yaml:2:3: error[unknown-value]: there is no rule `stub-unsued`\n\
         taxonomy/mmtax.yaml:3:3: error[unknown-value]: there is no rule `unknown-field`\n\
         taxonomy/models/janus.yaml:1:1: warning[stub-unused]: nothing refers to the stub `janus`\n"
    );
    assert!(faulty.to_human(false).contains("did you mean `stub-unused`?"));
    let broken = report("level: {}\nlevels: { stub-unused: warn }\n");
    assert_eq!(
        broken.to_short(),
        "taxonomy/mmtax.yaml:1:1: error[unknown-field]: there is no field `level`\n\
         taxonomy/mmtax.yaml:2:24: error[unknown-value]: `warn` is not a word of this field\n\
         taxonomy/models/janus.yaml:1:1: warning[stub-unused]: nothing refers to the stub `janus`\n"
    );
    assert!(broken.to_human(false).contains("stub-unused: warn }"), "the line of the settings is shown");
}

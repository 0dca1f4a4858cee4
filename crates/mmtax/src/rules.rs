//! The rules: one file each, with its metadata, its documentation and its code.
//!
//! [`RULES`] is the registry. A test holds it equal to the files here and to the fixtures under `tests/rules/`.

mod address_not_canonical;
mod arxiv_id;
mod calendar_date;
mod child_before_parent;
mod class_contradiction;
mod code_reused;
mod dispute_unneeded;
mod duplicate_item;
mod id_collision;
mod id_mismatch;
mod license_not_spdx;
mod license_stricter_upstream;
mod lineage_cycle;
mod locator_missing;
mod modality_mismatch;
mod name_ambiguous;
mod nothing_cited;
mod orphan;
mod paper_reused;
mod paradigm_mismatch;
mod placeholder_text;
mod read_before_published;
mod reading_old;
mod reference_unresolved;
mod reference_wrong_kind;
mod relation_wrong_kind;
mod replaced_target;
mod score_breaks_formula;
mod score_conflict;
mod score_differs;
mod score_out_of_range;
mod score_secondhand;
mod score_too_precise;
mod setting_missing;
mod source_missing;
mod source_unknown;
mod stub_unused;
mod stub_wanted;
mod table_malformed;
mod term_unknown;
mod tokenizer_contradiction;
mod variant_unknown;

use mmtax_schema::{Entry, FaultCode};
use rayon::prelude::*;

use crate::check::{Check, Finding, Findings};
use crate::diagnostic::Severity;

/// What is known of a code.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    /// The permanent, kebab-case name of the fault.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The fault in one sentence.
    pub summary: &'static str,
    /// In Markdown: what it does, why it is bad, how to fix it, bad, good.
    pub docs: &'static str,
}

/// One check.
#[derive(Debug)]
pub struct Rule {
    /// Its metadata.
    pub about: Explained,
    /// How it looks for what it finds.
    pub run: Run,
}

/// How a rule looks, and how far: what it is not given it cannot depend on.
#[derive(Clone, Copy, Debug)]
pub enum Run {
    /// At one entry: what it finds there holds until that entry changes, whatever becomes of the others.
    Entry(fn(&Entry, &mut Findings)),
    /// At everything.
    Taxonomy(fn(&Check<'_>, &mut Findings)),
}

impl Rule {
    /// Adds what it finds in all entries.
    pub fn run(&self, check: &Check<'_>, findings: &mut Findings) {
        match self.run {
            Run::Entry(run) => check.taxonomy.entries().for_each(|entry| run(entry.entry(), findings)),
            Run::Taxonomy(run) => run(check, findings),
        }
    }
}

/// The registry: the rule of each module in a list, sorted by code.
macro_rules! registry {
    ($($module:ident),+ $(,)?) => {
        /// Every rule, sorted by code.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),+];
    };
}

registry! {
    address_not_canonical,
    arxiv_id,
    calendar_date,
    child_before_parent,
    class_contradiction,
    code_reused,
    dispute_unneeded,
    duplicate_item,
    id_collision,
    id_mismatch,
    license_not_spdx,
    license_stricter_upstream,
    lineage_cycle,
    locator_missing,
    modality_mismatch,
    name_ambiguous,
    nothing_cited,
    orphan,
    paper_reused,
    paradigm_mismatch,
    placeholder_text,
    read_before_published,
    reading_old,
    reference_unresolved,
    reference_wrong_kind,
    relation_wrong_kind,
    replaced_target,
    score_breaks_formula,
    score_conflict,
    score_differs,
    score_out_of_range,
    score_secondhand,
    score_too_precise,
    setting_missing,
    source_missing,
    source_unknown,
    stub_unused,
    stub_wanted,
    table_malformed,
    term_unknown,
    tokenizer_contradiction,
    variant_unknown,
}

pub(crate) use address_not_canonical::{arxiv_number, canonical, parts};
pub(crate) use arxiv_id::month_of;

/// What the reader of files finds, before there are entries.
pub(crate) const MALFORMED_ID: Explained = Explained {
    code: "malformed-id",
    severity: Severity::Error,
    summary: "A file name is no id, or one that not every system takes.",
    docs: "## What it does\nReports a file whose stem is not lower case, digits, inner `-` and `.`, has more than 100 characters, or is one of the names that Windows keeps for devices, such as `con` or `aux`.\n\n## Why it is bad\nThe stem is the entry's id: it stands in references, links and file names on every system.\n\n## How to fix\nRename the file.\n\n## Bad\n```yaml\n# taxonomy/models/Janus Pro.yaml\n```\n\n## Good\n```yaml\n# taxonomy/models/janus-pro.yaml\n```\n",
};
pub(crate) const STRAY_FILE: Explained = Explained {
    code: "stray-file",
    severity: Severity::Error,
    summary: "A file or folder belongs to no kind of entry.",
    docs: "## What it does\nReports folders that are no kind, files that do not end in `.yaml`, links, and folders named like entries.\n\n## Why it is bad\nIts content would be ignored without a word, or read from outside the folder.\n\n## How to fix\nMove or rename it.\n\n## Bad\n```yaml\n# taxonomy/model/janus.yml\n```\n\n## Good\n```yaml\n# taxonomy/models/janus.yaml\n```\n",
};
pub(crate) const UNREADABLE_FILE: Explained = Explained {
    code: "unreadable-file",
    severity: Severity::Error,
    summary: "A file cannot be opened or read.",
    docs: "## What it does\nReports what the system says when a file is opened.\n\n## Why it is bad\nNothing is known of the entry.\n\n## How to fix\nMake the file readable.\n\n## Bad\n```yaml\n# a file without read permission\n```\n\n## Good\n```yaml\nname: Janus\nrole: unified\n```\n",
};

/// What the rules have found is known already, but not this.
pub(crate) static SUPPRESSION_UNNEEDED: Explained = Explained {
    code: "suppression-unneeded",
    severity: Severity::Warning,
    summary: "An entry allows a finding that is not there.",
    docs: "## What it does\nReports an item under `allow` whose rule finds nothing at its place, or does not exist.\n\n## Why it is bad\nThe fault was mended, and the allowance would hide the next one.\n\n## How to fix\nRemove the item, or correct its `code` or `path`.\n\n## Bad\n```yaml\nreleased: 2025-01-29\nallow:\n  - { code: calendar-date, reason: the source prints it so }\n```\n\n## Good\n```yaml\nreleased: 2025-02-29\nallow:\n  - { code: calendar-date, path: released, reason: the source prints it so }\n```\n",
};

/// Runs the rules that look at one entry alone.
pub(crate) fn run_on_entry(entry: &Entry) -> Vec<(&'static Explained, Finding)> {
    let mut all = Vec::new();
    let mut findings = Findings::new();
    for rule in RULES {
        if let Run::Entry(run) = rule.run {
            run(entry, &mut findings);
            all.extend(findings.drain(..).map(|finding| (&rule.about, finding)));
        }
    }
    all
}

/// Runs the rules that look at everything.
pub(crate) fn run_on_taxonomy(check: &Check<'_>) -> Vec<(&'static Explained, Finding)> {
    let run_one = |rule: &&'static Rule| {
        let mut findings = Findings::new();
        if let Run::Taxonomy(run) = rule.run {
            run(check, &mut findings);
        }
        findings.into_iter().map(|finding| (&rule.about, finding)).collect::<Vec<_>>()
    };
    // One rule a job: a few of them take most of the time, and must not wait behind each other.
    RULES.par_iter().with_max_len(1).flat_map_iter(run_one).collect()
}

/// Everything that can be explained: rules, structural faults and faults of the folder, sorted by code.
#[must_use]
pub fn explained() -> Vec<Explained> {
    let of_files = FaultCode::ALL.iter().map(|code| Explained {
        code: code.name(),
        severity: Severity::Error,
        summary: code.summary(),
        docs: code.docs(),
    });
    let beside_rules = [MALFORMED_ID, STRAY_FILE, UNREADABLE_FILE, SUPPRESSION_UNNEEDED];
    let mut all: Vec<_> = RULES.iter().map(|rule| rule.about).chain(beside_rules).chain(of_files).collect();
    all.sort_unstable_by_key(|about| about.code);
    all
}

/// The page of `explain`: name, summary and documentation, in Markdown. `None` for an unknown code.
#[must_use]
pub fn explain(code: &str) -> Option<String> {
    let all = explained().into_iter().chain(crate::audit::CODES.iter().copied());
    let about = all.into_iter().find(|about| about.code == code)?;
    Some(format!("# {} ({})\n\n{}\n\n{}", about.code, about.severity.word(), about.summary, about.docs))
}

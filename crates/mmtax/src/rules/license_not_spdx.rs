//! `license-not-spdx`

use mmtax_schema::{Entry, Path, Text};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "license-not-spdx",
        severity: Severity::Warning,
        summary: "A licence has an SPDX id and is written in another way.",
        docs: "\
## What it does
Reports a licence that is an SPDX id but for case, spaces, hyphens and the words `the`, `license` and `version`. Licences
without an SPDX id have the name that the source gives them.

## Why it is bad
`Apache 2.0`, `apache-2.0` and `Apache License, Version 2.0` are one licence under three names: nothing can be counted or
compared.

## How to fix
Write the id that the message gives.

## Bad
```yaml
license: Apache 2.0
```

## Good
```yaml
license: Apache-2.0
```
",
    },
    run: Run::Entry(run),
};

/// The SPDX ids that models, data and code of this field come under, each with what else it goes by.
const IDS: &[(&str, &[&str])] = &[
    ("AFL-3.0", &["Academic Free License v3.0"]),
    ("AGPL-3.0-only", &[]),
    ("AGPL-3.0-or-later", &[]),
    ("Apache-2.0", &["Apache 2", "Apache Software License 2.0"]),
    ("Artistic-2.0", &[]),
    ("BSD-2-Clause", &["BSD 2"]),
    ("BSD-3-Clause", &["BSD 3"]),
    ("BSL-1.0", &["Boost Software License 1.0"]),
    ("C-UDA-1.0", &[]),
    ("CC-BY-2.0", &[]),
    ("CC-BY-3.0", &[]),
    ("CC-BY-4.0", &["Creative Commons Attribution 4.0", "Creative Commons Attribution 4.0 International"]),
    ("CC-BY-NC-3.0", &[]),
    ("CC-BY-NC-4.0", &["Creative Commons Attribution-NonCommercial 4.0 International"]),
    ("CC-BY-NC-ND-4.0", &["Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International"]),
    ("CC-BY-NC-SA-3.0", &[]),
    ("CC-BY-NC-SA-4.0", &["Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International"]),
    ("CC-BY-ND-4.0", &["Creative Commons Attribution-NoDerivatives 4.0 International"]),
    ("CC-BY-SA-3.0", &[]),
    ("CC-BY-SA-4.0", &["Creative Commons Attribution-ShareAlike 4.0 International"]),
    ("CC0-1.0", &["CC0", "CC0 1.0 Universal", "Creative Commons Zero 1.0 Universal"]),
    ("CDLA-Permissive-1.0", &[]),
    ("CDLA-Permissive-2.0", &[]),
    ("CDLA-Sharing-1.0", &[]),
    ("ECL-2.0", &["Educational Community License v2.0"]),
    ("EPL-2.0", &["Eclipse Public License 2.0"]),
    ("EUPL-1.2", &[]),
    ("GPL-2.0-only", &[]),
    ("GPL-2.0-or-later", &[]),
    ("GPL-3.0-only", &[]),
    ("GPL-3.0-or-later", &[]),
    ("ISC", &[]),
    ("LGPL-3.0-only", &[]),
    ("LGPL-3.0-or-later", &[]),
    ("MIT", &["Expat"]),
    ("MIT-0", &["MIT No Attribution"]),
    ("MPL-2.0", &["Mozilla Public License 2.0"]),
    ("ODbL-1.0", &["Open Database License v1.0"]),
    ("ODC-By-1.0", &["Open Data Commons Attribution License v1.0"]),
    ("PDDL-1.0", &[]),
    ("Unlicense", &["The Unlicense"]),
    ("Zlib", &[]),
];

/// Whether a licence is one of the SPDX ids that we know.
pub(super) fn is_id(license: &Text) -> bool {
    IDS.iter().any(|(id, _)| *id == license.as_str())
}

fn run(entry: &Entry, findings: &mut Findings) {
    let Some(license) = entry.license() else { return };
    let Some(license) = license.known().filter(|license| !is_id(license)) else { return };
    let Some(expected) = expected(license).filter(|expected| *expected != **license) else { return };
    findings.push(
        Finding::new(
            Spot::value(entry, Path::field("license")),
            format!("`{license}` is the licence `{expected}`"),
        )
        .label("has an SPDX id")
        .help(format!("write `{expected}`")),
    );
}

/// The text with the ids that its licences have; `None` where one of them has none that is known here.
fn expected(license: &str) -> Option<String> {
    if let Some(id) = id_of(license) {
        return Some(id.to_owned());
    }
    let operator = [" AND ", " OR "].into_iter().find(|operator| license.contains(operator))?;
    let ids: Option<Vec<String>> = license.split(operator).map(expected).collect();
    ids.map(|ids| ids.join(operator))
}

fn id_of(license: &str) -> Option<&'static str> {
    let folded = fold(license);
    let is_meant = |(id, others): &&(&str, &[&str])| {
        fold(id) == folded || others.iter().any(|other| fold(other) == folded)
    };
    IDS.iter().find(is_meant).map(|(id, _)| *id)
}

/// Letters, digits and points in lower case, without the words that say no more than that it is a licence.
fn fold(license: &str) -> String {
    let words = license.split(|c: char| !c.is_alphanumeric() && c != '.');
    let words = words.map(str::to_lowercase).filter(|word| {
        !matches!(word.as_str(), "the" | "license" | "licence" | "licensed" | "version" | "v")
    });
    let plain = |word: String| {
        let number = word.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        number.map_or_else(|| word.clone(), str::to_owned)
    };
    words.map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::{IDS, expected};

    #[test]
    fn spellings_lead_to_ids() {
        for (written, id) in [
            ("Apache 2.0", "Apache-2.0"),
            ("Apache License, Version 2.0", "Apache-2.0"),
            ("apache-2.0", "Apache-2.0"),
            ("The MIT License", "MIT"),
            ("CC BY-NC 4.0", "CC-BY-NC-4.0"),
            ("CC0", "CC0-1.0"),
            ("BSD 3-Clause License", "BSD-3-Clause"),
            ("MIT OR Apache 2.0", "MIT OR Apache-2.0"),
        ] {
            assert_eq!(expected(written).as_deref(), Some(id), "{written}");
        }
        for own in [
            "DeepSeek Model License",
            "LLaMA 2 license",
            "S-Lab License 1.0",
            "GPL-3.0",
            "MIT OR Llama 3",
            "BSD",
        ] {
            assert_eq!(expected(own), None, "{own}");
        }
    }

    #[test]
    fn ids_are_sorted_and_stand_for_themselves() {
        assert!(IDS.is_sorted_by(|a, b| a.0.to_lowercase() < b.0.to_lowercase()));
        for (id, _) in IDS {
            assert_eq!(expected(id).as_deref(), Some(*id));
        }
    }
}

//! Licences: their SPDX ids, and how much they allow.

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

/// How much a licence allows, the most first, as far as its name tells. It is no legal advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Terms {
    /// Any use, with attribution at most.
    Permissive,
    /// Any use, what is made of it under the same terms.
    ShareAlike,
    /// Terms of its own, such as those of Llama: no licence with an SPDX id.
    Own,
    /// No commercial use.
    NonCommercial,
}

impl Terms {
    /// The terms of a licence as an entry writes it. Of several licences joined by `OR` the one that allows most counts, of those
    /// joined by `AND` the one that allows least.
    #[must_use]
    pub fn of(license: &str) -> Self {
        if let Some((one, others)) = license.split_once(" OR ") {
            return Self::of(one).min(Self::of(others));
        }
        if let Some((one, others)) = license.split_once(" AND ") {
            return Self::of(one).max(Self::of(others));
        }
        let name = license.to_lowercase();
        let says = |words: &[&str]| name.split(['-', ' ']).any(|part| words.contains(&part));
        if says(&["nc", "research", "noncommercial"]) || name.contains("non-commercial") {
            Self::NonCommercial
        } else if spdx(license).is_none() {
            Self::Own
        } else if says(&["sa", "gpl", "lgpl", "agpl", "odbl", "mpl", "eupl", "epl", "sharing"]) {
            Self::ShareAlike
        } else {
            Self::Permissive
        }
    }

    /// What it says of the licence, after "which".
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Permissive => "allows any use",
            Self::ShareAlike => "asks for the same terms",
            Self::Own => "has terms of its own",
            Self::NonCommercial => "does not allow commercial use",
        }
    }
}

/// The text with the SPDX ids that its licences have (`MIT OR Apache-2.0`); `None` where one of them has none that is known here.
#[must_use]
pub fn spdx(license: &str) -> Option<String> {
    if let Some(id) = id_of(license) {
        return Some(id.to_owned());
    }
    let operator = [" AND ", " OR "].into_iter().find(|operator| license.contains(operator))?;
    let ids: Option<Vec<String>> = license.split(operator).map(spdx).collect();
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
    use super::{IDS, Terms, spdx};

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
            assert_eq!(spdx(written).as_deref(), Some(id), "{written}");
        }
        for own in [
            "DeepSeek Model License",
            "LLaMA 2 license",
            "S-Lab License 1.0",
            "GPL-3.0",
            "MIT OR Llama 3",
            "BSD",
        ] {
            assert_eq!(spdx(own), None, "{own}");
        }
    }

    #[test]
    fn ids_are_sorted_and_stand_for_themselves() {
        assert!(IDS.is_sorted_by(|a, b| a.0.to_lowercase() < b.0.to_lowercase()));
        for (id, _) in IDS {
            assert_eq!(spdx(id).as_deref(), Some(*id));
        }
    }

    #[test]
    fn terms_follow_from_the_name() {
        for (license, terms) in [
            ("MIT", Terms::Permissive),
            ("CC-BY-4.0", Terms::Permissive),
            ("GPL-3.0-only", Terms::ShareAlike),
            ("CC-BY-SA-4.0", Terms::ShareAlike),
            ("Llama 2 Community License", Terms::Own),
            ("CC-BY-NC-SA-4.0", Terms::NonCommercial),
            ("Chameleon Research License", Terms::NonCommercial),
            ("Nvidia Source Code License-NC", Terms::NonCommercial),
            ("MIT OR Llama 2 Community License", Terms::Permissive),
            ("MIT AND CC-BY-NC-4.0", Terms::NonCommercial),
        ] {
            assert_eq!(Terms::of(license), terms, "{license}");
        }
    }
}

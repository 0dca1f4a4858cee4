//! `address-not-canonical`

use mmtax_schema::{Body, Entry, Links, Path, Url};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "address-not-canonical",
        severity: Severity::Warning,
        summary: "An address of arXiv, a DOI, Hugging Face or GitHub is not in its usual form.",
        docs: "\
## What it does
Reports addresses of these four hosts with `http:`, another name of the host (`www.arxiv.org`, `export.arxiv.org`,
`dx.doi.org`, `hf.co`), `/pdf/` or a version on arXiv, and a slash, `.git`, `tree/main` or `#readme` at the end. It also
reports an arXiv address as the `url` of a source or of a paper: a source names the `paper`, a paper has its number under
`arxiv`. A paper's own sources may name the page of it that was read.

## Why it is bad
Two entries with one page are not seen to have it, and an address of a paper is no link to its entry.

## How to fix
Write the address that the message gives, and the version under `version`.

## Bad
```yaml
sources:
  paper: { url: https://arxiv.org/pdf/2501.17811v1 }
links: { code: http://github.com/deepseek-ai/Janus.git }
```

## Good
```yaml
sources:
  paper: { paper: arxiv-2501.17811, version: v1 }
links: { code: https://github.com/deepseek-ai/Janus }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let is_paper = matches!(entry.body, Body::Paper(_));
    let mut sources = |path: Path, url: &Url| {
        let number = arxiv_number(url).filter(|_| !is_paper);
        let help = number.map(|number| format!("name the paper: `paper: arxiv-{number}`"));
        report(entry, path, url, help, findings);
    };
    for (key, source) in entry.shared().sources.iter() {
        if let Some(url) = &source.url {
            sources(Path::field("sources").key(key.to_string()).key("url"), url);
        }
    }
    match &entry.body {
        Body::Results(results) => {
            results.url.iter().for_each(|url| sources(Path::field("url"), url));
        }
        Body::Errata(errata) => {
            errata.url.iter().for_each(|url| sources(Path::field("url"), url));
            for (i, item) in errata.items.iter().enumerate() {
                for (e, evidence) in item.evidence.iter().enumerate() {
                    let path = || Path::field("items").index(i).key("evidence").index(e).key("url");
                    evidence.url.iter().for_each(|url| sources(path(), url));
                }
            }
        }
        Body::Paper(paper) => {
            if let Some(url) = &paper.url {
                let help = arxiv_number(url).map(|number| format!("write `arxiv: \"{number}\"`"));
                report(entry, Path::field("url"), url, help, findings);
            }
        }
        Body::Model(_)
        | Body::Tokenizer(_)
        | Body::Method(_)
        | Body::Dataset(_)
        | Body::Benchmark(_)
        | Body::Organization(_)
        | Body::Scheme(_) => {}
    }
    let shared = entry.shared();
    let mut links = |path: &dyn Fn() -> Path, links: &Links| {
        for (field, url) in links.iter() {
            report(entry, path().key("links").key(field), url, None, findings);
        }
    };
    links(&Path::root, shared.links);
    for (index, variant) in shared.variants.iter().enumerate() {
        links(&|| Path::field("variants").index(index), &variant.links);
    }
}

/// Reports an address that has another form, or that stands where there is `help` for something better.
fn report(entry: &Entry, path: Path, url: &Url, help: Option<String>, findings: &mut Findings) {
    let canonical = canonical(url);
    // The rendered text of a paper is another page than its abstract, and may be what was read.
    let canonical = canonical.as_deref().filter(|canonical| *canonical != url.as_str());
    let finding = match (help, canonical) {
        (Some(help), _) => {
            Finding::new(Spot::value(entry, path), format!("`{url}` is the address of a paper on arXiv"))
                .label("a page instead of the paper")
                .help(help)
        }
        (None, Some(canonical)) => {
            Finding::new(Spot::value(entry, path), format!("`{url}` is usually written `{canonical}`"))
                .label("not in its usual form")
                .help(format!("write `{canonical}`"))
        }
        (None, None) => return,
    };
    findings.push(finding);
}

/// The usual form of an address of a host that is known here.
pub(crate) fn canonical(url: &Url) -> Option<String> {
    let (host, path) = parts(url);
    match host {
        _ if trimmed(path).is_empty() => None,
        "arxiv.org" if !path.starts_with("html/") => match arxiv_number(url) {
            Some(number) => Some(format!("https://arxiv.org/abs/{number}")),
            None => Some(format!("https://arxiv.org/{path}")),
        },
        "arxiv.org" => Some(format!("https://arxiv.org/{}", trimmed(path))),
        "doi.org" => Some(format!("https://doi.org/{}", trimmed(path))),
        "huggingface.co" | "github.com" => Some(format!("https://{host}/{}", repository(path))),
        _ => None,
    }
}

/// The usual name of the host, and what follows it without the slash between.
pub(crate) fn parts(url: &Url) -> (&str, &str) {
    let text = url.as_str();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = match host {
        "www.arxiv.org" | "export.arxiv.org" => "arxiv.org",
        "dx.doi.org" | "www.doi.org" => "doi.org",
        "hf.co" | "www.huggingface.co" => "huggingface.co",
        "www.github.com" => "github.com",
        _ => host,
    };
    (host, path)
}

/// The number of the paper on arXiv that an address leads to, without its version.
pub(crate) fn arxiv_number(url: &Url) -> Option<&str> {
    let (host, path) = parts(url);
    let number = ["abs/", "pdf/", "html/"].iter().find_map(|folder| path.strip_prefix(folder))?;
    let number = trimmed(number);
    let number = number.strip_suffix(".pdf").unwrap_or(number);
    let version = number.rfind('v').filter(|at| {
        let digits = &number[at + 1..];
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    });
    let number = version.map_or(number, |at| &number[..at]);
    (host == "arxiv.org" && super::arxiv_id::month_of(number).is_some()).then_some(number)
}

/// The path of a repository, or of something in it, without what only says how to show it.
fn repository(path: &str) -> &str {
    let path = path.strip_suffix("#readme").unwrap_or(path);
    let path = trimmed(path.strip_suffix("?tab=readme-ov-file").unwrap_or(path));
    let top = ["/tree/main", "/tree/master"].iter().find_map(|branch| path.strip_suffix(branch));
    let path = top.unwrap_or(path);
    path.strip_suffix(".git").unwrap_or(path)
}

fn trimmed(path: &str) -> &str {
    path.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use mmtax_schema::Url;

    use super::canonical;

    #[test]
    fn one_page_has_one_form() {
        let arxiv = "https://arxiv.org/abs/2501.17811";
        let (github, hub) =
            ("https://github.com/deepseek-ai/Janus", "https://huggingface.co/deepseek-ai/Janus-Pro-7B");
        for (written, expected) in [
            (arxiv, arxiv),
            ("http://arxiv.org/abs/2501.17811v2", arxiv),
            ("https://www.arxiv.org/pdf/2501.17811v1.pdf", arxiv),
            ("https://export.arxiv.org/pdf/2501.17811/", arxiv),
            ("https://arxiv.org/html/2501.17811v2", "https://arxiv.org/html/2501.17811v2"),
            ("https://arxiv.org/abs/hep-th/9901001v3", "https://arxiv.org/abs/hep-th/9901001"),
            ("https://arxiv.org/list/cs.CV/recent", "https://arxiv.org/list/cs.CV/recent"),
            ("http://dx.doi.org/10.1145/1.2", "https://doi.org/10.1145/1.2"),
            (github, github),
            ("http://www.github.com/deepseek-ai/Janus.git/", github),
            ("https://github.com/deepseek-ai/Janus/tree/main#readme", github),
            (
                "https://github.com/deepseek-ai/Janus/tree/main/janus",
                "https://github.com/deepseek-ai/Janus/tree/main/janus",
            ),
            ("https://hf.co/deepseek-ai/Janus-Pro-7B/tree/main", hub),
        ] {
            assert_eq!(canonical(&Url::new(written).unwrap()).as_deref(), Some(expected), "{written}");
        }
        for other in [
            "https://emu.baai.ac.cn",
            "http://github.com.example.org/x/",
            "https://ar5iv.labs.arxiv.org/html/2501.17811",
            "https://github.com",
        ] {
            assert_eq!(canonical(&Url::new(other).unwrap()), None, "{other}");
        }
    }
}

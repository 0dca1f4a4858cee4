//! What the columns of a list's table are called, and which links they hold.

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Name,
    Title,
    Venue,
    Date,
    Code,
    Home,
    Demo,
    Weights,
    /// Links of any sort: each says by its text and host what it is.
    Links,
    Other,
}

/// What a column may be called, in lower case and without anything but letters and digits.
const SYNONYMS: [(Column, &[&str]); 9] = [
    (
        Column::Name,
        &[
            "name",
            "model",
            "models",
            "method",
            "methods",
            "system",
            "dataset",
            "datasets",
            "benchmark",
            "benchmarks",
        ],
    ),
    (Column::Title, &["title", "paper", "papers", "papertitle", "titleofpaper"]),
    (Column::Venue, &["venue", "conference", "journal", "publication", "publishedin"]),
    (Column::Date, &["date", "year", "time", "released", "release", "releasedate", "published"]),
    (Column::Code, &["code", "github", "repo", "repository", "sourcecode"]),
    (Column::Home, &["project", "projectpage", "page", "homepage", "home", "website"]),
    (Column::Demo, &["demo", "space"]),
    (Column::Weights, &["hf", "huggingface", "weights", "checkpoint", "checkpoints"]),
    (Column::Links, &["link", "links", "resources", "url"]),
];

impl Column {
    /// The column with this heading.
    pub(super) fn named(heading: &str) -> Self {
        let folded: String =
            heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let known = SYNONYMS.iter().find(|(_, names)| names.contains(&folded.as_str()));
        known.map_or(Self::Other, |(column, _)| *column)
    }

    /// What a link is about that stands where any link may stand.
    pub(super) fn of_link(text: &str, target: &str) -> Self {
        let text = text.to_lowercase();
        let after = target.split_once("://").map_or(target, |(_, after)| after);
        let (host, path) = after.split_once('/').unwrap_or((after, ""));
        let host = host.strip_prefix("www.").unwrap_or(host);
        let is_hub = matches!(host, "huggingface.co" | "hf.co");
        match host {
            "github.com" => Self::Code,
            _ if is_hub && path.starts_with("spaces/") => Self::Demo,
            _ if is_hub && path.starts_with("papers/") => Self::Other,
            _ if is_hub => Self::Weights,
            _ if text.contains("demo") => Self::Demo,
            _ if text.contains("project") || text.contains("page") => Self::Home,
            _ => Self::Other,
        }
    }
}

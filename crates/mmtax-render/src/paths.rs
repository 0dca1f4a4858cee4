//! Where artifacts stand, and how they point at each other and at the data.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::Entry;

/// From the output folder (`docs/rendered`) to the folder of the taxonomy.
const DATA: &str = "../../taxonomy";

/// The page of an entry.
pub(crate) fn page(entry: EntryRef<'_>) -> String {
    format!("{}/{}.md", entry.kind().folder(), entry.id())
}

/// The page that shows who is in which class of a scheme.
pub(crate) fn classes(scheme: EntryRef<'_>) -> String {
    format!("by-class-{}.md", scheme.id())
}

/// The leaderboard of a benchmark, without its suffix: a page, a table of all values, and, where there is enough, a picture.
pub(crate) fn leaderboard(benchmark: EntryRef<'_>) -> String {
    format!("leaderboards/{}", benchmark.id())
}

/// The page of what was measured of an entry, where its own page would be too long.
pub(crate) fn card(entry: EntryRef<'_>) -> String {
    format!("cards/{}.md", entry.id())
}

/// The drawing of a model's neighbourhood.
pub(crate) fn model_dot(entry: EntryRef<'_>) -> String {
    format!("dot/models/{}.dot", entry.id())
}

/// The picture of a model's neighbourhood.
pub(crate) fn model_svg(entry: EntryRef<'_>) -> String {
    format!("{}/{}.svg", entry.kind().folder(), entry.id())
}

/// The picture of a scheme's classes.
pub(crate) fn scheme_svg(entry: EntryRef<'_>) -> String {
    format!("by-class-{}.svg", entry.id())
}

/// How one artifact points at another; both paths count from the output folder.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len().min(to.len()) - 1;
    let shared = (0..folders).take_while(|&i| from[i] == to[i]).count();
    let mut path = "../".repeat(from.len() - 1 - shared);
    path.push_str(&to[shared..].join("/"));
    path
}

/// How an artifact points at the file of an entry.
pub(crate) fn data_file(from: &str, entry: &Entry) -> String {
    format!("{}{DATA}/{}", "../".repeat(from.matches('/').count()), entry.file())
}

/// An id as a DOT or Mermaid name. Different ids give different names: in an id `-` and `.` never stand side by side.
pub(crate) fn node(entry: EntryRef<'_>) -> String {
    let id = entry.id().replace('.', "__").replace('-', "_");
    // Results and errata have the id of their source.
    if entry.kind().is_referable() { format!("n_{id}") } else { format!("{}_{id}", entry.kind().folder()) }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn relative_paths_leave_only_the_folders_they_must() {
        assert_eq!(relative("README.md", "models/a.md"), "models/a.md");
        assert_eq!(relative("models/a.md", "models/b.md"), "b.md");
        assert_eq!(relative("models/a.md", "papers/b.md"), "../papers/b.md");
        assert_eq!(relative("dot/models/a.dot", "models/a.md"), "../../models/a.md");
        assert_eq!(relative("models/a.md", "README.md"), "../README.md");
    }
}

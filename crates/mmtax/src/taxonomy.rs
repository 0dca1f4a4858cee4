//! The taxonomy as users of the library meet it: loaded from a folder, or carried within the program.

use std::ops::Deref;
use std::path::Path;
#[cfg(feature = "bundled")]
use std::sync::LazyLock;

use crate::load::{LoadError, load_down_to};

/// Every entry and every link: [`Taxonomy::bundled`] is the released data within this crate, [`Taxonomy::load`] reads a
/// folder. What can be asked of either are the methods of [`mmtax_graph::Taxonomy`], to which it dereferences.
///
#[cfg_attr(feature = "bundled", doc = "```")]
#[cfg_attr(not(feature = "bundled"), doc = "```ignore")]
/// use mmtax::{Taxonomy, View};
///
/// let taxonomy = Taxonomy::bundled();
/// let janus = taxonomy.entry("janus-pro").expect("Janus-Pro has an entry");
/// assert!(janus.ancestors(View::descent()).iter().any(|reached| reached.entry.id() == "siglip"));
///
/// let frozen = taxonomy.query("contains:siglip backbone.training:frozen")?;
/// let unified = taxonomy.query("role:unified")?;
/// assert!(frozen.intersection(&unified).len() <= unified.len());
/// # Ok::<(), mmtax::QueryError>(())
/// ```
#[derive(Debug, Default)]
pub struct Taxonomy(mmtax_graph::Taxonomy);

/// What `cargo xtask render` made of the data.
#[cfg(feature = "bundled")]
static BUNDLED: LazyLock<Taxonomy> =
    LazyLock::new(|| match mmtax_graph::Taxonomy::unpack(include_str!("../data/taxonomy.pack")) {
        Ok(taxonomy) => Taxonomy(taxonomy),
        Err(error) => panic!("crates/mmtax/data/taxonomy.pack: {error}; run `cargo xtask render`"),
    });

impl Taxonomy {
    /// The data as it was when this crate was released. The first call reads the list of entries (a fraction of a
    /// millisecond), later ones nothing; what an entry says is read when somebody asks for it.
    ///
    /// # Panics
    /// When the packed data was made by another version of this crate. In a release it is not: a test reads all of it.
    #[cfg(feature = "bundled")]
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a folder with the data, and leaves out files that are not sound: [`load`](crate::load()) says which, and why.
    ///
    /// ```no_run
    /// let taxonomy = mmtax::Taxonomy::load("taxonomy")?;
    /// println!("{} entries", taxonomy.entries().len());
    /// # Ok::<(), mmtax::LoadError>(())
    /// ```
    ///
    /// # Errors
    /// When the folder, or one in it, cannot be listed.
    pub fn load(dir: impl AsRef<Path>) -> Result<Self, LoadError> {
        Ok(load_down_to(dir.as_ref(), crate::Severity::Error)?.taxonomy)
    }

    /// The taxonomy without the means to load it.
    #[must_use]
    pub fn into_inner(self) -> mmtax_graph::Taxonomy {
        self.0
    }
}

impl Deref for Taxonomy {
    type Target = mmtax_graph::Taxonomy;
    fn deref(&self) -> &mmtax_graph::Taxonomy {
        &self.0
    }
}

impl From<mmtax_graph::Taxonomy> for Taxonomy {
    fn from(taxonomy: mmtax_graph::Taxonomy) -> Self {
        Self(taxonomy)
    }
}

/// The taxonomy as one text, which [`Taxonomy::bundled`] carries: the file `data/taxonomy.pack` of this crate.
#[must_use]
pub fn packed(taxonomy: &mmtax_graph::Taxonomy, revision: &str) -> mmtax_render::Artifact {
    mmtax_render::Artifact { path: "taxonomy.pack".to_owned(), text: taxonomy.pack(revision) }
}

//! `mmtax.yaml`: the settings of a taxonomy.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::id::EntryId;
use crate::keyed::Keyed;
use crate::vocab::words;

/// The settings of a taxonomy, in `mmtax.yaml` at its top.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxonomySettings {
    /// Rules whose level is not to be the one they come with, by code.
    #[serde(default)]
    pub levels: Keyed<EntryId, Level>,
}

words! {
    /// How bad a finding is.
    Level {
        /// The data cannot be right.
        Error => "error",
        /// The data is most likely not right.
        Warning => "warning",
        /// Something to know.
        Info => "info",
    }
}

//! What can be wrong with a list of papers that cannot be wrong with an entry.

use crate::diagnostic::Severity;
use crate::rules::Explained;

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $summary:literal $docs:literal)+) => {
        $(pub(super) const $name: Explained = Explained {
            code: $code,
            severity: Severity::$severity,
            summary: $summary,
            docs: $docs,
        };)+
        /// Every code that only `audit` reports, sorted.
        pub(crate) const CODES: &[Explained] = &[$($name),+];
    };
}

codes! {
    BADGE_DIFFERS "list-badge-differs" Warning
        "A row shows the stars of another repository than the one it links to."
        "## What it does\nCompares the repository in a shields.io badge with the links to GitHub of the same row.\n\n## Why it is bad\nOne of the two was copied from another row.\n\n## How to fix\nLook both up.\n"
    CELLS "list-cells" Warning
        "A row of a table has more or fewer cells than its heading."
        "## What it does\nCounts the cells of each row. Empty cells at the end are not counted.\n\n## Why it is bad\nWhat is too much is not shown, and what follows a missing cell stands in the wrong column.\n\n## How to fix\nAdd or remove a `|`; write `\\|` where the sign is meant.\n"
    CODE_DIFFERS "list-code-differs" Warning
        "The list and the taxonomy link to different code."
        "## What it does\nCompares the code of a row with that of the entry whose paper and name it has.\n\n## Why it is bad\nOne of the two is another work's, or has moved.\n\n## How to fix\nLook both up.\n"
    DATE_DIFFERS "list-date-differs" Warning
        "The list and the taxonomy date a paper more than a month apart."
        "## What it does\nCompares the date of a row with that of its paper, as precisely as both are known. Less than a month apart is only counted as an info: `list-date-near`.\n\n## Why it is bad\nOne of the two is wrong, or means another event.\n\n## How to fix\nLook it up: `date` is the day of the first version.\n"
    DATE_FORM "list-date-form" Warning
        "A date is in a form that is no date."
        "## What it does\nReports a cell of a date column that holds something else than `2025/01/29`, `2025-01`, `2025`, `Jan 2025` or `January 29, 2025`.\n\n## Why it is bad\nNothing can be compared with it.\n\n## How to fix\nWrite year, month and day.\n"
    DATE_NEAR "list-date-near" Info
        "The list and the taxonomy date a paper less than a month apart."
        "## What it does\nAs `list-date-differs`.\n\n## Why it is bad\nIt is most often the day of another version, or of the announcement.\n\n## How to fix\nLook it up: `date` is the day of the first version.\n"
    LINK_EMPTY "list-link-empty" Warning
        "A link has no target, or one that is no address."
        "## What it does\nReports links of a row that lead nowhere.\n\n## Why it is bad\nThe reader is promised something that is not there.\n\n## How to fix\nWrite the address, or `-`.\n"
    NUMBER_DIFFERS "list-number-differs" Error
        "A link names another arXiv number than that of its target."
        "## What it does\nLooks for an arXiv number in the text of a link and in the address of its badge, and compares it with the number that the link leads to. So do two links of one row that both lead to arXiv and say the same.\n\n## Why it is bad\nOne of the two is another paper's.\n\n## How to fix\nLook both up.\n"
    PAPER_DIFFERS "list-paper-differs" Error
        "The list and the taxonomy disagree about which paper has a number."
        "## What it does\nLooks for the paper of a row in the taxonomy by its arXiv number, by its title and by the name of what it introduces, and reports a number that stands there with another title, and a title that stands there with another number.\n\n## Why it is bad\nAn arXiv number copied from another row is the commonest error in lists of papers.\n\n## How to fix\nLook the number up.\n"
    ROW_TWICE "list-row-twice" Warning
        "One table or list has one work twice."
        "## What it does\nReports two rows of one table or list with the same title and the same name, but for case and signs.\n\n## Why it is bad\nIt is counted twice, and corrected once.\n\n## How to fix\nRemove one.\n"
    TITLE_DIFFERS "list-title-differs" Warning
        "Two rows with one arXiv number have different titles."
        "## What it does\nCompares the titles of rows that lead to one paper, where `paper-reused` does not: datasets and benchmarks may share a paper, but not with two titles.\n\n## Why it is bad\nOne of the two numbers was copied from another row.\n\n## How to fix\nLook the number up.\n"
}

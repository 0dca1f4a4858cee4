//! Labels beside marks, none over another or over anything else.

use super::mark::MARK;

/// A rectangle that something takes: left, top, right, bottom.
pub(super) type Area = (i32, i32, i32, i32);

pub(super) fn overlap(a: &Area, b: &Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// What a mark takes.
pub(super) fn around((x, y): (i32, i32)) -> Area {
    (x - MARK, y - MARK, x + MARK, y + MARK)
}

/// A label beside a mark: which end of it is fixed, where, and its baseline.
pub(super) type Place = (&'static str, i32, i32);

/// Where a label of some width is beside a mark, within bounds, without covering anything: to the left, else above, below or
/// to the right.
pub(super) fn free_place(
    taken: &[Area],
    bounds: &Area,
    width: i32,
    (x, y): (i32, i32),
) -> Option<(Place, Area)> {
    let gap = MARK + 4;
    let places = [
        ("end", x - gap, y - 4),
        ("end", x - gap, y + 9),
        ("end", x + MARK, y - gap - 1),
        ("start", x - MARK, y - gap - 1),
        ("start", x - MARK, y + gap + 9),
        ("start", x + gap, y + 12),
        ("end", x + MARK, y - gap - 13),
        ("end", x + MARK, y + gap + 9),
    ];
    let area = |(anchor, at, base): Place| match anchor {
        "end" => (at - width, base - 9, at, base + 3),
        _ => (at, base - 9, at + width, base + 3),
    };
    let is_free = |(_, area): &(Place, Area)| {
        let is_inside = area.0 >= bounds.0 && area.2 <= bounds.2 && area.1 >= bounds.1 && area.3 <= bounds.3;
        is_inside && !taken.iter().any(|other| overlap(other, area))
    };
    places.into_iter().map(|place| (place, area(place))).find(is_free)
}

#[cfg(test)]
mod tests {
    use super::overlap;

    #[test]
    fn areas_that_touch_do_not_overlap() {
        assert!(overlap(&(0, 0, 10, 10), &(9, 9, 20, 20)));
        assert!(!overlap(&(0, 0, 10, 10), &(10, 0, 20, 10)));
        assert!(!overlap(&(0, 0, 10, 10), &(0, 11, 10, 20)));
    }
}

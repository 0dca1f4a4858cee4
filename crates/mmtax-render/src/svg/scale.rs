//! Where dates and values stand on their axes.

use mmtax_graph::schema::PartialDate;

/// As many days as any month has.
const DAYS: i32 = 31;

/// Months from left to right.
pub(super) struct Time {
    first: i32,
    last: i32,
    left: i32,
    right: i32,
}

impl Time {
    /// From one month to another, with some room at both ends.
    pub(super) fn new(first: i32, last: i32, left: i32, right: i32) -> Self {
        Self { first: first - 1, last: last + 1, left, right }
    }

    /// A date whose day or month is not known stands where it begins.
    pub(super) fn x(&self, date: PartialDate) -> i32 {
        self.at(date.months() * DAYS + i32::from(date.day().unwrap_or(1)) - 1)
    }

    /// The place of a day, of which each month has 31.
    fn at(&self, day: i32) -> i32 {
        let span = (self.last - self.first).max(1) * DAYS;
        self.left + (day - self.first * DAYS) * (self.right - self.left) / span
    }

    /// Where each year begins; of a short time, each quarter.
    pub(super) fn ticks(&self) -> Vec<(i32, String)> {
        let is_short = self.last - self.first <= 30;
        let step = if is_short { 3 } else { 12 };
        let months = (self.first..=self.last).filter(|month| month.rem_euclid(step) == 0);
        let label = |month: i32| match month.rem_euclid(12) {
            0 => (month / 12).to_string(),
            part => format!("{}-{:02}", month / 12, part + 1),
        };
        // No room is left for what would stand at the very end.
        let shown = months.filter(|month| self.at(*month * DAYS) < self.right - 40);
        shown.map(|month| (self.at(month * DAYS), label(month))).collect()
    }
}

/// Values from bottom to top.
pub(super) struct Values {
    /// In units of `step`.
    low: i64,
    high: i64,
    /// The distance of two lines: `digit` times ten to the `power`.
    digit: i64,
    power: i32,
    top: i32,
    bottom: i32,
}

impl Values {
    /// The least round range that has all values, with about six lines.
    pub(super) fn new(values: impl Iterator<Item = f64>, top: i32, bottom: i32) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            (least, most) = (least.min(value), most.max(value));
        }
        let span = if most > least { most - least } else { most.abs().max(1.0) };
        let power = (span / 6.0).log10().floor();
        let digit = [1_i64, 2, 5, 10].into_iter().find(|digit| {
            #[expect(clippy::cast_precision_loss, reason = "at most ten")]
            let step = *digit as f64 * 10f64.powf(power);
            span / step <= 7.0
        });
        #[expect(clippy::cast_possible_truncation, reason = "the exponent of a number")]
        let mut axis = Self { low: 0, high: 1, digit: digit.unwrap_or(10), power: power as i32, top, bottom };
        #[expect(clippy::cast_possible_truncation, reason = "a few lines")]
        let lines = |value: f64| (value / axis.step()) as i64;
        let (low, high) = (lines(least) - 1, lines(most) + 1);
        let at = |line: i64| axis.value(line);
        let low = (low..=low + 2).rfind(|line| at(*line) <= least).unwrap_or(low);
        let high = (high - 2..=high).find(|line| at(*line) >= most).unwrap_or(high);
        (axis.low, axis.high) = (low, high.max(low + 1));
        axis
    }

    #[expect(clippy::cast_precision_loss, reason = "a digit")]
    fn step(&self) -> f64 {
        self.digit as f64 * 10f64.powi(self.power)
    }

    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    fn value(&self, line: i64) -> f64 {
        line as f64 * self.step()
    }

    pub(super) fn y(&self, value: f64) -> i32 {
        let (low, high) = (self.value(self.low), self.value(self.high));
        let share = (value - low) / (high - low);
        #[expect(clippy::cast_possible_truncation, reason = "at most the height of the picture")]
        let up = (share * f64::from(self.bottom - self.top)).round() as i32;
        self.bottom - up
    }

    /// The lines with their labels.
    pub(super) fn ticks(&self) -> Vec<(i32, String)> {
        let decimals = usize::try_from(-self.power).unwrap_or(0);
        let tick = |line| {
            let value = self.value(line);
            (self.y(value), format!("{value:.decimals$}"))
        };
        (self.low..=self.high).map(tick).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Time, Values};

    #[test]
    fn lines_are_round_few_and_hold_all_values() {
        for values in [[0.31, 0.92], [0.0, 1.0], [512.5, 2410.0], [-3.0, 7.5], [0.9801, 0.9803], [41.0, 41.0]]
        {
            let axis = Values::new(values.into_iter(), 10, 110);
            let ticks = axis.ticks();
            assert!((2..=9).contains(&ticks.len()), "{values:?}: {ticks:?}");
            assert_eq!((ticks[0].0, ticks[ticks.len() - 1].0), (110, 10), "{values:?}");
            for value in values {
                assert!((10..=110).contains(&axis.y(value)), "{value} is at {}", axis.y(value));
            }
        }
        let labels = |values: [f64; 2]| -> Vec<String> {
            Values::new(values.into_iter(), 0, 100).ticks().into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(labels([0.31, 0.92]), ["0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]);
        assert_eq!(labels([512.5, 2410.0]), ["500", "1000", "1500", "2000", "2500"]);
    }

    #[test]
    fn years_and_quarters_are_named() {
        let names = |first, last| -> Vec<String> {
            Time::new(first, last, 0, 800).ticks().into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(names(2022 * 12 + 4, 2025 * 12 + 6), ["2023", "2024", "2025"]);
        assert_eq!(names(2024 * 12 + 8, 2025 * 12 + 3), ["2024-10", "2025", "2025-04"]);
    }
}

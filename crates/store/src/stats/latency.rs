//! How long attempts took, in classes: enough for a percentile that is right to its class, and small enough to add up.

/// The longest duration of each class, in milliseconds; a last class has what took longer.
const BOUNDS: [u32; 11] = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

/// How many classes there are.
pub(super) const CLASS_COUNT: usize = BOUNDS.len() + 1;

/// The class of a duration.
pub(super) fn class_of(duration_ms: u32) -> usize {
    BOUNDS.partition_point(|bound| *bound < duration_ms)
}

/// Attempts by how long they took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Latency {
    pub(super) classes: [i64; CLASS_COUNT],
    pub(super) longest_ms: i64,
}

impl Latency {
    /// How many attempts there are.
    pub fn attempts(&self) -> i64 {
        self.classes.iter().sum()
    }

    /// The longest, in milliseconds; 0 if there are none.
    pub fn longest_ms(&self) -> i64 {
        self.longest_ms
    }

    /// The duration, in milliseconds, that `share` (0 to 1) of the attempts did not exceed, estimated evenly within its
    /// class and never above the longest; `None` without attempts.
    pub fn percentile_ms(&self, share: f64) -> Option<i64> {
        let attempts = self.attempts();
        if attempts == 0 {
            return None;
        }
        let rank = share.clamp(0.0, 1.0) * attempts as f64;
        let mut before = 0;
        for (class, count) in self.classes.iter().enumerate() {
            if *count > 0 && (before + count) as f64 >= rank {
                return Some(self.within(class, (rank - before as f64) / *count as f64));
            }
            before += count;
        }
        Some(self.longest_ms)
    }

    fn within(&self, class: usize, share: f64) -> i64 {
        let from = if class == 0 { 0 } else { i64::from(BOUNDS[class - 1]) };
        let to = BOUNDS.get(class).map_or(self.longest_ms, |bound| i64::from(*bound).min(self.longest_ms));
        from + ((to - from).max(0) as f64 * share.clamp(0.0, 1.0)).round() as i64
    }

    /// Counts these, too.
    pub fn add(&mut self, other: &Self) {
        for (mine, more) in self.classes.iter_mut().zip(other.classes) {
            *mine += more;
        }
        self.longest_ms = self.longest_ms.max(other.longest_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(durations: &[u32]) -> Latency {
        let mut latency = Latency::default();
        for duration in durations {
            latency.classes[class_of(*duration)] += 1;
            latency.longest_ms = latency.longest_ms.max(i64::from(*duration));
        }
        latency
    }

    #[test]
    fn a_bound_belongs_to_its_class() {
        assert_eq!(
            (class_of(0), class_of(5), class_of(6), class_of(10_000), class_of(10_001)),
            (0, 0, 1, 10, 11)
        );
    }

    #[test]
    fn a_percentile_lies_in_the_class_of_the_attempt_that_it_means() {
        let mut durations = vec![20; 98];
        durations.extend([700, 30_000]);
        let latency = of(&durations);
        assert!((10..=25).contains(&latency.percentile_ms(0.5).unwrap()));
        assert!((500..=1_000).contains(&latency.percentile_ms(0.99).unwrap()));
        assert_eq!(latency.percentile_ms(1.0), Some(30_000));
    }

    #[test]
    fn no_percentile_is_above_the_longest() {
        assert_eq!(of(&[12]).percentile_ms(0.99), Some(12));
        assert_eq!(of(&[]).percentile_ms(0.5), None);
    }

    #[test]
    fn what_is_added_counts_like_one() {
        let mut sum = of(&[3, 40]);
        sum.add(&of(&[9_000]));
        assert_eq!(sum, of(&[3, 40, 9_000]));
    }
}

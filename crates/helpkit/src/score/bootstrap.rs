//! How sure a mean is: Efron's percentile bootstrap.
//!
//! As many values as there are are drawn from them, each of them any number of times, and their mean is
//! taken. Of the means of 10,000 such draws the middle 95 % are the interval (B. Efron, Bootstrap methods:
//! another look at the jackknife, The Annals of Statistics 7, 1979; the percentile interval: B. Efron, R.
//! Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). The seed is fixed, so that the same
//! values always give the same interval.

/// How many draws.
const DRAWS: usize = 10_000;
/// The first and the last mean of the interval among the sorted ones.
const ENDS: (usize, usize) = (DRAWS / 40 - 1, DRAWS - DRAWS / 40 - 1);
const SEED: u64 = 20_261_120;

/// A mean and where it lies with a certainty of 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    pub(crate) mean: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// The interval of the mean; `None` without values.
pub(crate) fn interval(values: &[f64]) -> Option<Interval> {
    if values.is_empty() {
        return None;
    }
    let count = values.len() as f64;
    let mut random = Random(SEED);
    let mut draw = || values.iter().map(|_| values[random.below(values.len())]).sum::<f64>() / count;
    let mut means: Vec<f64> = (0..DRAWS).map(|_| draw()).collect();
    means.sort_by(f64::total_cmp);
    let mean = values.iter().sum::<f64>() / count;
    Some(Interval { mean, low: means[ENDS.0], high: means[ENDS.1] })
}

/// SplitMix64 (G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number generators, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`: the upper half of the product, whose bias does not matter for a few thousand
    /// values.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_numbers_are_the_published_ones() {
        let mut random = Random(0);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(first, [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f]);
        let mut counts = [0_u32; 5];
        (0..10_000).for_each(|_| counts[random.below(5)] += 1);
        assert!(counts.iter().all(|count| (1_900..2_100).contains(count)), "{counts:?}");
    }

    #[test]
    fn the_interval_is_that_of_theory() {
        // 200 values, half 0 and half 1: the mean's deviation is 0.5 / √200, the interval 1.96 of them to
        // each side.
        let values: Vec<f64> = (0..200).map(|index| f64::from(index % 2)).collect();
        let found = interval(&values).unwrap();
        let half = 1.96 * 0.5 / 200_f64.sqrt();
        assert!((found.mean - 0.5).abs() < 1e-9);
        assert!(
            (found.low - (0.5 - half)).abs() < 0.01 && (found.high - (0.5 + half)).abs() < 0.01,
            "{found:?}"
        );
        assert_eq!(interval(&values), Some(found));
    }

    #[test]
    fn few_values_are_no_trouble() {
        assert_eq!(interval(&[]), None);
        assert_eq!(interval(&[0.5, 0.5]), Some(Interval { mean: 0.5, low: 0.5, high: 0.5 }));
    }
}

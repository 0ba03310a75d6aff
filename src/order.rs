//! Sorting for lists that are short or rare.
//!
//! `slice::sort` and its sisters are 4 to 8 kB of code for each type that they sort: together they were a seventh of the module,
//! all of which Firefox compiles before the first answer. A heap is a tenth of that. What is sorted for every draft and is
//! as long as it (`text::Stretches`, the windows of `rules::structure`) is sorted by the slice's own.

use std::collections::BinaryHeap;

/// Items in ascending order, equal ones in any.
pub fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    items.into_iter().collect::<BinaryHeap<T>>().into_sorted_vec()
}

/// The different ones among some items, in ascending order.
pub fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items = sorted(items);
    items.dedup();
    items
}

/// The bits of a number that is not negative: they are in the same order as such numbers, and unlike them in a total one.
pub fn of_share(share: f64) -> u64 {
    share.abs().to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_drops_what_is_there_twice() {
        assert_eq!(sorted([3, 1, 2, 1]), [1, 1, 2, 3]);
        assert_eq!(distinct(["b", "a", "b"]), ["a", "b"]);
        assert!(distinct([0u8; 0]).is_empty());
    }

    #[test]
    fn bits_of_shares_are_in_their_order() {
        let shares = [0.0, f64::MIN_POSITIVE, 1e-9, 0.3, 0.30000000000000004, 1.0, 17.5];
        assert!(shares.is_sorted_by_key(|share| of_share(*share)));
        assert_eq!(of_share(-0.0), of_share(0.0));
    }
}

//! Work done on all threads at once, its results taken in the order of the items.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rayon::ThreadPool;

/// Results kept for a slower item before them, for each thread.
const AHEAD: usize = 4;

/// Works on items on every thread of the pool and hands each result to `take` in the order of the items. Fetching, working
/// and taking overlap; as many threads do them together as the pool has, and no more than a few results a thread wait.
///
/// # Errors
///
/// The first error of `take`; nothing is taken after it, and no further item is fetched.
pub fn in_order<T: Send, U: Send, E: Send>(
    pool: &ThreadPool,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> U + Sync,
    take: impl FnMut(U) -> Result<(), E> + Send,
) -> Result<(), E> {
    let most_waiting = pool.current_num_threads() * AHEAD;
    let items = Mutex::new(items.fuse().enumerate());
    let line = Mutex::new(Line { next: 0, waiting: BTreeMap::new(), take, stopped: false, error: None });
    let moved = Condvar::new();
    pool.broadcast(|_| {
        let alarm = Alarm { line: &line, moved: &moved };
        loop {
            let item = lock(&items).next();
            let Some((number, item)) = item else { break };
            let result = work(item);
            let mut line = lock(&line);
            line.arrive(number, result);
            moved.notify_all();
            // The item that all wait for is in work on a thread that is not here: this cannot block for ever.
            while !line.stopped && line.waiting.len() >= most_waiting {
                line = moved.wait(line).unwrap_or_else(PoisonError::into_inner);
            }
            if line.stopped {
                break;
            }
        }
        std::mem::forget(alarm);
    });
    let line = line.into_inner().unwrap_or_else(PoisonError::into_inner);
    line.error.map_or(Ok(()), Err)
}

/// Results on their way out.
struct Line<U, E, F> {
    next: usize,
    waiting: BTreeMap<usize, U>,
    take: F,
    stopped: bool,
    error: Option<E>,
}

impl<U, E, F: FnMut(U) -> Result<(), E>> Line<U, E, F> {
    fn arrive(&mut self, number: usize, result: U) {
        self.waiting.insert(number, result);
        while !self.stopped
            && let Some(result) = self.waiting.remove(&self.next)
        {
            self.next += 1;
            if let Err(error) = (self.take)(result) {
                self.error = Some(error);
                self.stopped = true;
            }
        }
    }
}

/// Lets the others go when a thread panics, whose result would never come.
struct Alarm<'a, U, E, F> {
    line: &'a Mutex<Line<U, E, F>>,
    moved: &'a Condvar,
}

impl<U, E, F> Drop for Alarm<'_, U, E, F> {
    fn drop(&mut self) {
        lock(self.line).stopped = true;
        self.moved.notify_all();
    }
}

/// A panic elsewhere ends the work by itself; the data behind the lock is still whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn pool(threads: usize) -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start")
    }

    #[test]
    fn results_come_in_order_whatever_each_takes() {
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |n: u64| {
                let effort = if n.is_multiple_of(17) { 1000 } else { 1 };
                (0..effort).for_each(|_| std::thread::yield_now());
                n * 2
            };
            let done: Result<(), ()> = in_order(&pool(threads), 0..1000, work, |n| {
                taken.push(n);
                Ok(())
            });
            assert_eq!((done, taken), (Ok(()), (0..1000).map(|n| n * 2).collect()), "{threads} threads");
        }
    }

    #[test]
    fn few_results_wait_for_a_slow_one() {
        const THREADS: usize = 3;
        let (fetched, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let furthest = AtomicUsize::new(0);
        let items = (0..10_000).inspect(|_| {
            let ahead = fetched.fetch_add(1, Ordering::SeqCst) + 1 - taken.load(Ordering::SeqCst);
            furthest.fetch_max(ahead, Ordering::SeqCst);
        });
        let work = |n: usize| {
            // The first is in work until the others have run as far ahead as they may, and for a while after.
            while n == 0 && fetched.load(Ordering::SeqCst) < THREADS * AHEAD {
                std::thread::yield_now();
            }
            let effort = if n == 0 { 10_000 } else { 1 };
            (0..effort).for_each(|_| std::thread::yield_now());
        };
        let done: Result<(), ()> = in_order(&pool(THREADS), items, work, |()| {
            taken.fetch_add(1, Ordering::SeqCst);
            Ok(())
        });
        assert_eq!((done, taken.into_inner()), (Ok(()), 10_000));
        assert!(furthest.into_inner() <= THREADS * (AHEAD + 1));
    }

    #[test]
    fn an_error_stops_the_work() {
        for threads in [1, 3] {
            let fetched = AtomicUsize::new(0);
            let items = (0..).inspect(|_| _ = fetched.fetch_add(1, Ordering::SeqCst));
            let mut taken = 0;
            let done = in_order(
                &pool(threads),
                items,
                |n: u64| n,
                |n| {
                    taken += 1;
                    if n == 10 { Err("full") } else { Ok(()) }
                },
            );
            assert_eq!((done, taken), (Err("full"), 11));
            assert!(fetched.load(Ordering::SeqCst) <= 12 + threads * (AHEAD + 1), "{fetched:?}");
        }
    }

    #[test]
    fn a_panic_is_passed_on_and_nobody_waits_for_ever() {
        let work = |n: u64| assert_ne!(n, 3, "on purpose");
        let run = || in_order(&pool(2), 0.., work, |()| Ok::<(), ()>(()));
        assert!(std::panic::catch_unwind(run).is_err());
    }
}

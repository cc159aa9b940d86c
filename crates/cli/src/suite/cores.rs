//! Work on all cores, with results in the order of the work.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads are worth it.
pub(crate) fn cores(items: usize) -> usize {
    std::thread::available_parallelism()
        .map_or(1, std::num::NonZero::get)
        .min(items)
}

/// Does the work for every item; the results stand in the order of the items.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = cores(items.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    own.push((at, work(item)));
                }
                if let Ok(mut done) = done.lock() {
                    done.append(&mut own);
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does one kind of work with all hands at once, and puts together what each has done. A hand that panics makes the whole panic:
/// what it leaves undone is no result.
pub(crate) fn with_all_hands<R: Send>(threads: usize, work: impl Fn() -> Vec<R> + Sync) -> Vec<R> {
    if threads < 2 {
        return work();
    }
    std::thread::scope(|scope| {
        let hands: Vec<_> = (0..threads).map(|_| scope.spawn(&work)).collect();
        let mut all = Vec::new();
        for hand in hands {
            match hand.join() {
                Ok(own) => all.extend(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_hand_has_done_is_there() {
        let next = AtomicUsize::new(0);
        let mut all = with_all_hands(4, || vec![next.fetch_add(1, Ordering::Relaxed)]);
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3]);
    }

    #[test]
    #[should_panic(expected = "this hand fails")]
    fn a_hand_that_panics_is_not_passed_over() {
        let next = AtomicUsize::new(0);
        with_all_hands(2, || {
            assert_ne!(next.fetch_add(1, Ordering::Relaxed), 0, "this hand fails");
            vec![1]
        });
    }
}

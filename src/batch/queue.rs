//! Work on many inputs by several threads: taken and told in the order of the inputs, none far ahead of what was told.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How far ahead of the first input whose answer was not told yet work is taken. Bounds what is held for the order's sake.
const AHEAD: usize = 256;

/// That the work on one input panicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fell;

/// Does `work` on each item by at most so many threads, and hands the answers to `told` in the order of the items.
///
/// - **Errors**: no thread can be started.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut told: impl FnMut(usize, Result<R, Fell>),
) -> std::io::Result<()> {
    let turns = Turns::new(items.len());
    let (sender, answers) = mpsc::channel();
    let worker = |sender: mpsc::Sender<(usize, Result<R, Fell>)>| {
        while let Some(at) = turns.take() {
            let answer = catch_unwind(AssertUnwindSafe(|| work(&items[at]))).map_err(|_| Fell);
            if sender.send((at, answer)).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        // However this scope is left, nobody waits for ever.
        let _stop = Stop(&turns);
        for number in 0..threads.clamp(1, items.len().max(1)) {
            let sender = sender.clone();
            let worker = &worker;
            let started = thread::Builder::new().spawn_scoped(scope, move || worker(sender));
            // Fewer threads do the same work.
            if let (0, Err(error)) = (number, started) {
                return Err(error);
            }
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        for (at, answer) in answers {
            waiting.insert(at, answer);
            while let Some(answer) = waiting.remove(&turns.told()) {
                told(turns.told(), answer);
                turns.tell();
            }
        }
        Ok(())
    })
}

/// Whose turn it is.
struct Turns {
    count: usize,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// The item to take next.
    next: usize,
    /// How many answers were told.
    told: usize,
}

impl Turns {
    fn new(count: usize) -> Self {
        Self { count, state: Mutex::new(State { next: 0, told: 0 }), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, once it is not too far ahead; `None` after the last.
    fn take(&self) -> Option<usize> {
        let too_far = |state: &mut State| state.next < self.count && state.next - state.told >= AHEAD;
        let waited = self.changed.wait_while(self.state(), too_far);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let at = state.next;
        (at < self.count).then(|| {
            state.next += 1;
            at
        })
    }

    fn told(&self) -> usize {
        self.state().told
    }

    fn tell(&self) {
        self.state().told += 1;
        self.changed.notify_all();
    }
}

/// Ends all waiting when it is dropped.
struct Stop<'a>(&'a Turns);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.state().next = self.0.count;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;

    #[test]
    fn answers_come_in_order_on_any_number_of_threads() {
        let items: Vec<usize> = (0..2_000).collect();
        for threads in [1, 2, 7, 5_000] {
            let mut answers = Vec::new();
            let work = |item: &usize| {
                if item.is_multiple_of(97) {
                    thread::yield_now();
                }
                item * 2
            };
            in_order(&items, threads, work, |at, answer| answers.push((at, answer))).unwrap();
            assert!(answers.iter().enumerate().all(|(at, answer)| *answer == (at, Ok(at * 2))), "{threads} threads");
            assert_eq!(answers.len(), items.len());
        }
    }

    #[test]
    fn one_that_falls_takes_no_other_with_it() {
        let mut answers = Vec::new();
        let work = |item: &usize| if *item == 1 { panic!("as asked") } else { *item };
        in_order(&[0, 1, 2], 2, work, |_, answer| answers.push(answer)).unwrap();
        assert_eq!(answers, [Ok(0), Err(Fell), Ok(2)]);
    }

    #[test]
    fn who_listens_may_fall() {
        let items: Vec<usize> = (0..1_000).collect();
        let all = || in_order(&items, 2, |item| *item, |_, _| panic!("as asked"));
        assert!(catch_unwind(AssertUnwindSafe(all)).is_err(), "and nobody waits for ever");
    }
}

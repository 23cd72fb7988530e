//! Panics: each becomes exit code 70 and one sentence, around every command.

use super::session::Failure;
use std::panic::{self, AssertUnwindSafe};

/// What is said of a panic.
pub(super) const BUG: &str = "this is a bug of fukkoku; please report it with the input";

/// Panics print nothing of their own: what failed is told once, in words.
pub(super) fn silence() {
    panic::set_hook(Box::new(|_| {}));
}

/// Runs a command; its panic is a failure like others.
pub(super) fn guarded(work: impl FnOnce() -> Result<u8, Failure>) -> Result<u8, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Failure::Bug(BUG.to_owned())))
}

/// Where a test lets a command fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trip {
    /// On entering a command.
    Command,
    /// On reading one report of a batch.
    Report,
}

/// Nothing. It falls where the tests in this program say: a feature could be turned on in a build, `cfg(test)` cannot.
#[cfg(not(test))]
pub(super) fn trip(_: Trip) {}

#[cfg(test)]
pub(super) use tests::trip;

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::panic)]
    use super::Trip;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    static SET: Mutex<Option<Trip>> = Mutex::new(None);
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

    fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Falls where the running test says.
    pub(crate) fn trip(at: Trip) {
        let set = *lock(&SET);
        assert!(set != Some(at), "as asked");
    }

    /// Does something while all fall there.
    pub(crate) fn tripping<T>(at: Trip, work: impl FnOnce() -> T) -> T {
        let _alone = lock(&ONE_AT_A_TIME);
        *lock(&SET) = Some(at);
        let done = work();
        *lock(&SET) = None;
        done
    }
}

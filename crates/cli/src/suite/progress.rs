//! A bar on the terminal, when something takes long enough to wonder.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::Thread;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_millis(500);
const WIDTH: usize = 30;

/// Does the work, and meanwhile shows how much of it is done, where somebody looks on.
pub(crate) fn shown<R: Send>(total: usize, what: &str, work: impl FnOnce(&AtomicUsize) -> R + Send) -> R {
    let done = AtomicUsize::new(0);
    if !std::io::stderr().is_terminal() {
        return work(&done);
    }
    watched(&done, total, what, work)
}

fn watched<R>(done: &AtomicUsize, total: usize, what: &str, work: impl FnOnce(&AtomicUsize) -> R) -> R {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(done, &over, total, what));
        let _end = End(&over, watcher.thread());
        work(done)
    })
}

/// Ends the watch, also where the work panics: the scope would wait for it without end.
struct End<'w>(&'w AtomicBool, &'w Thread);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
        self.1.unpark();
    }
}

fn watch(done: &AtomicUsize, over: &AtomicBool, total: usize, what: &str) {
    let start = Instant::now();
    let mut drawn = false;
    while !over.load(Ordering::Relaxed) {
        std::thread::park_timeout(Duration::from_millis(100));
        if start.elapsed() > PATIENCE && !over.load(Ordering::Relaxed) {
            let line = bar(done.load(Ordering::Relaxed), total, what);
            let _ = write!(std::io::stderr(), "\r{line}");
            let _ = std::io::stderr().flush();
            drawn = true;
        }
    }
    if drawn {
        let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
    }
}

/// `[#####     ] 10/20 cases`
fn bar(done: usize, total: usize, what: &str) -> String {
    let done = done.min(total);
    let filled = (done * WIDTH).checked_div(total).unwrap_or(WIDTH);
    format!(
        "[{}{}] {done}/{total} {what}",
        "#".repeat(filled),
        " ".repeat(WIDTH - filled)
    )
}

#[cfg(test)]
mod tests {
    use super::{AtomicUsize, bar, watched};

    #[test]
    #[should_panic(expected = "the work fails")]
    fn work_that_panics_is_not_waited_for() {
        watched(&AtomicUsize::new(0), 1, "cases", |_| panic!("the work fails"));
    }

    #[test]
    fn never_fuller_than_full() {
        assert_eq!(bar(1, 2, "cases"), "[###############               ] 1/2 cases");
        assert_eq!(bar(9, 2, "cases"), "[##############################] 2/2 cases");
        assert_eq!(bar(0, 0, "cases"), "[##############################] 0/0 cases");
    }
}

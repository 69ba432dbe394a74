use crate::VaultError;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a keyring is waited for. It answers within milliseconds unless it asks a person.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// After so long a wait is told of.
    pub told_after: Duration,
    /// After so much longer a wait ends without an answer.
    pub ends_after: Duration,
}

type Stop = Box<dyn Fn() + Send>;

/// The calls that are waited for, each on a thread of its own: a keyring may never answer.
pub struct Waits {
    limits: Limits,
    tell: Box<dyn Fn() + Send + Sync>,
    calls: Mutex<Calls>,
}

#[derive(Default)]
struct Calls {
    next: u64,
    awaited: HashMap<u64, Stop>,
    told: HashSet<u64>,
    /// Nobody waits for them any more, and they have no answer yet.
    left: HashSet<u64>,
}

impl fmt::Debug for Waits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waits")
    }
}

/// A call under way. It ends when dropped, also if it panics.
pub(crate) struct Call {
    id: u64,
    of: Arc<Waits>,
}

impl Call {
    /// Whether somebody still waits for it, or has asked anew since.
    pub fn is_wanted(&self) -> bool {
        !self.of.calls().left.contains(&self.id)
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let mut calls = self.of.calls();
        calls.awaited.remove(&self.id);
        calls.left.remove(&self.id);
    }
}

impl Waits {
    pub fn new(limits: Limits, tell: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            limits,
            tell: Box::new(tell),
            calls: Mutex::default(),
        }
    }

    /// Runs work that may wait for a person. While an earlier call was left without an answer, none
    /// begins: the person would be asked once more for the same.
    pub fn call<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Call) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (answer, answered) = mpsc::channel();
        let call = self.begin(answer.clone())?;
        let id = call.id;
        let run = move || {
            let result = work(&call);
            drop(call);
            // Whoever asked may have left.
            drop(answer.send(result));
        };
        let started = thread::Builder::new().name("keyring".to_owned()).spawn(run);
        started.map_err(|error| VaultError::Platform {
            reason: error.to_string(),
        })?;
        let result = match answered.recv_timeout(self.limits.told_after) {
            Err(RecvTimeoutError::Timeout) => self.tell_and_wait(id, &answered),
            soon => soon,
        };
        result.unwrap_or_else(|ended| Err(self.leave(id, ended)))
    }

    /// Ends every wait at once, without an answer.
    pub fn stop(&self) {
        let mut calls = self.calls();
        let awaited: Vec<(u64, Stop)> = calls.awaited.drain().collect();
        for (id, stop) in awaited {
            calls.left.insert(id);
            stop();
        }
    }

    /// Forgets the calls that were left: the next one asks anew.
    pub fn ask_anew(&self) {
        self.calls().left.clear();
    }

    /// Whether a call is waited for longer than a keyring needs by itself.
    pub fn are_long(&self) -> bool {
        !self.calls().told.is_empty()
    }

    fn begin<T: Send + 'static>(
        self: &Arc<Self>,
        answer: mpsc::Sender<Result<T, VaultError>>,
    ) -> Result<Call, VaultError> {
        let mut calls = self.calls();
        if !calls.left.is_empty() {
            return Err(VaultError::NoAnswer);
        }
        calls.next += 1;
        let id = calls.next;
        let stop = move || drop(answer.send(Err(VaultError::NoAnswer)));
        calls.awaited.insert(id, Box::new(stop));
        Ok(Call {
            id,
            of: Arc::clone(self),
        })
    }

    fn tell_and_wait<T>(
        &self,
        id: u64,
        answered: &mpsc::Receiver<Result<T, VaultError>>,
    ) -> Result<Result<T, VaultError>, RecvTimeoutError> {
        self.calls().told.insert(id);
        (self.tell)();
        let result = answered.recv_timeout(self.limits.ends_after);
        self.calls().told.remove(&id);
        (self.tell)();
        result
    }

    fn leave(&self, id: u64, ended: RecvTimeoutError) -> VaultError {
        let mut calls = self.calls();
        // It may have ended in the same moment.
        if calls.awaited.remove(&id).is_some() {
            calls.left.insert(id);
        }
        match ended {
            RecvTimeoutError::Timeout => VaultError::NoAnswer,
            RecvTimeoutError::Disconnected => VaultError::Platform {
                reason: "the call broke off".to_owned(),
            },
        }
    }

    fn calls(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Waits};
    use crate::VaultError;
    use std::sync::mpsc::{self, Receiver, Sender};
    use std::sync::{Arc, Mutex};
    use std::thread;
    use std::time::Duration;

    const FOR_EVER: Duration = Duration::from_secs(600);

    /// Waits that end after a time, and what hears when they are long.
    fn ending_after(ends_after: Duration) -> (Arc<Waits>, Receiver<()>) {
        let (tell, told) = mpsc::channel();
        let tell: Mutex<Sender<()>> = Mutex::new(tell);
        let limits = Limits {
            told_after: Duration::from_millis(1),
            ends_after,
        };
        let waits = Waits::new(limits, move || tell.lock().unwrap().send(()).unwrap());
        (Arc::new(waits), told)
    }

    fn is_silent(result: &Result<u8, VaultError>) -> bool {
        matches!(result, Err(VaultError::NoAnswer))
    }

    #[test]
    fn an_answer_is_handed_on() {
        let (waits, _told) = ending_after(FOR_EVER);
        assert!(matches!(waits.call(|_| Ok(7)), Ok(7)));
        let failed: Result<u8, _> = waits.call(|_| Err(VaultError::NotText));
        assert!(matches!(failed, Err(VaultError::NotText)));
        assert!(!waits.are_long());
    }

    #[test]
    fn a_keyring_that_never_answers_is_left_and_not_asked_again_until_it_is_wished() {
        let (waits, _told) = ending_after(Duration::from_millis(1));
        let (_never, answer) = mpsc::channel::<u8>();
        let silent = waits.call(move |_| Ok(answer.recv().unwrap_or_default()));
        assert!(is_silent(&silent), "{silent:?}");
        assert!(is_silent(&waits.call(|_| Ok(7))), "the first still waits");
        waits.ask_anew();
        assert!(matches!(waits.call(|_| Ok(7)), Ok(7)));
    }

    #[test]
    fn a_long_wait_is_told_and_can_be_stopped() {
        let (waits, told) = ending_after(FOR_EVER);
        let (answer, answers) = mpsc::channel::<u8>();
        let asking = Arc::clone(&waits);
        let call =
            thread::spawn(move || asking.call(move |_| Ok(answers.recv().unwrap_or_default())));
        told.recv().unwrap();
        assert!(waits.are_long());
        waits.stop();
        assert!(is_silent(&call.join().unwrap()));
        assert!(!waits.are_long());
        assert!(is_silent(&waits.call(|_| Ok(7))), "the first still waits");
        answer.send(1).unwrap();
        while is_silent(&waits.call(|_| Ok(7))) {
            thread::yield_now();
        }
    }

    #[test]
    fn a_call_knows_whether_it_is_still_wanted() {
        let (waits, _told) = ending_after(Duration::from_millis(1));
        let (unlock, unlocked) = mpsc::channel::<()>();
        let (tell, wanted) = mpsc::channel();
        let silent = waits.call(move |call| {
            tell.send(call.is_wanted()).unwrap();
            unlocked.recv().unwrap();
            tell.send(call.is_wanted()).unwrap();
            Ok(7)
        });
        assert!(is_silent(&silent));
        unlock.send(()).unwrap();
        assert_eq!([wanted.recv(), wanted.recv()], [Ok(true), Ok(false)]);
    }
}

//! What the commands tell the person at the terminal.
//!
//! Written to the streams directly: a closed pipe (`cargo xtask check | head`) must not panic,
//! as `println!` would.

use std::io::{self, Write};

/// One line for the person at the terminal.
pub fn line(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// The name of what begins now.
pub fn heading(text: &str) {
    line(&format!("\n=== {text}"));
}

/// What went wrong, on the error stream.
pub fn error(text: &str) {
    let _ = writeln!(io::stderr().lock(), "\nerror: {text}");
}

/// A yes/no question; only an explicit yes is one.
pub fn confirm(question: &str) -> bool {
    let mut out = io::stdout().lock();
    let asked = write!(out, "{question} [y/N] ").and_then(|()| out.flush());
    let mut answer = String::new();
    asked.is_ok() && io::stdin().read_line(&mut answer).is_ok() && is_yes(&answer)
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn only_an_explicit_yes_is_a_yes() {
        assert!(is_yes("y\n") && is_yes("Yes\n"));
        assert!(!is_yes("\n") && !is_yes("n\n") && !is_yes("yesterday\n"));
    }
}

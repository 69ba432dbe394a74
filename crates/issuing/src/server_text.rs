//! What services say, kept out of every log.

use std::fmt;

/// Words a service wrote. They may quote a value, so they neither print nor log by themselves.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerText(String);

impl ServerText {
    /// The most that is kept, in characters: an operator reads a sentence or two, not a page.
    const KEPT: usize = 500;

    /// Keeps the beginning of a text, in one line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        Self(
            printable
                .take(Self::KEPT)
                .collect::<String>()
                .trim()
                .to_owned(),
        )
    }

    /// The words, to show to the operator.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ServerText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerText({} characters)", self.0.chars().count())
    }
}

//! Whether a service says that it has seen an order's key before. Neither status nor words of
//! such an answer are documented, so this errs on the side that looks the order up.

use super::gate::Answer;

/// Words that speak of a repetition by themselves.
const REPEATED: [&str; 6] = [
    "duplicate",
    "already used",
    "already been used",
    "already issued",
    "already been issued",
    "already been processed",
];

/// Words that speak of a repetition if they are about the key.
const OF_THE_KEY: [&str; 7] = [
    "already", "taken", "used", "exists", "unique", "seen", "conflict",
];

/// Whether a failure is about a key that was used before. A conflict (409) is documented for
/// nothing else that an order could meet.
pub(super) fn speak_of_used_key(answer: &Answer) -> bool {
    let mut texts = vec![answer.message.as_str().to_lowercase()];
    for complaint in &answer.errors {
        let member = complaint.member.as_deref().unwrap_or_default();
        texts.push(format!("{member} {}", complaint.message.as_str()).to_lowercase());
    }
    answer.status.as_u16() == 409 || texts.iter().any(|text| speaks(text))
}

fn speaks(text: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    any(&REPEATED) || (text.contains("idempoten") && any(&OF_THE_KEY))
}

#[cfg(test)]
mod tests {
    use super::speaks;

    #[test]
    fn words_about_a_used_key_are_recognised() {
        for text in [
            "duplicate idempotency key",
            "idempotency_key the idempotency key has already been taken.",
            "this idempotency key was used before",
            "a badge with this key was already issued",
            "sqlstate[23000]: 1062 duplicate entry 'k-1' for key 'issues_idempotency_key_unique'",
        ] {
            assert!(speaks(text), "{text}");
        }
    }

    #[test]
    fn words_about_a_missing_or_long_key_are_not() {
        for text in [
            "idempotency_key the idempotency key field is required.",
            "idempotency_key may not be greater than 100 characters.",
            "name the name is required.",
            "badge not found",
            "",
        ] {
            assert!(!speaks(text), "{text}");
        }
    }
}

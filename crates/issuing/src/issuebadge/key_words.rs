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

/// The order's key, in words and as a member's name. It is always sent and always of a length that
/// is taken, so whatever is said against it may come from the key's having been used.
const THE_KEY: &str = "idempoten";

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
    text.contains(THE_KEY) || REPEATED.iter().any(|word| text.contains(word))
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
    fn whatever_is_said_against_the_key_is_taken_for_its_use() {
        for text in [
            "idempotency_key the idempotency key is invalid.",
            "idempotency_key has expired",
            "the idempotency key field is required.",
            "idempotency_key wrong",
        ] {
            assert!(speaks(text), "{text}");
        }
    }

    #[test]
    fn words_about_anything_else_are_not() {
        for text in [
            "name the name is required.",
            "badge not found",
            "api key expired",
            "",
        ] {
            assert!(!speaks(text), "{text}");
        }
    }
}

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
    let mut said = answer.errors.iter().map(|complaint| {
        let member = complaint.member.as_deref().unwrap_or_default();
        (member, complaint.message.as_str())
    });
    let in_general = answer.message.as_str();
    // Where each complaint is about a member, the words before them sum them up.
    let sums_up = !answer.errors.is_empty() && said.clone().all(|(member, _)| !member.is_empty());
    answer.status.as_u16() == 409
        || said.any(|(member, words)| speaks(member, words))
        || !sums_up && speaks("", in_general)
        || in_general.to_lowercase().contains(THE_KEY)
}

/// Of a member other than the key, words of a repetition are about what stands in it.
fn speaks(member: &str, words: &str) -> bool {
    let (member, words) = (member.to_lowercase(), words.to_lowercase());
    let about_the_key = member.contains(THE_KEY) || words.contains(THE_KEY);
    about_the_key || member.is_empty() && REPEATED.iter().any(|word| words.contains(word))
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
            assert!(speaks("", text), "{text}");
        }
    }

    #[test]
    fn what_is_said_of_another_member_is_about_what_stands_in_it() {
        assert!(!speaks(
            "duplicate_number",
            "The duplicate number is required."
        ));
        assert!(!speaks("department", "duplicate entry"));
        assert!(speaks("idempotency_key", "has been taken"));
        assert!(speaks("department", "Duplicate idempotency key"));
    }

    #[test]
    fn whatever_is_said_against_the_key_is_taken_for_its_use() {
        for text in [
            "idempotency_key the idempotency key is invalid.",
            "idempotency_key has expired",
            "the idempotency key field is required.",
            "idempotency_key wrong",
        ] {
            assert!(speaks("", text), "{text}");
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
            assert!(!speaks("", text), "{text}");
        }
    }
}

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a client needs to speak to the practice office's IssueBadge.
///
/// Serialises as `{"baseUrl","apiKey"}`. The key is made for one run and is worth nothing
/// elsewhere; it still stays out of `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Access {
    /// `http://127.0.0.1:PORT`, without a trailing slash: the service's own clients add `/api/v1`.
    pub base_url: String,
    /// The API key, random for this run: a number, a pipe and a token.
    pub api_key: String,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> Access {
        Access {
            base_url: "http://127.0.0.1:4001".to_owned(),
            api_key: "158|canary".to_owned(),
        }
    }

    #[test]
    fn debug_output_keeps_the_key() {
        assert!(!format!("{:?}", access()).contains("canary"));
    }

    #[test]
    fn the_line_of_json_has_the_names_it_is_read_by() {
        let json = serde_json::to_value(access()).unwrap();
        let expected = serde_json::json!({
            "baseUrl": "http://127.0.0.1:4001",
            "apiKey": "158|canary",
        });
        assert_eq!(json, expected);
    }
}

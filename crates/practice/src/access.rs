use std::fmt;

use serde::{Deserialize, Serialize};

/// What a client needs to speak to the practice office's Breeze.
///
/// Serialises as `{"baseUrl","clientId","clientSecret","tenantIds"}`. The secret is made for one
/// run and is worth nothing elsewhere; it still stays out of `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BreezeAccess {
    /// `http://127.0.0.1:PORT`, without a trailing slash.
    pub base_url: String,
    /// The OAuth client's id, random for this run.
    pub client_id: String,
    /// The OAuth client's secret, random for this run.
    pub client_secret: String,
    /// The tenants that this client may use; the first is the user's primary one.
    pub tenant_ids: Vec<String>,
}

impl fmt::Debug for BreezeAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BreezeAccess")
            .field("base_url", &self.base_url)
            .field("client_id", &self.client_id)
            .field("tenant_ids", &self.tenant_ids)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> BreezeAccess {
        BreezeAccess {
            base_url: "http://127.0.0.1:4000".to_owned(),
            client_id: "oauth_1".to_owned(),
            client_secret: "canary".to_owned(),
            tenant_ids: vec!["tenant".to_owned()],
        }
    }

    #[test]
    fn debug_output_keeps_the_secret() {
        assert!(!format!("{:?}", access()).contains("canary"));
    }

    #[test]
    fn the_line_of_json_has_the_names_it_is_read_by() {
        let json = serde_json::to_value(access()).unwrap();
        let expected = serde_json::json!({
            "baseUrl": "http://127.0.0.1:4000",
            "clientId": "oauth_1",
            "clientSecret": "canary",
            "tenantIds": ["tenant"],
        });
        assert_eq!(json, expected);
    }
}

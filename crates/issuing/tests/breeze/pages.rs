//! Lists that take several pages, or never end.

use std::sync::Arc;

use chrono::Utc;
use issuing::{IssuingError, IssuingService, ServerText, TenantId};
use serde_json::{Value, json};

use crate::script::{Answer, Call, Script, me, token, unauthenticated};

/// A page with these templates.
fn page(ids: &[&str], more: bool) -> Answer {
    let docs: Vec<Value> = ids
        .iter()
        .map(|id| json!({"_id": id, "name": id}))
        .collect();
    let list =
        json!({"docs": docs, "totalDocs": 7, "page": 1, "totalPages": 1, "hasNextPage": more});
    (
        200,
        "",
        json!({"data": {"CredentialTemplatesV2": list}}).to_string(),
    )
}

fn complaint(code: &str, message: &str) -> Answer {
    let error = json!({"message": message, "extensions": {"code": code}});
    (
        200,
        "",
        json!({"errors": [error], "data": null}).to_string(),
    )
}

/// A service whose pages are what `pages` makes of the question's pagination.
async fn listing(pages: impl Fn(&Value) -> Answer + Send + Sync + 'static) -> Script {
    Script::serve(move |call: &Call| match call.path.as_str() {
        "/oauth/token" => token("t1"),
        _ if call.body["query"].as_str().unwrap().contains("Me") => me(),
        _ => pages(&call.body["variables"]["pagination"]),
    })
    .await
}

async fn ids(script: &Script) -> Result<Vec<String>, IssuingError> {
    let templates = script.client(Arc::new(Utc::now)).templates().await?;
    Ok(templates
        .into_iter()
        .map(|template| template.id.to_string())
        .collect())
}

#[tokio::test]
async fn pages_are_read_until_there_is_no_next_one() {
    let script = listing(|paging| match paging["page"].as_u64().unwrap() {
        1 => page(&["a", "b"], true),
        2 => page(&["b", "c"], true),
        _ => page(&["d"], false),
    })
    .await;
    assert_eq!(ids(&script).await.unwrap(), ["a", "b", "c", "d"]);
    let asked = script.calls("/graphql");
    let numbers: Vec<&Value> = asked
        .iter()
        .map(|call| &call.body["variables"]["pagination"])
        .collect();
    assert_eq!(numbers[0], &json!({"page": 1, "limit": 100}));
    assert_eq!(numbers[2], &json!({"page": 3, "limit": 100}));
    assert_eq!(asked.len(), 3);
}

#[tokio::test]
async fn pages_that_repeat_themselves_are_not_read_for_ever() {
    let script = listing(|_| page(&["a", "b"], true)).await;
    assert_eq!(ids(&script).await, Err(IssuingError::EndlessPages));
    assert_eq!(script.calls("/graphql").len(), 2);
}

#[tokio::test]
async fn a_service_that_takes_no_long_pages_is_asked_for_its_own() {
    let script = listing(
        |paging| match (paging.get("limit"), paging["page"].as_u64()) {
            (Some(_), _) => complaint("BAD_USER_INPUT", "limit is too high"),
            (None, Some(1)) => page(&["a"], true),
            (None, _) => page(&["b"], false),
        },
    )
    .await;
    assert_eq!(ids(&script).await.unwrap(), ["a", "b"]);
}

#[tokio::test]
async fn a_list_that_comes_with_errors_is_no_list() {
    let script = listing(|_| {
        let list = json!({"docs": [{"_id": "a"}], "hasNextPage": false});
        let error = json!({"message": "m", "extensions": {"code": "INTERNAL_SERVER_ERROR"}});
        let data = json!({"CredentialTemplatesV2": list});
        (
            200,
            "",
            json!({"data": data, "errors": [error]}).to_string(),
        )
    })
    .await;
    assert_eq!(ids(&script).await.unwrap_err().code(), "undocumented_code");
}

#[tokio::test]
async fn what_a_complaint_about_a_list_means() {
    let tenant = || TenantId::new("tenant_abc123").unwrap();
    let unknown = listing(|_| complaint("NOT_FOUND", "Tenant not found")).await;
    assert_eq!(
        ids(&unknown).await,
        Err(IssuingError::UnknownTenant { tenant: tenant() })
    );
    for (words, tenant) in [
        ("Permissions insufficient", None),
        ("Not your tenant", Some(tenant())),
    ] {
        let forbidden = listing(move |_| complaint("FORBIDDEN", words)).await;
        let message = Some(ServerText::new(words));
        let error = IssuingError::Forbidden { tenant, message };
        assert_eq!(ids(&forbidden).await, Err(error));
    }
    let bare = listing(|_| (403, "", "<html>".into())).await;
    let error = IssuingError::Forbidden {
        tenant: Some(tenant()),
        message: None,
    };
    assert_eq!(ids(&bare).await, Err(error));
    let rejected = listing(|_| unauthenticated()).await;
    assert_eq!(ids(&rejected).await, Err(IssuingError::NotAuthenticated));
    assert_eq!(rejected.calls("/graphql").len(), 2);
    assert_eq!(rejected.calls("/oauth/token").len(), 2);
}

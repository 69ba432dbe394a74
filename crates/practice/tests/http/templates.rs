use serde_json::{Value, json};

use crate::client::{TEMPLATES, Visit, code, message};

async fn pages(visit: &Visit, pagination: Value) -> Value {
    let tenants = &visit.office.breeze().tenant_ids;
    visit
        .templates(json!({ "tenantIds": tenants, "pagination": pagination }))
        .await
}

pub async fn all(visit: &Visit) -> Vec<Value> {
    pages(visit, json!({ "limit": 1000 })).await["docs"]
        .as_array()
        .unwrap()
        .clone()
}

fn names(page: &Value) -> Vec<&str> {
    let docs = page["docs"].as_array().unwrap();
    docs.iter()
        .map(|doc| doc["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn ten_templates_a_page_until_there_is_no_next_one() {
    let visit = Visit::begin().await;
    let expected: Vec<_> = all(&visit)
        .await
        .into_iter()
        .map(|doc| doc["_id"].clone())
        .collect();
    let mut read = Vec::new();
    for number in 1.. {
        let page = pages(&visit, json!({ "page": number })).await;
        let docs = page["docs"].as_array().unwrap();
        assert!(
            docs.len() == 10 || page["hasNextPage"] == false,
            "only the last page is short"
        );
        assert_eq!(page["page"], number);
        assert_eq!(page["totalDocs"], expected.len());
        assert_eq!(page["totalPages"], expected.len().div_ceil(10));
        read.extend(docs.iter().map(|doc| doc["_id"].clone()));
        if page["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(read, expected, "every template once, in the same order");
}

#[tokio::test]
async fn a_page_may_be_asked_for_by_offset() {
    let visit = Visit::begin().await;
    let whole = pages(&visit, json!({ "limit": 8 })).await;
    let part = pages(&visit, json!({ "limit": 3, "offset": 5 })).await;
    assert_eq!(names(&part), names(&whole)[5..8]);
    assert_eq!(part["hasNextPage"], true);
    let beyond = pages(&visit, json!({ "offset": 1000 })).await;
    assert_eq!(names(&beyond), [""; 0]);
    assert_eq!(beyond["hasNextPage"], false);
}

#[tokio::test]
async fn templates_are_sorted_by_any_member_both_ways() {
    let visit = Visit::begin().await;
    let forwards = pages(&visit, json!({ "limit": 1000, "sort": "name" })).await;
    let mut sorted = names(&forwards);
    sorted.sort_unstable();
    assert_eq!(names(&forwards), sorted);
    let backwards = pages(&visit, json!({ "limit": 1000, "sort": "-name" })).await;
    sorted.reverse();
    assert_eq!(names(&backwards), sorted);
    let last = pages(&visit, json!({ "limit": 1, "sort": "-template_number" })).await;
    assert_eq!(
        last["docs"][0]["template_number"],
        100 + all(&visit).await.len()
    );
}

async fn filtered(visit: &Visit, field: &str, operator: &str, value: Value) -> usize {
    let filter = json!([{ "field": field, "operator": operator, "value": value }]);
    let page = pages(visit, json!({ "limit": 1000, "filter": filter })).await;
    page["docs"].as_array().unwrap().len()
}

#[tokio::test]
async fn every_documented_operator_filters() {
    let visit = Visit::begin().await;
    let total = all(&visit).await.len();
    for (operator, value, count) in [
        ("eq", json!(101), 1),
        ("exact", json!(102), 1),
        ("ne", json!(101), total - 1),
        ("gt", json!(103), total - 3),
        ("gte", json!(103), total - 2),
        ("lt", json!(103), 2),
        ("lte", json!(103), 3),
        ("in", json!([101, 105, 9]), 2),
    ] {
        let found = filtered(&visit, "template_number", operator, value).await;
        assert_eq!(found, count, "{operator}");
    }
    assert_eq!(
        filtered(&visit, "name", "like", json!("øyafestival")).await,
        2
    );
    assert_eq!(filtered(&visit, "name", "gt", json!("Z")).await, 0);
    assert_eq!(filtered(&visit, "nothing", "eq", json!("x")).await, 0);
}

#[tokio::test]
async fn templates_are_filtered_by_documented_type() {
    let visit = Visit::begin().await;
    let tenants = &visit.office.breeze().tenant_ids;
    let mut found = 0;
    for kind in ["TPL_CardCredential", "TPL_MobileCredential"] {
        let page = visit
            .templates(json!({
                "tenantIds": tenants,
                "credentialTemplateTypes": [kind],
                "pagination": { "limit": 1000 },
            }))
            .await;
        let docs = page["docs"].as_array().unwrap();
        assert!(!docs.is_empty());
        assert!(docs.iter().all(|doc| doc["type_name"] == kind));
        found += docs.len();
    }
    assert_eq!(found, all(&visit).await.len());
}

#[tokio::test]
async fn tenants_have_templates_of_their_own() {
    let visit = Visit::begin().await;
    let mut found = 0;
    for tenant in &visit.office.breeze().tenant_ids {
        let page = visit.templates(json!({ "tenantIds": [tenant] })).await;
        found += page["totalDocs"].as_u64().unwrap();
        assert!(
            page["totalDocs"].as_u64().unwrap() >= 10,
            "several pages each"
        );
    }
    assert_eq!(usize::try_from(found).unwrap(), all(&visit).await.len());
}

#[tokio::test]
async fn a_tenant_that_is_not_allowed_is_forbidden_even_beside_one_that_is() {
    let visit = Visit::begin().await;
    let allowed = &visit.office.breeze().tenant_ids[0];
    let answer = visit
        .ask(TEMPLATES, json!({ "tenantIds": [allowed, "someone-else"] }))
        .await;
    assert_eq!(code(&answer), "FORBIDDEN");
    assert!(message(&answer).contains("someone-else"));
    assert_eq!(answer["data"], Value::Null);
}

#[tokio::test]
async fn listing_arguments_that_cannot_be_are_bad_input() {
    let visit = Visit::begin().await;
    let tenants = &visit.office.breeze().tenant_ids;
    let operator = json!({ "filter": [{ "field": "name", "value": 1, "operator": "near" }] });
    for (pagination, named) in [
        (json!({ "page": 0 }), "page"),
        (json!({ "limit": 0 }), "limit"),
        (json!({ "offset": -1 }), "offset"),
        (operator, "near"),
    ] {
        let variables = json!({ "tenantIds": tenants, "pagination": pagination });
        let answer = visit.ask(TEMPLATES, variables).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT");
        assert!(message(&answer).contains(&format!("'{named}'")), "{answer}");
    }
    let answer = visit.ask(TEMPLATES, json!({ "tenantIds": [] })).await;
    assert_eq!(code(&answer), "BAD_USER_INPUT");
}

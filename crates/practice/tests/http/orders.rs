use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::ImageFormat;
use practice::RecordedValue;
use serde_json::{Value, json};

use crate::{
    client::{ORDER, Visit, code, jane, receipt, stopped},
    pictures::picture,
};

#[tokio::test]
async fn the_documented_sample_is_taken() {
    let (_, options) = stopped();
    let visit = Visit::with(options).await;
    let mut data = jane();
    data.as_array_mut().unwrap().push(json!({
        "data_field": "personPhoto1",
        "url_value": "https://hr.example.com/photos/jane_smith.jpg",
    }));
    let template = visit.template("Company ID Card").await;
    let credential =
        json!({ "template_id": template["_id"], "external_id": "EMP-00412", "data": data });
    let answer = visit.order(credential).await;
    let receipt = receipt(&answer);
    assert_eq!(
        receipt["credential_number"], 1042,
        "a number, as in the sample"
    );
    assert_eq!(receipt["status"], "in_queue");
    assert_eq!(receipt["created"], "2026-03-02T12:00:00.000Z");
    let id = receipt["_id"].as_str().unwrap();
    assert!(
        id.len() == 24 && id.chars().all(|digit| digit.is_ascii_hexdigit()),
        "{id}"
    );
}

#[tokio::test]
async fn the_log_of_orders_tells_what_was_sent() {
    let visit = Visit::begin().await;
    let template = visit.template("Company ID Card").await;
    let credential = json!({
        "template_id": template["_id"], "data": jane(), "external_id": "EMP-00412",
        "order_reference": "Invoice 7", "object_id": "object1",
    });
    let user = "kari.nordmann@practice.example";
    let answer = visit
        .ask(ORDER, json!({ "credential": credential, "userId": user }))
        .await;
    let orders = visit.office.orders();
    assert_eq!(orders.len(), 1);
    let order = &orders[0];
    assert_eq!(receipt(&answer)["_id"], order.id);
    assert_eq!(
        receipt(&answer)["credential_number"],
        order.credential_number
    );
    assert_eq!(order.template_name, "Company ID Card");
    assert_eq!(order.tenant_id, visit.office.breeze().tenant_ids[0]);
    assert_eq!(order.external_id.as_deref(), Some("EMP-00412"));
    assert_eq!(order.order_reference.as_deref(), Some("Invoice 7"));
    assert_eq!(order.object_id.as_deref(), Some("object1"));
    assert_eq!(order.user_id.as_deref(), Some(user));
    assert_eq!(order.quantity, 1);
    assert_eq!(order.values.len(), 3);
    assert_eq!(
        order.values["personFirstName"],
        RecordedValue::Text("Jane".to_owned())
    );
}

#[tokio::test]
async fn numbers_count_up_and_refused_orders_take_none() {
    let visit = Visit::begin().await;
    let first = visit.order_data(jane()).await;
    visit
        .order_data(json!([{ "data_field": "unknown", "string_value": "x" }]))
        .await;
    let second = visit.order_data(jane()).await;
    assert_eq!(receipt(&first)["credential_number"], 1042);
    assert_eq!(receipt(&second)["credential_number"], 1043);
    assert_eq!(visit.office.orders().len(), 2);
}

#[tokio::test]
async fn the_status_follows_the_flow_of_the_tenant() {
    let visit = Visit::begin().await;
    let mut statuses = Vec::new();
    for tenant in &visit.office.breeze().tenant_ids {
        let page = visit.templates(json!({ "tenantIds": [tenant] })).await;
        let credential = json!({ "template_id": page["docs"][0]["_id"], "data": [] });
        let variables = json!({ "credential": credential, "tenantId": tenant });
        let answer = visit.ask(ORDER, variables).await;
        statuses.push(receipt(&answer)["status"].clone());
    }
    assert_eq!(statuses, ["in_queue", "requested", "waiting_for_approval"]);
}

#[tokio::test]
async fn an_order_without_tenant_goes_to_the_primary_one() {
    let visit = Visit::begin().await;
    let other = visit.template("Crew, Øyafestivalen").await;
    let answer = visit
        .order(json!({ "template_id": other["_id"], "data": [] }))
        .await;
    assert_eq!(
        code(&answer),
        "NOT_FOUND",
        "the primary tenant has no such template"
    );
    let answer = visit.order_data(jane()).await;
    assert_eq!(receipt(&answer)["status"], "in_queue");
}

#[tokio::test]
async fn every_type_of_value_is_taken_under_its_own_key() {
    let visit = Visit::begin().await;
    let template = visit.template("Emergency response team").await;
    let data = json!([
        { "data_field": "personFirstName", "string_value": "Bjørn 🙂 שלום" },
        { "data_field": "accessLevel", "number_value": 2.5 },
        { "data_field": "hasFirstAid", "bool_value": false },
        { "data_field": "extraDate1", "date_value": "2035-12-31T12:00:00.000Z" },
        { "data_field": "personPhoto1", "base64_value": STANDARD.encode(picture(ImageFormat::Jpeg)) },
    ]);
    let answer = visit
        .order(json!({ "template_id": template["_id"], "data": data }))
        .await;
    assert_eq!(code(&answer), "");
    let values = &visit.office.orders()[0].values;
    assert_eq!(
        values["personFirstName"],
        RecordedValue::Text("Bjørn 🙂 שלום".to_owned())
    );
    assert_eq!(values["accessLevel"], RecordedValue::Number(2.5));
    assert_eq!(values["hasFirstAid"], RecordedValue::Boolean(false));
    assert_eq!(
        values["extraDate1"],
        RecordedValue::Text("2035-12-31T12:00:00.000Z".to_owned())
    );
    assert!(matches!(
        values["personPhoto1"],
        RecordedValue::Image { .. }
    ));
}

#[tokio::test]
async fn a_batch_template_takes_a_quantity_and_a_number_for_each() {
    let visit = Visit::begin().await;
    let template = visit.template("Reserve cards, reception").await;
    for (quantity, number) in [(json!(3), 1042), (Value::Null, 1045), (json!(1), 1046)] {
        let credential =
            json!({ "template_id": template["_id"], "data": [], "quantity": quantity });
        let answer = visit.order(credential).await;
        assert_eq!(receipt(&answer)["credential_number"], number);
    }
    assert_eq!(visit.office.orders()[0].quantity, 3);
    assert_eq!(
        visit.office.orders()[1].quantity,
        1,
        "the documented default"
    );
}

//! The content of an order, exactly as the documentation shows it.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::Serialize;
use serde_json::Number;

use crate::address::web_page;
use crate::{CredentialOrder, FieldName, Image, IssuingError, Value};

const DOCUMENT: &str = include_str!("documents/order.graphql");

#[derive(Serialize)]
struct Body<'a> {
    query: &'a str,
    variables: Variables<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Variables<'a> {
    credential: Credential<'a>,
    tenant_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<&'a str>,
}

#[derive(Serialize)]
struct Credential<'a> {
    template_id: &'a str,
    data: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_reference: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<u32>,
}

/// One field, with exactly one value key beside its name.
#[derive(Serialize)]
struct Entry<'a> {
    data_field: &'a str,
    #[serde(flatten)]
    value: Keyed<'a>,
}

#[derive(Serialize)]
enum Keyed<'a> {
    #[serde(rename = "string_value")]
    Text(&'a str),
    #[serde(rename = "number_value")]
    Number(&'a Number),
    #[serde(rename = "bool_value")]
    Boolean(bool),
    #[serde(rename = "date_value")]
    Date(String),
    #[serde(rename = "base64_value")]
    Picture(String),
    #[serde(rename = "url_value")]
    Address(&'a str),
}

/// Writes an order down for sending.
pub(crate) fn body(request: &CredentialOrder) -> Result<Bytes, IssuingError> {
    let mut names = HashSet::new();
    let entries = request.values.iter().map(|(name, value)| {
        if !names.insert(name) {
            return Err(IssuingError::FieldTwice {
                field: name.clone(),
            });
        }
        entry(name, value, request.image_prefix)
    });
    let body = Body {
        query: DOCUMENT,
        variables: Variables {
            credential: credential(request, entries.collect::<Result<_, _>>()?),
            tenant_id: request.tenant.as_str(),
            user_id: given(request.user_id.as_deref()),
        },
    };
    serde_json::to_vec(&body)
        .map(Bytes::from)
        .map_err(|_| IssuingError::InvalidRequest)
}

fn credential<'a>(request: &'a CredentialOrder, data: Vec<Entry<'a>>) -> Credential<'a> {
    Credential {
        template_id: request.template.as_str(),
        data,
        external_id: given(request.external_id.as_deref()),
        order_reference: given(request.order_reference.as_deref()),
        object_id: given(request.object_id.as_deref()),
        quantity: request.quantity,
    }
}

/// An empty optional text is one that was not given.
fn given(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

fn entry<'a>(
    name: &'a FieldName,
    value: &'a Value,
    prefixed: bool,
) -> Result<Entry<'a>, IssuingError> {
    let value = match value {
        Value::Text(text) => Keyed::Text(text),
        Value::Number(number) => Keyed::Number(number),
        Value::Boolean(yes) => Keyed::Boolean(*yes),
        // Noon UTC is the same calendar day everywhere in Europe; both documented samples use it.
        Value::Date(day) => Keyed::Date(day.format("%Y-%m-%dT12:00:00.000Z").to_string()),
        Value::Image(Image::Jpeg(bytes)) => Keyed::Picture(written(bytes, prefixed)),
        Value::Image(Image::Url(url)) if web_page(url) => Keyed::Address(url.as_str()),
        Value::Image(Image::Url(_)) => return Err(IssuingError::NotImageUrl),
    };
    Ok(Entry {
        data_field: name.as_str(),
        value,
    })
}

fn written(jpeg: &[u8], prefixed: bool) -> String {
    let mut text = String::from(if prefixed {
        "data:image/jpeg;base64,"
    } else {
        ""
    });
    STANDARD.encode_string(jpeg, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::body;
    use crate::{CredentialOrder, FieldName, Image, IssuingError, TemplateId, TenantId, Value};
    use bytes::Bytes;
    use serde_json::json;

    fn request(values: Vec<(&str, Value)>) -> CredentialOrder {
        let values = values
            .into_iter()
            .map(|(name, value)| (FieldName::new(name).unwrap(), value));
        CredentialOrder {
            template: TemplateId::new("template_card123").unwrap(),
            tenant: TenantId::new("tenant_abc123").unwrap(),
            values: values.collect(),
            external_id: None,
            order_reference: None,
            object_id: None,
            user_id: None,
            quantity: None,
            image_prefix: false,
        }
    }

    fn variables(request: &CredentialOrder) -> serde_json::Value {
        let body: serde_json::Value = serde_json::from_slice(&body(request).unwrap()).unwrap();
        assert_eq!(body["query"], include_str!("documents/order.graphql"));
        assert_eq!(body.as_object().unwrap().len(), 2);
        body["variables"].clone()
    }

    #[test]
    fn every_kind_of_value_has_its_own_key_and_no_other() {
        let picture = Bytes::from_static(&[0xff, 0xd8, 0xff, 0xe0]);
        let request = request(vec![
            ("personFirstName", Value::Text("Åse \"Bibbi\" 🙂".into())),
            ("seats", Value::Number(2.into())),
            ("member", Value::Boolean(false)),
            (
                "cardValidUntilDate",
                Value::Date("2029-12-31".parse().unwrap()),
            ),
            ("personPhoto1", Value::Image(Image::Jpeg(picture))),
            (
                "logo",
                Value::Image(Image::Url("https://example.com/a.jpg".parse().unwrap())),
            ),
        ]);
        let sent = json!([
            {"data_field": "personFirstName", "string_value": "Åse \"Bibbi\" 🙂"},
            {"data_field": "seats", "number_value": 2},
            {"data_field": "member", "bool_value": false},
            {"data_field": "cardValidUntilDate", "date_value": "2029-12-31T12:00:00.000Z"},
            {"data_field": "personPhoto1", "base64_value": "/9j/4A=="},
            {"data_field": "logo", "url_value": "https://example.com/a.jpg"},
        ]);
        assert_eq!(variables(&request)["credential"]["data"], sent);
    }

    #[test]
    fn what_was_not_given_is_left_out() {
        let mut request = request(vec![]);
        request.external_id = Some(String::new());
        let credential = json!({"template_id": "template_card123", "data": []});
        let sent = json!({"credential": credential, "tenantId": "tenant_abc123"});
        assert_eq!(variables(&request), sent);
    }

    #[test]
    fn what_was_given_is_sent() {
        let mut request = request(vec![]);
        request.external_id = Some("EMP-00412".into());
        request.order_reference = Some("Reception".into());
        request.object_id = Some("object1".into());
        request.user_id = Some("user1".into());
        request.quantity = Some(3);
        let credential = json!({
            "template_id": "template_card123", "data": [], "external_id": "EMP-00412",
            "order_reference": "Reception", "object_id": "object1", "quantity": 3,
        });
        let sent =
            json!({"credential": credential, "tenantId": "tenant_abc123", "userId": "user1"});
        assert_eq!(variables(&request), sent);
    }

    #[test]
    fn a_picture_goes_out_as_a_data_uri_if_the_office_says_so() {
        let picture = Value::Image(Image::Jpeg(Bytes::from(vec![0xff; 200])));
        let mut request = request(vec![("personPhoto1", picture)]);
        request.image_prefix = true;
        let sent = variables(&request)["credential"]["data"][0]["base64_value"].clone();
        let text = sent.as_str().unwrap();
        assert!(text.starts_with("data:image/jpeg;base64,/"), "{text}");
        assert!(!text.contains(['\n', '\r', ' ']));
    }

    #[test]
    fn an_order_that_cannot_be_right_is_not_written() {
        let twice = request(vec![
            ("a", Value::Boolean(true)),
            ("a", Value::Boolean(false)),
        ]);
        let field = FieldName::new("a").unwrap();
        assert_eq!(body(&twice), Err(IssuingError::FieldTwice { field }));
        for wrong in ["file:///etc/passwd", "https://kari:word@example.com/a.jpg"] {
            let url = Value::Image(Image::Url(wrong.parse().unwrap()));
            assert_eq!(
                body(&request(vec![("a", url)])),
                Err(IssuingError::NotImageUrl)
            );
        }
    }
}

use std::collections::HashSet;

use bytes::Bytes;
use serde_json::{Value as Json, json};

use super::{Language, Member, Setting, code, get_request};
use crate::{BadgeOrder, BaseUrl, CredentialOrder, Email, FieldName, IdempotencyKey, Image};
use crate::{IssuingError, OrderRequest, RecipientName, TemplateId, TenantId, Value};

/// Everything a language could stumble over.
const AWKWARD: &str = "Åse \"Bibbi\" O'Hara\n$HOME `id` \\n {{x}} 🙂 </script> ?> \u{2028} ';--";

fn field(name: &str) -> FieldName {
    FieldName::new(name).unwrap()
}

fn picture() -> Value {
    Value::Image(Image::Jpeg(Bytes::from_static(b"face-canary")))
}

fn badge(metadata: Vec<(FieldName, Value)>) -> BadgeOrder {
    BadgeOrder {
        badge: TemplateId::new("abc123").unwrap(),
        recipient: RecipientName::new(AWKWARD).unwrap(),
        email: Some(Email::new("ase@example.com").unwrap()),
        phone: None,
        expire_date: Some("2027-11-10".parse().unwrap()),
        issue_date: None,
        memo: None,
        metadata,
        idempotency_key: IdempotencyKey::new("key-canary").unwrap(),
    }
}

fn full_badge() -> OrderRequest {
    let url = "https://example.com/a.jpg?x=1&y='2".parse().unwrap();
    badge(vec![
        (field("department"), Value::Text(AWKWARD.into())),
        (field("score"), Value::Number(95.into())),
        (field("pin"), Value::Text("pin-canary".into())),
        (field("certificate_photo"), picture()),
        (field("logo"), Value::Image(Image::Url(url))),
    ])
    .into()
}

fn credential() -> OrderRequest {
    CredentialOrder {
        template: TemplateId::new("template_card123").unwrap(),
        tenant: TenantId::new("tenant_abc123").unwrap(),
        values: vec![
            (field("personFirstName"), Value::Text(AWKWARD.into())),
            (field("member"), Value::Boolean(true)),
            (field("pin"), Value::Text("pin-canary".into())),
            (field("personPhoto1"), picture()),
        ],
        external_id: Some("EMP-00412".into()),
        order_reference: None,
        object_id: None,
        user_id: None,
        quantity: None,
        image_prefix: true,
    }
    .into()
}

fn written(order: &OrderRequest, language: Language) -> String {
    written_without(&[], order, language)
}

fn written_without(members: &[Member], order: &OrderRequest, language: Language) -> String {
    let hidden = HashSet::from([field("pin")]);
    let setting = Setting {
        base_url: &BaseUrl::ISSUEBADGE,
        hidden: &hidden,
        hidden_members: &members.iter().copied().collect(),
    };
    code(order, language, setting).unwrap()
}

fn asked(order: &BadgeOrder, members: &[Member]) -> Result<super::GetRequest, IssuingError> {
    let setting = Setting {
        base_url: &BaseUrl::ISSUEBADGE,
        hidden: &HashSet::new(),
        hidden_members: &members.iter().copied().collect(),
    };
    get_request(order, setting)
}

const ALL: [Language; 4] = [
    Language::Curl,
    Language::JavaScript,
    Language::Php,
    Language::Python,
];

/// The text between two others.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap();
    rest.rsplit_once(to).unwrap().0
}

/// The body as each language would send it.
fn body(order: &OrderRequest, language: Language) -> Json {
    let text = written(order, language);
    let json = match language {
        Language::Curl => between(&text, "--data-raw '", "'\n").replace("'\\''", "'"),
        Language::JavaScript => between(&text, "JSON.stringify(", ")\n});").to_owned(),
        Language::Php => from_php(between(&text, "$body = ", ";\n$request")),
        Language::Python => {
            let literal = between(&text, "  json=", ",\n  timeout");
            literal.replace(": True", ": true")
        }
    };
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// PHP's arrays of a badge, which hold no list, as JSON.
fn from_php(literal: &str) -> String {
    let (mut json, mut characters) = (String::new(), literal.chars());
    while let Some(c) = characters.next() {
        match c {
            '\'' => json.push_str(&Json::from(php_text(&mut characters)).to_string()),
            '[' => json.push('{'),
            ']' => json.push('}'),
            other => json.push(other),
        }
    }
    json.replace(" => ", ": ")
}

fn php_text(characters: &mut std::str::Chars<'_>) -> String {
    let mut text = String::new();
    loop {
        match characters.next().unwrap() {
            '\'' => return text,
            '\\' => text.push(characters.next().unwrap()),
            other => text.push(other),
        }
    }
}

#[test]
fn a_badge_is_the_same_order_in_every_language() {
    let sent = json!({"badge_id": "abc123", "name": AWKWARD, "email": "ase@example.com",
        "expire_date": "2027-11-10", "idempotency_key": "A_NEW_UNIQUE_KEY",
        "metadata": {"department": AWKWARD, "score": 95, "pin": "YOUR_VALUE",
            "certificate_photo": "data:image/jpeg;base64,YOUR_BASE64_IMAGE",
            "logo": "https://example.com/a.jpg?x=1&y=%272"}});
    for language in ALL {
        assert_eq!(body(&full_badge(), language), sent, "{language:?}");
        let text = written(&full_badge(), language);
        assert!(
            text.contains("https://app.issuebadge.com/api/v1/issue/create"),
            "{text}"
        );
    }
}

#[test]
fn a_credential_is_the_same_order_in_every_language_with_lists() {
    let data = json!([
        {"data_field": "personFirstName", "string_value": AWKWARD},
        {"data_field": "member", "bool_value": true},
        {"data_field": "pin", "string_value": "YOUR_VALUE"},
        {"data_field": "personPhoto1", "base64_value": "data:image/jpeg;base64,YOUR_BASE64_IMAGE"},
    ]);
    for language in [Language::Curl, Language::JavaScript, Language::Python] {
        let body = body(&credential(), language);
        assert_eq!(
            body["variables"]["credential"]["data"], data,
            "{language:?}"
        );
        assert_eq!(body["variables"]["tenantId"], "tenant_abc123");
    }
    let php = written(&credential(), Language::Php);
    assert!(php.contains("'bool_value' => true"), "{php}");
}

#[test]
fn code_holds_placeholders_where_secrets_pictures_and_keys_go() {
    for order in [full_badge(), credential()] {
        for language in ALL {
            let text = written(&order, language);
            assert!(
                !text.contains("canary") && !text.contains("ZmFjZS"),
                "{text}"
            );
            assert!(text.contains("Bearer YOUR_API_TOKEN"), "{text}");
        }
    }
}

#[test]
fn members_stand_in_the_order_of_the_services_own_pages() {
    let javascript = written(&full_badge(), Language::JavaScript);
    let place = |member: &str| javascript.find(&format!("\"{member}\":")).unwrap();
    let places = [
        "badge_id",
        "name",
        "email",
        "expire_date",
        "idempotency_key",
        "metadata",
    ];
    assert!(places.map(place).is_sorted(), "{javascript}");
}

#[test]
fn no_text_ends_what_holds_it() {
    let javascript = written(&full_badge(), Language::JavaScript);
    assert!(!javascript.contains("</script>") && !javascript.contains('\u{2028}'));
    let curl = written(&full_badge(), Language::Curl);
    // Only the quotes that begin and end a word are left once every escaped one is gone.
    let bare = curl.replace("'\\''", "").matches('\'').count();
    assert_eq!(bare, 10, "{curl}");
}

#[test]
fn a_badge_without_custom_fields_is_one_get_request() {
    let request = asked(&badge(vec![]), &[]).unwrap();
    let lines = [
        "Authorization: Bearer YOUR_API_TOKEN",
        "Accept: application/json",
    ];
    assert_eq!(request.headers, lines);
    let url: url::Url = request.url.parse().unwrap();
    let asked: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    assert_eq!(asked[1], ("name".to_owned(), AWKWARD.to_owned()));
    assert_eq!(
        asked[4],
        ("idempotency_key".to_owned(), "A_NEW_UNIQUE_KEY".to_owned())
    );
    assert!(
        request
            .text()
            .starts_with(&format!("{}\nAuthorization: ", request.url))
    );
}

#[test]
fn what_a_badge_says_of_its_recipient_is_hidden_where_it_is_asked() {
    let mut order = badge(vec![]);
    order.recipient = RecipientName::new("name-canary").unwrap();
    order.email = Some(Email::new("email-canary@example.com").unwrap());
    order.phone = Some("phone-canary".to_owned());
    order.issue_date = Some("2026-11-10".parse().unwrap());
    order.memo = Some("memo-canary".to_owned());
    let all = [
        Member::Name,
        Member::Email,
        Member::Phone,
        Member::ExpireDate,
        Member::IssueDate,
        Member::Memo,
    ];
    let mut texts = vec![asked(&order, &all).unwrap().text()];
    let sent = OrderRequest::from(order.clone());
    texts.extend(ALL.map(|language| written_without(&all, &sent, language)));
    for text in texts {
        assert!(
            !text.contains("canary") && !text.contains("-11-10"),
            "{text}"
        );
        assert_eq!(text.matches("YOUR_VALUE").count(), 6, "{text}");
    }
    let shown = asked(&order, &[Member::Memo]).unwrap().url;
    assert!(shown.contains("name-canary") && !shown.contains("memo-canary"));
}

#[test]
fn a_badge_with_custom_fields_is_no_get_request() {
    let order = badge(vec![(field("score"), Value::Number(95.into()))]);
    let refused = asked(&order, &[]);
    assert_eq!(refused, Err(IssuingError::NotByGet));
}

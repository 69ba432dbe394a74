//! The public page of an issued badge, as a recipient sees it.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::Value;

use super::{Shared, issued::IssuedBadge, pictures, switches::PublicPath};
use crate::held::held;

/// No scripts, nothing from elsewhere: names and values come from whoever issued the badge.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;\
    padding:0 1rem}h1{margin:0}dt{color:#667}dd{margin:0 0 .5rem}img{max-width:12rem}\
    .practice{background:#fe8;padding:.25rem .5rem}.revoked{background:#c22;color:#fff;\
    padding:.5rem}";

/// The address of an issued badge's page.
pub(super) fn address(origin: &str, path: PublicPath, id: &str) -> String {
    let path = match path {
        PublicPath::V => "v",
        PublicPath::IssueView => "issue/view",
        PublicPath::IssueShow => "issue/show",
    };
    format!("{origin}/{path}/{id}")
}

/// `GET /v/{id}`.
pub(super) async fn show(State(office): Shared, Path(id): Path<String>) -> Response {
    let issued = held(&office.issued).find(&id).cloned();
    let policy = [(header::CONTENT_SECURITY_POLICY, POLICY)];
    match issued {
        Some(issued) => (policy, Html(page(&issued, &office.origin))).into_response(),
        None => (StatusCode::NOT_FOUND, policy, Html("Badge not found")).into_response(),
    }
}

fn page(issued: &IssuedBadge, origin: &str) -> String {
    let name = escaped(&issued.recipient_name);
    let badge = escaped(&issued.badge_name);
    let revoked = match &issued.revocation {
        Some(revocation) => format!(
            "<p class=revoked>Revoked: {}</p>",
            escaped(&revocation.reason)
        ),
        None => String::new(),
    };
    format!(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{badge} - {name}</title>\
         <style>{STYLE}</style><p class=practice>PRACTICE - worth nothing</p>{revoked}\
         <h1>{badge}</h1><p>{name}<dl>{}</dl></html>\n",
        details(issued, origin)
    )
}

fn details(issued: &IssuedBadge, origin: &str) -> String {
    let mut details = vec![
        ("Issued by".to_owned(), issued.organization_name.clone()),
        ("Issued on".to_owned(), issued.issue_date.to_string()),
    ];
    let expires = issued.expire_date.map(|date| date.to_string());
    details.push((
        "Valid until".to_owned(),
        expires.unwrap_or("no end".to_owned()),
    ));
    let text = details
        .iter()
        .map(|(name, text)| (name.clone(), escaped(text)));
    let values = pictures::by_address(origin, issued);
    let values = values
        .iter()
        .map(|(name, value)| (name.clone(), shown(value, origin)));
    text.chain(values)
        .map(|(name, value)| format!("<dt>{}<dd>{value}", escaped(&name)))
        .collect()
}

fn shown(value: &Value, origin: &str) -> String {
    match value {
        Value::String(text) if text.starts_with(&format!("{origin}/storage/")) => {
            format!("<img alt='' src=\"{}\">", escaped(text))
        }
        Value::String(text) => escaped(text),
        other => escaped(&other.to_string()),
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}

//! `POST` and `GET /issue/create`.

use std::collections::BTreeMap;

use axum::{
    Json,
    body::Bytes,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{
    Answer, IssueBadge, Shared,
    catalogue::Badge,
    input::Input,
    issued::{IssuedBadge, Method, UsedKey},
    members::{self, Members},
    metadata, pages,
    refusal::{Missing, Refusal},
    switches::{FailedKey, Switches, Treatment},
};
use crate::held::held;

/// Characters of a recipient's name, from the vendor's API description.
const LONGEST_NAME: usize = 200;
/// Characters of an idempotency key, from the same place.
const LONGEST_KEY: usize = 100;

pub(super) async fn by_post(State(office): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    office.answer_issue(Method::Post, members::of_json(&headers, &body))
}

pub(super) async fn by_get(
    State(office): Shared,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    office.answer_issue(Method::Get, members::of_query(query))
}

/// An issue that is asked for.
struct Wanted {
    method: Method,
    request: Members,
    badge_id: String,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    issue_date: Option<NaiveDate>,
    expire_date: Option<NaiveDate>,
    memo: Option<String>,
    metadata: Members,
    key: Option<String>,
}

impl Wanted {
    fn read(method: Method, request: Members, switches: Switches) -> Result<Self, Refusal> {
        let mut input = Input::new(&request);
        let badge_id = input.text("badge_id");
        let name = input.short_text("name", LONGEST_NAME);
        let key = input.short_text("idempotency_key", LONGEST_KEY);
        if switches.missing_key == Treatment::Refused {
            input.required("idempotency_key", key.clone());
        }
        let wanted = Self {
            method,
            badge_id: input.required("badge_id", badge_id),
            name: input.required("name", name),
            email: input.text("email"),
            phone: input.text("phone"),
            issue_date: input.date("issue_date"),
            expire_date: input.date("expire_date"),
            memo: input.text("memo"),
            metadata: input.object("metadata").unwrap_or_default(),
            key,
            request: Members::new(),
        };
        input.done()?;
        Ok(Self { request, ..wanted })
    }

    fn issued_from(self, badge: &Badge, now: DateTime<Utc>) -> IssuedBadge {
        let issue_date = self.issue_date.unwrap_or(now.date_naive());
        IssuedBadge {
            issue_id: String::new(),
            method: self.method,
            request: self.request,
            badge_id: badge.id.clone(),
            badge_name: badge.name.clone(),
            organization_name: String::new(),
            recipient_name: self.name,
            emailed: self.email.is_some(),
            recipient_email: self.email,
            recipient_phone: self.phone,
            issue_date,
            expire_date: self.expire_date.or_else(|| badge.expiry.date(issue_date)),
            memo: self.memo,
            metadata: self.metadata,
            idempotency_key: self.key,
            serial_number: 0,
            public_url: String::new(),
            pdf_url: None,
            revocation: None,
            history: Vec::new(),
            created_at: now,
            updated_at: now,
        }
    }
}

/// The key of a request, if it has one.
pub(super) fn key_of(request: &Members) -> Option<String> {
    let key = request.get("idempotency_key")?.as_str()?;
    Some(key.to_owned())
}

impl IssueBadge {
    fn answer_issue(&self, method: Method, request: Members) -> Answer {
        let key = key_of(&request);
        let issued = self.issue(method, request).inspect_err(|_| {
            self.burn(key.as_deref());
        })?;
        let answer = json!({
            "success": true,
            "IssueId": issued.issue_id,
            "publicUrl": issued.public_url,
        });
        // The vendor's own tests answer a creation with this status.
        Ok((StatusCode::ACCEPTED, Json(answer)).into_response())
    }

    /// Uses up the key of a call that failed, where the switch says so.
    pub(super) fn burn(&self, key: Option<&str>) {
        if self.switches().failed_key == FailedKey::Burned
            && let Some(key) = key
        {
            held(&self.issued).burn(key);
        }
    }

    fn issue(&self, method: Method, request: Members) -> Result<IssuedBadge, Refusal> {
        let switches = self.switches();
        let wanted = Wanted::read(method, request, switches)?;
        let (badge, organization_name) = {
            let catalogue = held(&self.catalogue);
            let badge = catalogue
                .badge(&wanted.badge_id)
                .ok_or_else(|| self.unknown(Missing::Badge))?;
            let name = catalogue.organization_name(&badge.organization);
            (badge, name)
        };
        metadata::judge(&badge, &wanted.metadata, switches)?;
        let key = wanted.key.clone();
        let used = UsedKey {
            key: key.as_deref(),
            badge_id: &badge.id,
            switches,
        };
        let issued = wanted.issued_from(&badge, self.now());
        held(&self.issued).issue(&used, |issue_id, serial_number| IssuedBadge {
            public_url: pages::address(&self.origin, switches.public_path, &issue_id),
            pdf_url: badge
                .certificate
                .then(|| format!("{}/v/{issue_id}/certificate.pdf", self.origin)),
            issue_id,
            serial_number,
            organization_name,
            ..issued
        })
    }
}

//! What can be done with a badge after it was issued.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use chrono::NaiveDate;
use reqwest::Method;
use serde_json::{Value, json};

use super::client::IssueBadge;
use super::gate;
use super::{issued, read, templates};
use crate::issued::{HistoryEntry, IssuedBadge, IssuedFilter, IssuedPage};
use crate::transport::{Call, Reply};
use crate::{BadgeService, IssuingError, RevocationComments, Template, TemplateId, wire};

/// The most bytes of a certificate, our own choice: a page with a portrait and fonts is under
/// 2 MB, so this is ample.
pub const LARGEST_CERTIFICATE: usize = 32 * 1024 * 1024;

/// How long to wait for a certificate: as long as the vendor's command-line client waits.
const DRAWING: Duration = Duration::from_secs(120);

#[async_trait]
impl BadgeService for IssueBadge {
    async fn badge(&self, badge: &TemplateId) -> Result<Template, IssuingError> {
        self.details(templates::bare(badge.clone())).await
    }

    async fn issued(&self, id: &str) -> Result<IssuedBadge, IssuingError> {
        let answer = self.get(&self.below(&["issue", "get", id])?).await?;
        let one = read::one(&answer).cloned().map(Value::Object);
        issued::badge(&one.unwrap_or_default(), "data")
    }

    async fn browse(&self, filter: &IssuedFilter, page: u32) -> Result<IssuedPage, IssuingError> {
        self.issued_page(filter, page.max(1)).await
    }

    async fn history(&self, id: &str) -> Result<Vec<HistoryEntry>, IssuingError> {
        issued::history(&self.get(&self.below(&["issue", id, "history"])?).await?)
    }

    async fn revoke(
        &self,
        id: &str,
        reason: Option<&str>,
        comments: Option<&RevocationComments>,
    ) -> Result<(), IssuingError> {
        let mut body = json!({"issue_id": id});
        if let Some(reason) = reason.map(str::trim).filter(|text| !text.is_empty()) {
            body["reason"] = reason.into();
        }
        if let Some(comments) = comments {
            body["comments"] = comments.as_str().into();
        }
        let address = self.below(&["issue", "revoke"])?;
        self.change(Method::POST, &address, &body).await
    }

    async fn change_expiry(&self, id: &str, expire_date: NaiveDate) -> Result<(), IssuingError> {
        let day = expire_date.format("%Y-%m-%d").to_string();
        self.patch(id, &json!({"expire_date": day})).await
    }

    async fn change_memo(&self, id: &str, memo: &str) -> Result<(), IssuingError> {
        self.patch(id, &json!({"memo": memo})).await
    }

    async fn reinstate(&self, id: &str) -> Result<(), IssuingError> {
        self.patch(id, &json!({"reinstate": true})).await
    }

    async fn certificate(&self, id: &str) -> Result<Bytes, IssuingError> {
        let address = self.below(&["certificate", "generate"])?;
        let body = json!({"issued_badge_uuid": id}).to_string();
        let call = Call {
            body: Some(body.into()),
            accept: "application/pdf, application/json",
            limit: LARGEST_CERTIFICATE,
            time: Some(DRAWING.max(self.patience().answering)),
            ..self.call(Method::POST, &address)
        };
        let reply = self.send(call).await.map_err(|broken| broken.error())?;
        self.pdf(reply)
    }
}

impl IssueBadge {
    async fn patch(&self, id: &str, body: &Value) -> Result<(), IssuingError> {
        self.change(Method::PATCH, &self.below(&["issue", id])?, body)
            .await
    }

    async fn change(
        &self,
        method: Method,
        address: &str,
        body: &Value,
    ) -> Result<(), IssuingError> {
        let call = Call {
            body: Some(body.to_string().into()),
            ..self.call(method, address)
        };
        self.ask(call).await.map(|_| ())
    }

    fn pdf(&self, reply: Reply) -> Result<Bytes, IssuingError> {
        gate::turned_away(&reply, self.now())?;
        if let (true, Ok(body)) = (reply.status.is_success(), &reply.body)
            && is_pdf(body)
        {
            return Ok(body.clone());
        }
        let answer = gate::judge(reply, self.key(), self.now()).map_err(not_a_pdf)?;
        Err(answer
            .content()
            .map_or_else(undrawn, |_| IssuingError::NotPdf))
    }
}

/// A PDF file says so within its first 1024 bytes (ISO 32000-2, annex on conforming readers).
fn is_pdf(body: &[u8]) -> bool {
    let head = body.get(..1024).unwrap_or(body);
    head.windows(5).any(|part| part == b"%PDF-")
}

fn not_a_pdf(error: IssuingError) -> IssuingError {
    match error {
        IssuingError::NotJson | IssuingError::Empty => IssuingError::NotPdf,
        other => other,
    }
}

/// 404 stands for a badge that is not there and for one that has no certificate.
fn undrawn(error: IssuingError) -> IssuingError {
    match error {
        IssuingError::NotFound { message }
            if message.as_str().to_lowercase().contains("design") =>
        {
            IssuingError::NoCertificateDesign
        }
        other => other,
    }
}

/// The address of an id must not lead anywhere else.
pub(super) fn path_part(part: &str) -> Result<&str, IssuingError> {
    match part.trim() {
        "" => Err(IssuingError::EmptyName),
        "." | ".." => Err(wire::other_shape("id")),
        part => Ok(part),
    }
}

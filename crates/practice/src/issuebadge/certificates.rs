//! `/certificate/…`: issued badges as PDF.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::IntoResponse,
};

use super::{
    Answer, IssueBadge, Shared,
    input::Input,
    issued::IssuedBadge,
    members,
    pdf::{self, Certificate},
    refusal::{Missing, Refusal},
};
use crate::held::held;

/// `POST /certificate/generate`.
pub(super) async fn one(State(office): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let members = members::of_json(&headers, &body);
    let mut input = Input::new(&members);
    let id = input.text("issued_badge_uuid");
    let id = input.required("issued_badge_uuid", id);
    input.done()?;
    office.certificates(&[id])
}

/// `POST /certificate/batch/generate`.
pub(super) async fn batch(State(office): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let members = members::of_json(&headers, &body);
    let mut input = Input::new(&members);
    let ids = input.texts("issued_badge_uuids");
    input.done()?;
    office.certificates(&ids)
}

/// `GET /v/{id}/certificate.pdf`, the `pdf_url`.
pub(super) async fn public(State(office): Shared, Path(id): Path<String>) -> Answer {
    office.certificates(&[id])
}

impl IssueBadge {
    fn certificates(&self, ids: &[String]) -> Answer {
        let certificates = ids.iter().map(|id| self.certificate(id));
        let document = pdf::document(&certificates.collect::<Result<Vec<_>, _>>()?);
        let headers = [
            (header::CONTENT_TYPE, "application/pdf"),
            (
                header::CONTENT_DISPOSITION,
                "inline; filename=certificate.pdf",
            ),
        ];
        Ok((headers, document).into_response())
    }

    fn certificate(&self, id: &str) -> Result<Certificate, Refusal> {
        let issued = held(&self.issued).find(id).cloned();
        let issued = issued.ok_or_else(|| self.unknown(Missing::Issue))?;
        let badge = held(&self.catalogue).badge(&issued.badge_id);
        if badge.is_some_and(|badge| badge.certificate) {
            Ok(Certificate::from(issued))
        } else {
            Err(Refusal::NoDesign)
        }
    }
}

impl From<IssuedBadge> for Certificate {
    fn from(issued: IssuedBadge) -> Self {
        let mut details = vec![
            format!("No. {:06}", issued.serial_number),
            format!("Issued {}", issued.issue_date),
        ];
        details.extend(issued.expire_date.map(|date| format!("Valid until {date}")));
        details.extend(issued.revocation.map(|_| "REVOKED".to_owned()));
        details.push(issued.public_url);
        Self {
            badge: issued.badge_name,
            organization: issued.organization_name,
            recipient: issued.recipient_name,
            details,
        }
    }
}

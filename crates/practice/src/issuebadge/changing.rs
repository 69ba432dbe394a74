//! `POST /issue/revoke` and `PATCH /issue/{id}`.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
    response::IntoResponse,
};
use serde_json::json;

use super::{
    Answer, IssueBadge, Shared,
    input::Input,
    issued::{Action, HistoryEntry, IssuedBadge, Revocation},
    members,
    refusal::{Missing, Refusal},
    shapes,
};
use crate::held::held;

/// Characters of the comments on a revocation, from the vendor's command-line client.
const LONGEST_COMMENTS: usize = 200;
/// The reason when none is sent, from the same place.
const USUAL_REASON: &str = "Revoked via API";

/// `POST /issue/revoke`.
pub(super) async fn revoke(State(office): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let members = members::of_json(&headers, &body);
    let mut input = Input::new(&members);
    let id = input.text("issue_id");
    let id = input.required("issue_id", id);
    let revocation = Revocation {
        reason: input.text("reason").unwrap_or(USUAL_REASON.to_owned()),
        comments: input.short_text("comments", LONGEST_COMMENTS),
    };
    input.done()?;
    office.change(&id, "Badge revoked successfully", |issued| {
        if issued.revocation.is_some() {
            return Err(Refusal::AlreadyRevoked);
        }
        issued.revocation = Some(revocation);
        Ok(vec![Action::Revoked])
    })
}

/// `PATCH /issue/{id}`. To reinstate what is not revoked changes nothing.
pub(super) async fn update(
    State(office): Shared,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let members = members::of_json(&headers, &body);
    let mut input = Input::new(&members);
    let expire_date = input.date("expire_date");
    let memo = input.text("memo");
    let reinstate = input.flag("reinstate").unwrap_or_default();
    input.done()?;
    office.change(&id, "Badge updated successfully", |issued| {
        let mut actions = Vec::new();
        if expire_date.is_some() || memo.is_some() {
            issued.expire_date = expire_date.or(issued.expire_date);
            issued.memo = memo.or(issued.memo.take());
            actions.push(Action::Updated);
        }
        if reinstate && issued.revocation.take().is_some() {
            actions.push(Action::Reinstated);
        }
        Ok(actions)
    })
}

impl IssueBadge {
    /// Changes an issued badge, writes its history, and shows it as it is then.
    fn change(
        &self,
        id: &str,
        message: &str,
        change: impl FnOnce(&mut IssuedBadge) -> Result<Vec<Action>, Refusal>,
    ) -> Answer {
        let changed_by = held(&self.catalogue).user().name.clone();
        let now = self.now();
        let mut issued = held(&self.issued);
        let found = issued
            .find_mut(id)
            .ok_or_else(|| self.unknown(Missing::Issue))?;
        for action in change(found)? {
            found.updated_at = now;
            found.history.push(HistoryEntry {
                action,
                changed_by: changed_by.clone(),
                created_at: now,
            });
        }
        let data = shapes::issued(found, &self.origin, self.switches());
        let answer = json!({ "success": true, "message": message, "data": data });
        Ok(Json(answer).into_response())
    }
}

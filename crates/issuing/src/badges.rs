//! What can be done with a badge after it was issued.

use async_trait::async_trait;
use bytes::Bytes;
use chrono::NaiveDate;

use crate::issued::{HistoryEntry, IssuedBadge, IssuedFilter, IssuedPage};
use crate::{IssuingError, RevocationComments, Template, TemplateId};

/// The part of a service that keeps badges after their order. Every call asks the service once; a
/// change whose answer did not come is to be looked at with [`BadgeService::issued`].
#[async_trait]
pub trait BadgeService: Send + Sync {
    /// Reads one template with its custom fields, expiry rule and skills.
    ///
    /// # Errors
    /// [`IssuingError::TemplateNotFound`], or why it could not be asked.
    async fn badge(&self, badge: &TemplateId) -> Result<Template, IssuingError>;

    /// Reads one issued badge as it is now.
    ///
    /// # Errors
    /// [`IssuingError::NotFound`] if there is none of this id, or why it could not be asked.
    async fn issued(&self, id: &str) -> Result<IssuedBadge, IssuingError>;

    /// Reads one page of everything issued by this account, from whatever desk; pages count
    /// from 1 and hold up to 100.
    ///
    /// # Errors
    /// Why it could not be asked.
    async fn browse(&self, filter: &IssuedFilter, page: u32) -> Result<IssuedPage, IssuingError>;

    /// Reads what the service has noted about one issued badge, in its order.
    ///
    /// # Errors
    /// As [`BadgeService::issued`].
    async fn history(&self, id: &str) -> Result<Vec<HistoryEntry>, IssuingError>;

    /// Revokes an issued badge; without a reason the service notes one of its own.
    ///
    /// # Errors
    /// [`IssuingError::AlreadyRevoked`], or as [`BadgeService::issued`].
    async fn revoke(
        &self,
        id: &str,
        reason: Option<&str>,
        comments: Option<&RevocationComments>,
    ) -> Result<(), IssuingError>;

    /// Gives an issued badge another last day.
    ///
    /// # Errors
    /// As [`BadgeService::issued`].
    async fn change_expiry(&self, id: &str, expire_date: NaiveDate) -> Result<(), IssuingError>;

    /// Gives an issued badge another note.
    ///
    /// # Errors
    /// As [`BadgeService::issued`].
    async fn change_memo(&self, id: &str, memo: &str) -> Result<(), IssuingError>;

    /// Takes a revocation back.
    ///
    /// # Errors
    /// As [`BadgeService::issued`].
    async fn reinstate(&self, id: &str) -> Result<(), IssuingError>;

    /// Fetches the certificate of an issued badge, a PDF of at most
    /// [`crate::issuebadge::LARGEST_CERTIFICATE`] bytes. The service draws it while one waits, so
    /// the answer is given two minutes, as the vendor's own command-line client gives it.
    ///
    /// # Errors
    /// [`IssuingError::NoCertificateDesign`] if the template has none, [`IssuingError::NotPdf`] if
    /// something else came, or as [`BadgeService::issued`].
    async fn certificate(&self, id: &str) -> Result<Bytes, IssuingError>;
}

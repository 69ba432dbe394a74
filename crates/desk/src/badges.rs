//! Digital badges after their order.

use crate::boundary::{
    BadgeChange, BadgeEvent, BadgeRef, CodeLanguage, DescribedField, EnrolmentView,
    IssuedBadgeView, IssuedPageView, IssuedQuery, TemplateList,
};
use crate::desk::Desk;
use crate::error::DeskError;

macro_rules! stub { ($($name:ident($($arg:ident: $ty:ty),*) -> $out:ty;)*) => { impl Desk { $(
    pub async fn $name(&self, $($arg: $ty),*) -> Result<$out, DeskError> { $(drop($arg);)* Err(DeskError::Interrupted) }
)* } } }
stub! {
    describe_fields(template: String, fields: Vec<DescribedField>) -> TemplateList;
    exported_fields(template: String) -> (String, Vec<u8>);
    import_fields(template: String, bytes: Vec<u8>) -> TemplateList;
    issued_badge(badge: BadgeRef) -> IssuedBadgeView;
    badge_history(badge: BadgeRef) -> Vec<BadgeEvent>;
    change_badge(badge: BadgeRef, change: BadgeChange) -> IssuedBadgeView;
    browse_issued(query: IssuedQuery) -> IssuedPageView;
    certificate(badge: BadgeRef) -> (String, Vec<u8>);
    public_page(badge: BadgeRef) -> String;
    badge_qr(badge: BadgeRef) -> Vec<u8>;
    order_code(order: String, language: CodeLanguage) -> String;
    enrolment_code(enrolment: String, language: CodeLanguage) -> String;
    order_also(order: String, connection: String) -> EnrolmentView;
}

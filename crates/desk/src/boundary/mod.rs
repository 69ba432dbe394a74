//! What crosses to the user interface and back: plain data, and never a secret outward.

mod backup;
mod badge;
mod connection;
mod enrolment;
mod export;
mod glance;
mod history;
mod link;
mod lookalike;
mod order;
mod people;
mod picture;
mod privacy;
mod problem;
mod settings;
mod station;
mod station_check;
mod template;
mod verdict;

pub use backup::{BackedUpView, RestoredView, TypedPassphrase};
pub use badge::{
    BadgeChange, BadgeEvent, BadgeRef, BadgeTemplateView, CodeLanguage, DescribedField,
    DescribedKind, ExpiryView, FieldsKnown, IssuedBadgeView, IssuedPageView, IssuedQuery,
    StandingView,
};
pub use connection::{
    Address, CheckReport, CheckStep, ConnectionForm, ConnectionView, Environment, Intent,
    KeepSecret, SecretKept, ServiceKind, StepState, SubmittedConnection,
};
pub use enrolment::{
    EnrolmentInput, EnrolmentView, FieldVerdict, Judgement, MoreInput, MoreView, Warning,
};
pub use export::{
    ExportColumn, ExportFormat, ExportOrders, ExportRequest, ExportView, TitledColumn,
};
pub use glance::{GlanceView, GlancedFace, LiveFrame, Pixels, Spot};
pub use history::{HistoryPage, HistoryQuery, OrderCounts, OrderedTemplate};
pub use link::{FromLink, LeftOut, LeftOutBecause, LinkHandling, LinkView, RefusedLink};
pub use lookalike::{Lookalike, Lookalikes, ReissueReason, SameIn};
pub use order::{
    Answer, AttemptView, Between, HeldView, OrderEnd, OrderRow, OrderState, OrderView, ReceiptView,
    StoredValueView, TimelineEntry, TimelineKind, UnwrittenView, Validity,
};
pub use people::{KnownFrom, KnownPerson, RosterView};
pub use picture::{CropView, PicturePlace, PictureSource, PictureView, PortraitSize};
pub use portrait::{Advice, Gate, Judged, Measure, Rule};
pub use privacy::{
    Days, DeletionView, ErasedView, ErasureView, FoundDraft, FoundInRoster, FoundOrder, NotDays,
    PersonView, PrivacyView, Retention, ToForget, Whom,
};
pub use problem::{Code, FieldProblem, FieldProblemCode, Problem};
pub use settings::{Action, Language, SavedDay, SavedFilter, Settings, Theme};
pub use station::{Cover, DeskEvent, DeskView, LedgerView, PageHistory, ReachView};
pub use station_check::{
    CameraFrame, CardSeen, CheckAdvice, CheckMeasure, CheckedMeasure, PlaceSeen, StationCheckView,
};
pub use template::{
    ExpiryPreset, FieldKind, FieldSettings, FieldView, KindView, PortraitSides, TemplateChange,
    TemplateList, TemplateSettings, TemplateView,
};
pub use verdict::{CropFamily, PortraitRecord, PortraitSettings, VerdictView};

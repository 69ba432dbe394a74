//! The desk: what the shell holds.

use std::path::PathBuf;

use secrecy::SecretString;

use crate::boundary::{
    Answer, CheckReport, ConnectionForm, CropView, DeskView, EnrolmentInput, EnrolmentView,
    HistoryPage, HistoryQuery, Intent, Judgement, OrderCounts, OrderView, PictureSource,
    PictureView, Settings, SubmittedConnection, TemplateList, TemplateSettings,
};
use crate::error::DeskError;

/// How to reach the practice office of this run.
#[derive(Debug, Clone)]
pub struct PracticeAccess {
    /// Its address on loopback.
    pub base_url: String,
    /// The client id of this run.
    pub client_id: String,
    /// The client secret of this run.
    pub client_secret: SecretString,
    /// Its tenants.
    pub tenants: Vec<String>,
}

/// What a desk needs to begin.
#[derive(Debug)]
pub struct DeskOptions {
    /// The folder for the ledger, the template cache and the settings.
    pub folder: PathBuf,
    /// The practice office, if it started.
    pub practice: Option<PracticeAccess>,
    /// The operating system's language, such as `nb-NO`.
    pub locale: String,
}

/// The workstation.
#[derive(Debug, Clone)]
pub struct Desk;

impl Desk {
    /// Opens the desk.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub async fn open(options: DeskOptions) -> Result<Desk, DeskError> {
        let _ = options;
        Ok(Desk)
    }
    /// Events.
    pub fn events(&self) -> tokio::sync::broadcast::Receiver<crate::boundary::DeskEvent> {
        tokio::sync::broadcast::channel(8).1
    }
    /// Sending.
    pub fn sending(&self) -> u32 {
        0
    }
    /// Idle.
    pub async fn until_nothing_is_sending(&self) {}
}

type Answered<T> = Result<T, DeskError>;

macro_rules! soon { ($($name:ident($($arg:ident: $t:ty),*) -> $r:ty;)*) => { impl Desk { $(
    /// Soon.
    pub async fn $name(&self, $($arg: $t),*) -> Answered<$r> { $(let _ = $arg;)* Err(DeskError::Interrupted) }
)* } } }

soon! {
    state() -> DeskView;
    save_settings(settings: Settings) -> DeskView;
    choose_practice() -> DeskView;
    try_keyring_again() -> DeskView;
    open_ledger_again() -> DeskView;
    start_new_ledger() -> DeskView;
    submit_connection(form: ConnectionForm, intent: Intent) -> SubmittedConnection;
    check_connection(id: String) -> CheckReport;
    choose_connection(id: String) -> DeskView;
    remove_connection(id: String) -> DeskView;
    templates() -> TemplateList;
    refresh_templates() -> TemplateList;
    set_favourite(template: String, favourite: bool) -> TemplateList;
    save_template_settings(template: String, settings: TemplateSettings) -> TemplateList;
    enrolment() -> EnrolmentView;
    choose_template(template: String) -> EnrolmentView;
    save_enrolment(input: EnrolmentInput) -> Judgement;
    clear_enrolment() -> EnrolmentView;
    next_person() -> EnrolmentView;
    take_picture(field: String, source: PictureSource, bytes: Vec<u8>) -> PictureView;
    picture_from_address(field: String, address: String) -> PictureView;
    drop_picture(field: String) -> EnrolmentView;
    picture_preview(field: String) -> Vec<u8>;
    cut_picture(field: String, crop: CropView) -> Vec<u8>;
    portrait(field: String) -> Vec<u8>;
    place_order(enrolment: String) -> OrderView;
    settled(order: String) -> OrderView;
    retry_order(order: String) -> OrderView;
    answer_unknown(order: String, answer: Answer) -> OrderView;
    cancel_order(order: String) -> OrderView;
    order_again(order: String) -> EnrolmentView;
    history(query: HistoryQuery) -> HistoryPage;
    order(order: String) -> OrderView;
    order_counts() -> OrderCounts;
    order_picture(order: String, field: String) -> Vec<u8>;
    order_thumbnail(order: String) -> Vec<u8>;
    mark_arrived(order: String) -> OrderView;
    mark_handed_over(order: String, to: String) -> OrderView;
    mark_checked_out(order: String) -> OrderView;
}

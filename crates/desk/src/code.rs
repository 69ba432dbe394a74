//! An order, or a form as it stands, as code to copy.

use std::collections::{BTreeMap, HashSet};

use issuing::snippets::{self, Language, Member, Setting};
use issuing::{BaseUrl, FieldName, FieldType, IdempotencyKey, Image, OrderRequest, Template};
use ledger::OrderDetail;
use url::Url;

use crate::boundary::{Code, CodeLanguage, PictureSource, TemplateSettings};
use crate::desk::Desk;
use crate::enrolment::{Enrolment, input_of};
use crate::error::DeskError;
use crate::form::{self, Form, Texts, Ways, badge};
use crate::orders::order_id;
use crate::problems::of_one_order;
use crate::station_file::Connection;

/// What is written as code.
struct Source<'a> {
    enrolment: &'a Enrolment,
    template: &'a Template,
    settings: &'a TemplateSettings,
    /// The fields whose values are not shown.
    hidden: HashSet<FieldName>,
}

impl Desk {
    /// The form at the counter as code.
    ///
    /// # Errors
    /// Somebody else is at the counter, the form is not complete, or the language cannot say it.
    pub async fn enrolment_code(
        &self,
        enrolment: String,
        language: CodeLanguage,
    ) -> Result<String, DeskError> {
        let enrolment = self.meant(&enrolment).await?;
        let (template, settings) = self.template_of(&enrolment).await?;
        let office = self.settings();
        let names = template.fields.iter().map(|field| &field.name);
        let hidden = names.filter(|name| form::is_sensitive(name.as_str(), &settings, &office));
        let source = Source {
            hidden: hidden.cloned().collect(),
            enrolment: &enrolment,
            template: &template,
            settings: &settings,
        };
        self.written(&source, language)
    }

    /// An order as code, from what is kept of it; what is sensitive is not.
    ///
    /// # Errors
    /// There is no such order, its connection is gone, or as [`Desk::enrolment_code`].
    pub async fn order_code(
        &self,
        order: String,
        language: CodeLanguage,
    ) -> Result<String, DeskError> {
        let id = order_id(&order)?;
        let detail = self
            .blocking(move |desk| desk.ledger()?.order(id).map_err(of_one_order))
            .await?;
        let unreadable = |_| DeskError::named(Code::LedgerFailed, "template");
        let template: Template = serde_json::from_str(&detail.template_body).map_err(unreadable)?;
        let connection = detail.order.connection.id.clone();
        let mut body = crate::again::body_with_pictures(&detail)?;
        body.values.extend(stand_ins(&detail, &template));
        let enrolment = Enrolment {
            id: self.fresh_id(),
            connection,
            body,
        };
        let sensitive = detail.values.iter().filter(|kept| kept.sensitive);
        let hidden = sensitive.filter_map(|kept| FieldName::new(&kept.field).ok());
        let source = Source {
            hidden: hidden.collect(),
            enrolment: &enrolment,
            template: &template,
            settings: &TemplateSettings::default(),
        };
        self.written(&source, language)
    }

    fn written(&self, source: &Source<'_>, language: CodeLanguage) -> Result<String, DeskError> {
        let connection = self.connection_of(source.enrolment)?;
        let office = self.settings();
        let input = input_of(source.enrolment);
        let form = Form {
            template: source.template,
            settings: source.settings,
            office: &office,
            input: &input,
            today: self.inner().clock.today(),
        };
        let ways = Ways {
            image_prefix: connection.image_prefix,
            key: IdempotencyKey::new(snippets::KEY)?,
        };
        let request = form
            .order_request(&placeholders(source.enrolment), ways)
            .map_err(DeskError::incomplete)?;
        self.code_of(&request, &connection, &source.hidden, language)
    }

    fn code_of(
        &self,
        request: &OrderRequest,
        connection: &Connection,
        hidden: &HashSet<FieldName>,
        language: CodeLanguage,
    ) -> Result<String, DeskError> {
        let base_url = &BaseUrl::parse(&self.address_now(connection))?;
        let setting = Setting {
            base_url,
            hidden,
            hidden_members: &members(hidden),
        };
        let language = match (language, request) {
            (CodeLanguage::Curl, _) => Language::Curl,
            (CodeLanguage::JavaScript, _) => Language::JavaScript,
            (CodeLanguage::Php, _) => Language::Php,
            (CodeLanguage::Python, _) => Language::Python,
            (CodeLanguage::Get, OrderRequest::Badge(order)) => {
                let get = snippets::get_request(order, setting)?;
                return Ok(get.text());
            }
            (CodeLanguage::Get, OrderRequest::Credential(_)) => {
                return Err(DeskError::named(Code::NotByGet, ""));
            }
        };
        Ok(snippets::code(request, language, setting)?)
    }
}

/// What of a badge is not shown because the form's own field for it is not.
fn members(hidden: &HashSet<FieldName>) -> HashSet<Member> {
    let own = [
        (badge::NAME, Member::Name),
        (badge::EMAIL, Member::Email),
        (badge::PHONE, Member::Phone),
        (badge::EXPIRES, Member::ExpireDate),
        (badge::ISSUED, Member::IssueDate),
        (badge::MEMO, Member::Memo),
    ];
    let not_shown = |name: &str| hidden.iter().any(|field| field.as_str() == name);
    let members = own.into_iter().filter(|(name, _)| not_shown(name));
    members.map(|(_, member)| member).collect()
}

/// Values in the place of those that were erased, without which there may be no order to write
/// down. They are not shown: what was erased was sensitive.
fn stand_ins(detail: &OrderDetail, template: &Template) -> Texts {
    let erased = |name: &str| {
        let mut values = detail.values.iter();
        values.any(|kept| kept.field == name && kept.sensitive && kept.value.is_none())
    };
    let fields = template.fields.iter();
    let fields = fields.filter(|field| erased(field.name.as_str()));
    let stand_ins = fields.filter_map(|field| {
        let text = match field.kind {
            FieldType::Text => snippets::HIDDEN,
            FieldType::Email => "nobody@example.com",
            FieldType::Number => "0",
            FieldType::Date => "2000-01-01",
            FieldType::Boolean => "true",
            FieldType::Image | FieldType::Unlisted(_) => return None,
        };
        Some((field.name.to_string(), text.to_owned()))
    });
    stand_ins.collect()
}

/// Pictures are not copied; an address is, and of the others only that there is one.
fn placeholders(enrolment: &Enrolment) -> BTreeMap<String, Image> {
    let pictures = enrolment.body.pictures.iter();
    let image = |address: Option<&str>| match address.map(Url::parse) {
        Some(Ok(url)) => Image::Url(url),
        _ => Image::Jpeg(bytes::Bytes::new()),
    };
    pictures
        .map(|(field, taken)| {
            let address = taken.view.address.as_deref();
            let address = address.filter(|_| taken.view.source == PictureSource::Address);
            (field.clone(), image(address))
        })
        .collect()
}

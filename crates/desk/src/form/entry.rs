//! One field of a form with what is typed in it.

use chrono::NaiveDate;
use issuing::{Field, FieldType, FilledBy, Template, Value};

use super::{Texts, badge, dates, number};
use crate::boundary::{FieldProblemCode, FieldSettings, TemplateSettings};

/// A field the operator fills, with the office's wishes and its text.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The field.
    pub field: &'a Field,
    /// The text without the white space around it; of a hidden field the office's default, because
    /// nobody can see or mend anything else that is left in it.
    pub text: &'a str,
    hidden: bool,
    required: bool,
}

/// The fields of a template the operator fills, in the service's order.
pub fn entries<'a>(
    template: &'a Template,
    settings: &'a TemplateSettings,
    texts: &'a Texts,
) -> impl Iterator<Item = Entry<'a>> {
    offered(template).map(move |field| Entry::new(field, settings_of(settings, field), texts))
}

/// The fields the operator may fill, in the service's order.
pub fn offered(template: &Template) -> impl Iterator<Item = &Field> {
    let fields = template.fields.iter();
    fields.filter(|field| field.filled_by == FilledBy::Operator)
}

/// What the office set for a field.
pub fn settings_of<'a>(settings: &'a TemplateSettings, field: &Field) -> Option<&'a FieldSettings> {
    let mut all = settings.fields.iter();
    all.find(|one| one.name == field.name.as_str())
}

impl<'a> Entry<'a> {
    fn new(field: &'a Field, settings: Option<&'a FieldSettings>, texts: &'a Texts) -> Self {
        let hidden = settings.is_some_and(|settings| settings.hidden);
        let text = match settings {
            Some(settings) if hidden => settings.default.as_str(),
            _ => texts.get(field.name.as_str()).map_or("", String::as_str),
        };
        Entry {
            field,
            text: text.trim(),
            hidden,
            required: field.required
                || !hidden && settings.is_some_and(|settings| settings.required),
        }
    }

    /// The field's name.
    pub fn name(&self) -> &'a str {
        self.field.name.as_str()
    }

    /// Whether it takes a picture that can be seen.
    pub fn shows_picture(&self) -> bool {
        self.field.kind == FieldType::Image && !self.hidden
    }

    /// The value the text stands for, or none where nothing is to be sent: the text is empty, the
    /// field holds a picture, or a yes/no field holds neither `true` nor `false`.
    ///
    /// # Errors
    /// The text cannot be a value of this type.
    pub fn value(&self, today: NaiveDate) -> Result<Option<Value>, FieldProblemCode> {
        if self.text.is_empty() {
            return Ok(None);
        }
        match &self.field.kind {
            FieldType::Text | FieldType::Email => {
                badge::check(self.name(), self.text)?;
                Ok(Some(Value::Text(self.text.to_owned())))
            }
            FieldType::Number => number::parse(self.text)
                .map(|number| Some(Value::Number(number)))
                .ok_or(FieldProblemCode::NotANumber),
            FieldType::Date => dates::parse(self.text, today)
                .map(|date| Some(Value::Date(date)))
                .ok_or(FieldProblemCode::NotADate),
            FieldType::Boolean => Ok(self.text.parse().ok().map(Value::Boolean)),
            FieldType::Image => Ok(None),
            FieldType::Unlisted(_) => Err(FieldProblemCode::UnlistedType),
        }
    }

    /// Holds what was found in the field against what the office demands. A field of an unlisted
    /// type is never demanded: nothing can be sent for it.
    ///
    /// # Errors
    /// It is required and nothing was found.
    pub fn complete<T>(&self, found: Option<T>) -> Result<Option<T>, FieldProblemCode> {
        let demanded = self.required && !matches!(self.field.kind, FieldType::Unlisted(_));
        if found.is_none() && demanded {
            return Err(FieldProblemCode::Required);
        }
        Ok(found)
    }
}

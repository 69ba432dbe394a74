//! The custom fields of a badge as the office describes them, and a file of them for its other
//! stations.

use serde::{Deserialize, Serialize};

use crate::boundary::{Code, DescribedField, TemplateList};
use crate::desk::{Desk, lock};
use crate::error::DeskError;

/// The file's own mark, so that no other JSON is taken for one.
const MARK: &str = "badgedesk-fields-1";

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    fields: Vec<DescribedField>,
}

impl Desk {
    /// Keeps what the office says of a badge's custom fields.
    ///
    /// # Errors
    /// A field has no key, or two have the same; or the station's file cannot be written.
    pub async fn describe_fields(
        &self,
        template: String,
        fields: Vec<DescribedField>,
    ) -> Result<TemplateList, DeskError> {
        let fields = checked(fields)?;
        self.change_template(template, move |memory| memory.described = Some(fields))
            .await
    }

    /// Drops what the office says of a badge's custom fields: they are as the service tells them.
    ///
    /// # Errors
    /// The station's file cannot be written.
    pub async fn fields_as_told(&self, template: String) -> Result<TemplateList, DeskError> {
        self.change_template(template, |memory| memory.described = None)
            .await
    }

    /// The description of a badge's fields as a file, and a name for it.
    ///
    /// # Errors
    /// No connection is chosen.
    pub async fn exported_fields(&self, template: String) -> Result<(String, Vec<u8>), DeskError> {
        let connection = self.connection()?.id;
        let memory = lock(&self.inner().station).template(&connection, &template);
        let file = File {
            format: MARK.to_owned(),
            fields: memory.described.unwrap_or_default(),
        };
        let bytes = serde_json::to_vec_pretty(&file)
            .map_err(|_| DeskError::named(Code::NotFieldDescriptions, ""))?;
        Ok(("badge-fields.json".to_owned(), bytes))
    }

    /// Takes over a description from a file, in place of the one there.
    ///
    /// # Errors
    /// It is no such file; and as [`Desk::describe_fields`].
    pub async fn import_fields(
        &self,
        template: String,
        bytes: Vec<u8>,
    ) -> Result<TemplateList, DeskError> {
        let not = || DeskError::named(Code::NotFieldDescriptions, "");
        let file: File = serde_json::from_slice(&bytes).map_err(|_| not())?;
        if file.format != MARK {
            return Err(not());
        }
        self.describe_fields(template, file.fields).await
    }
}

fn checked(mut fields: Vec<DescribedField>) -> Result<Vec<DescribedField>, DeskError> {
    for field in &mut fields {
        field.key = field.key.trim().to_owned();
        field.label = field.label.trim().to_owned();
    }
    for (at, field) in fields.iter().enumerate() {
        let again = fields[..at].iter().any(|other| other.key == field.key);
        // A colon marks the fields every badge has.
        if field.key.is_empty() || field.key.contains(':') || again {
            return Err(DeskError::named(Code::SettingMissing, "key"));
        }
    }
    Ok(fields)
}

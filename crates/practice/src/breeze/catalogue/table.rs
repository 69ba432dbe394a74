//! The built-in table as it is written down.

use std::{collections::HashMap, sync::Arc};

use serde::Deserialize;

use super::{Field, FieldType, Template, Tenant, User};
use crate::PracticeError;

#[derive(Deserialize)]
pub(super) struct Table {
    pub users: Vec<User>,
    pub tenants: Vec<Tenant>,
    pub fields: Fields,
    pub templates: Vec<Row>,
}

/// Names by type, separated by spaces.
#[derive(Deserialize)]
pub(super) struct Fields {
    providable: HashMap<FieldType, String>,
    system: HashMap<FieldType, String>,
}

impl Fields {
    pub(super) fn by_name(&self) -> HashMap<String, Field> {
        let groups = [(&self.providable, true), (&self.system, false)];
        let typed = groups.into_iter().flat_map(|(group, manual_input)| {
            group
                .iter()
                .map(move |(field_type, names)| (*field_type, names, manual_input))
        });
        let fields = typed.flat_map(|(field_type, names, manual_input)| {
            names.split_whitespace().map(move |name| Field {
                name: name.to_owned(),
                field_type,
                manual_input,
            })
        });
        fields.map(|field| (field.name.clone(), field)).collect()
    }
}

#[derive(Deserialize)]
pub(super) struct Row {
    #[serde(rename = "_id")]
    id: String,
    template_number: i32,
    name: String,
    type_name: String,
    tenant: String,
    batch: bool,
    fields: String,
}

impl Row {
    pub(super) fn resolve(
        self,
        known: &HashMap<String, Field>,
        tenants: &[Tenant],
    ) -> Result<Arc<Template>, PracticeError> {
        let undescribed = |name: &str| PracticeError::CatalogueName {
            template: self.name.clone(),
            name: name.to_owned(),
        };
        if !tenants.iter().any(|tenant| tenant.id == self.tenant) {
            return Err(undescribed(&self.tenant));
        }
        let names = self.fields.split_whitespace();
        let fields = names.map(|name| known.get(name).cloned().ok_or_else(|| undescribed(name)));
        Ok(Arc::new(Template {
            fields: fields.collect::<Result<_, _>>()?,
            id: self.id,
            number: self.template_number,
            name: self.name,
            type_name: self.type_name,
            tenant: self.tenant,
            batch: self.batch,
        }))
    }
}

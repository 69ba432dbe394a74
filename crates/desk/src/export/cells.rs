//! The cells of a table of orders.

use chrono::{DateTime, Local, Utc};
use ledger::{EventKind, KeptValue, OrderDetail};

use super::source::Source;
use crate::boundary::{ExportColumn, ExportRequest, TitledColumn};
use crate::error::DeskError;
use crate::form;
use crate::order_view::{labels, state_view};
use crate::reissue::reason_of;
use crate::station_file::StationFile;

/// What the cells are made by.
pub struct Cells<'a> {
    request: &'a ExportRequest,
    station: &'a StationFile,
    /// Every field of these orders that is not sensitive, with its title.
    fields: Vec<(String, String)>,
}

impl<'a> Cells<'a> {
    /// Looks the orders through for their fields, if these are wanted.
    pub fn of(
        request: &'a ExportRequest,
        station: &'a StationFile,
        source: &Source<'_>,
    ) -> Result<Cells<'a>, DeskError> {
        let mut cells = Cells {
            request,
            station,
            fields: Vec::new(),
        };
        let wanted = |it: &TitledColumn| it.column == ExportColumn::Values;
        if request.columns.iter().any(wanted) {
            source.each(&mut |order: &OrderDetail| {
                cells.note_fields(order);
                Ok(())
            })?;
        }
        Ok(cells)
    }

    fn note_fields(&mut self, order: &OrderDetail) {
        let new: Vec<_> = open(order, self.station)
            .filter(|kept| !self.fields.iter().any(|(name, _)| *name == kept.field))
            .map(|kept| kept.field.clone())
            .collect();
        if new.is_empty() {
            return;
        }
        let labels = labels(&order.template_body);
        let titled = new.into_iter().map(|name| {
            let title = labels.get(&name).unwrap_or(&name).clone();
            (name, title)
        });
        self.fields.extend(titled);
    }

    /// What stands above the columns.
    pub fn titles(&self) -> Vec<String> {
        let columns = self.request.columns.iter();
        let titles = columns.flat_map(|it| match it.column {
            ExportColumn::Values => self.fields.iter().map(|(_, title)| title.clone()).collect(),
            _ => vec![it.title.clone()],
        });
        titles.collect()
    }

    /// The cells of an order.
    pub fn line(&self, order: &OrderDetail) -> Vec<String> {
        let columns = self.request.columns.iter();
        let cells = columns.flat_map(|it| match it.column {
            ExportColumn::Values => self.values(order),
            column => vec![self.cell(order, column).unwrap_or_default()],
        });
        cells.collect()
    }

    fn values(&self, order: &OrderDetail) -> Vec<String> {
        let open: Vec<_> = open(order, self.station).collect();
        let text = |name: &str| {
            let kept = open.iter().find(|kept| kept.field == name);
            let value = kept.and_then(|kept| kept.value.as_ref());
            value.map(form::as_typed).unwrap_or_default()
        };
        self.fields.iter().map(|(name, _)| text(name)).collect()
    }

    fn cell(&self, detail: &OrderDetail, column: ExportColumn) -> Option<String> {
        let order = &detail.order;
        let handed_over = order.handed_over.as_ref();
        match column {
            ExportColumn::OrderedAt => Some(moment(order.committed_at)),
            ExportColumn::Person => Some(order.person.clone()),
            ExportColumn::Number => order.number.clone(),
            ExportColumn::ExternalId => order.external_id.clone(),
            ExportColumn::Template => Some(order.template.name.clone()),
            ExportColumn::Connection => Some(order.connection.name.clone()),
            ExportColumn::State if order.ended_by == Some(EventKind::Closed) => {
                Some(self.request.closed.clone())
            }
            ExportColumn::State => self.request.states.get(&state_view(order.state)).cloned(),
            ExportColumn::Status => order.service_status.clone(),
            ExportColumn::Reissue => {
                let reason = order.reissue.as_deref().and_then(reason_of)?;
                self.request.reasons.get(&reason).cloned()
            }
            ExportColumn::PublicUrl => detail.receipt.as_ref()?.url.clone(),
            ExportColumn::ArrivedAt => order.arrived_at.map(moment),
            ExportColumn::HandedOverOn => handed_over.map(|it| it.on.to_string()),
            ExportColumn::HandedOverTo => handed_over.map(|it| it.to.clone()),
            ExportColumn::By => Some(order.by.clone()),
            ExportColumn::Station => Some(order.station.clone()),
            ExportColumn::Values => None,
        }
    }
}

/// The values that may leave the ledger: sensitive neither when they were typed nor by now, in this
/// template or in the whole office.
fn open<'a>(
    detail: &'a OrderDetail,
    station: &'a StationFile,
) -> impl Iterator<Item = &'a KeptValue> + 'a {
    let order = &detail.order;
    let of_template = station.template(&order.connection.id, &order.template.id);
    let values = detail.values.iter();
    values.filter(move |kept| {
        let field = &kept.field;
        !kept.sensitive && !form::is_sensitive(field, &of_template.settings, &station.settings)
    })
}

/// Local time, in the one writing that every spreadsheet sorts.
fn moment(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Local);
    local.format("%Y-%m-%d %H:%M").to_string()
}

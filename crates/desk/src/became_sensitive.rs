//! What became sensitive after it was ordered.

use std::sync::atomic::Ordering;

use ledger::OrderDetail;

use crate::boundary::{DeskEvent, Problem};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::form::{is_sensitive, sensitive_fields};

impl Desk {
    /// Orders that were placed before a field became sensitive follow: they are searched by it no
    /// more, and lose it where accepted ones do. What was interrupted or failed is done again at the
    /// next start, or when something else becomes sensitive.
    pub(crate) async fn mark_what_became_sensitive(&self) {
        let inner = self.inner();
        if lock(&inner.station).marked || self.ledger().is_err() {
            return;
        }
        if !inner.to_mark.swap(false, Ordering::SeqCst) {
            return;
        }
        // An order that is being written down now was made by the settings of before.
        drop(inner.counter.lock().await);
        if let Err(error) = self.blocking(Desk::mark_all).await {
            let code = Problem::from(error).code;
            tracing::warn!(?code, "older orders still show what became sensitive");
        }
    }

    fn mark_all(&self) -> Result<(), DeskError> {
        let (ledger, station) = (self.ledger()?, lock(&self.inner().station).clone());
        for of in ledger.ordered_at_connections()? {
            let memory = station.template(&of.connection, &of.template);
            let fields = sensitive_fields(&memory.settings, &station.settings);
            let orders = ledger.mark_sensitive(&of, &fields)?;
            if orders > 0 {
                tracing::info!(orders, template = of.template, "fields became sensitive");
                self.tell(DeskEvent::StationChanged);
            }
        }
        self.change_station(|now| {
            // Else something became sensitive meanwhile, and this is done once more.
            now.marked = !self.inner().to_mark.load(Ordering::SeqCst);
        })
    }

    /// Every order is to be looked through once more, if the station's file says so too: they are
    /// others by now.
    pub(crate) fn mark_anew(&self) {
        self.inner().to_mark.store(true, Ordering::SeqCst);
        self.inner().look.notify_one();
    }

    /// An order as it may be shown today, whether it was looked through already or not.
    pub(crate) fn masked(&self, mut detail: OrderDetail) -> OrderDetail {
        let station = lock(&self.inner().station);
        let order = &detail.order;
        let memory = station.template(&order.connection.id, &order.template.id);
        for kept in &mut detail.values {
            kept.sensitive |= is_sensitive(&kept.field, &memory.settings, &station.settings);
        }
        detail
    }
}

//! Choosing the template of the enrolment at the counter.

use issuing::Template;

use crate::boundary::EnrolmentView;
use crate::desk::{Desk, lock};
use crate::enrolment::Enrolment;
use crate::error::DeskError;
use crate::form;
use crate::links::Origin;

impl Desk {
    /// Chooses the template; what is typed in fields of the same names is kept.
    ///
    /// # Errors
    /// Somebody else is at the counter, the template is not there any more, or the ledger cannot
    /// be written.
    pub async fn choose_template(
        &self,
        enrolment: String,
        template: String,
    ) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let enrolment = self.meant(&enrolment).await?;
        self.ask_for_fields(&enrolment.connection, &template)
            .await?;
        let (mut enrolment, former) = self.furnished(enrolment).await?;
        let (chosen, settings) = self.template(&enrolment.connection, &template).await?;
        self.seen_as_it_is(&enrolment.connection, &template).await?;
        let mut typed = std::mem::take(&mut enrolment.body.values);
        if let Some((former, its_settings)) = &former {
            form::drop_what_was_started(&mut typed, former, its_settings);
        }
        let mut behind = form::left_behind(typed.clone(), &chosen);
        for (field, text) in enrolment.body.link.iter().flat_map(Origin::brought) {
            // Of a link, what no field takes is kept by its name only.
            behind.remove(&field);
            typed.entry(field).or_insert(text);
        }
        let carried = form::carry_over(&typed, &chosen);
        // What the chosen template has no field for is not ordered, but there on the way back.
        let values = &mut enrolment.body.values;
        *values = behind;
        values.extend(form::starting_values(&chosen, &settings, None));
        values.extend(carried);
        enrolment.body.more.tenant = self.tenant_for(&enrolment, &chosen);
        enrolment.body.template = Some(template);
        self.spare_sensitive(&mut enrolment.body, &settings);
        if let Some(link) = &mut enrolment.body.link {
            link.forget_unused(&chosen);
        }
        let enrolment = self.bring_portrait(enrolment, &chosen).await?;
        self.save(&enrolment).await?;
        self.shown(enrolment).await
    }

    /// The tenant that stands in the form of a template, where several list it: the one that was
    /// chosen already, or the one it was last ordered under.
    fn tenant_for(&self, enrolment: &Enrolment, template: &Template) -> String {
        let station = lock(&self.inner().station);
        let memory = station.template(&enrolment.connection, template.id.as_str());
        let known = [&enrolment.body.more.tenant, &memory.tenant];
        let listed = |tenant: &&&String| form::is_listed_by(template, tenant);
        let several = !template.also_of.is_empty();
        let found = known.iter().find(listed).filter(|_| several);
        found.map(|tenant| (*tenant).clone()).unwrap_or_default()
    }
}

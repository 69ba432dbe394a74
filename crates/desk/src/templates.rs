//! Templates: read from the service, kept on disk, compared with what was known before.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use issuing::{FieldsTold, Template};
use serde::{Deserialize, Serialize};

use crate::boundary::{Code, Problem, TemplateList, TemplateSettings};
use crate::crops::allowed;
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::form;
use crate::listed::{keep_what_is_known, named_as, once_each};
use crate::news::{News, changes};
use crate::station_file::{TemplateMemory, read_json, write_json};
use crate::template_view::view;

/// The templates of one connection as last read, and what was new about them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct KeptTemplates {
    pub templates: Vec<Template>,
    pub read_at: Option<DateTime<Utc>>,
    #[serde(default)]
    news: News,
    #[serde(skip)]
    problem: Option<Problem>,
}

impl Desk {
    /// The templates of the current connection as they are known here, at once; they are read from
    /// the service when none are known yet.
    ///
    /// # Errors
    /// No connection is chosen. A service that does not answer stands in the list's `problem`.
    pub async fn templates(&self) -> Result<TemplateList, DeskError> {
        let connection = self.connection()?.id;
        match self.known_templates(&connection).await? {
            known if known.read_at.is_some() => Ok(self.list(&connection, known)),
            _ => self.refresh_templates().await,
        }
    }

    /// Reads the templates of the current connection anew, every page of them.
    ///
    /// # Errors
    /// As [`Desk::templates`].
    pub async fn refresh_templates(&self) -> Result<TemplateList, DeskError> {
        let connection = self.connection()?.id;
        let known = self.read_templates(&connection).await?;
        Ok(self.list(&connection, known))
    }

    /// Reads the templates of a connection anew, every page of them, and answers what is known now.
    ///
    /// # Errors
    /// As [`Desk::templates`].
    pub(crate) async fn read_templates(
        &self,
        connection: &str,
    ) -> Result<KeptTemplates, DeskError> {
        let asked_after = lock(&self.inner().clients).changes();
        let before = self.known_templates(connection).await?;
        let answer = match self.service(connection).await {
            Ok(service) => service.templates().await.map_err(Problem::from),
            Err(error) => Err(error.into()),
        };
        self.note_reach(connection, answer.as_ref().err());
        let now = match answer {
            Ok(templates) => self.renewed(&before, templates),
            Err(problem) => KeptTemplates {
                problem: Some(problem),
                ..before
            },
        };
        self.keep_templates(connection, now, asked_after).await?;
        self.known_templates(connection).await
    }

    /// Marks a template, or takes the mark away.
    ///
    /// # Errors
    /// No connection is chosen, or the station's file cannot be written.
    pub async fn set_favourite(
        &self,
        template: String,
        favourite: bool,
    ) -> Result<TemplateList, DeskError> {
        self.change_template(template, move |memory| memory.favourite = favourite)
            .await
    }

    /// Keeps the office's settings for a template.
    ///
    /// # Errors
    /// No connection is chosen, the portrait's sides are not ones of [`PortraitSides`], or the
    /// station's file cannot be written.
    pub async fn save_template_settings(
        &self,
        template: String,
        settings: TemplateSettings,
    ) -> Result<TemplateList, DeskError> {
        let own = [settings.output_width, settings.output_height];
        allowed(own.into_iter().flatten())?;
        self.change_template(template, move |memory| memory.settings = settings)
            .await
    }

    pub(crate) async fn change_template(
        &self,
        template: String,
        change: impl FnOnce(&mut TemplateMemory) + Send + 'static,
    ) -> Result<TemplateList, DeskError> {
        let connection = self.connection()?.id;
        let id = connection.clone();
        self.blocking(move |desk| {
            desk.change_station(|station| change(station.template_mut(&id, &template)))
        })
        .await?;
        let known = self.known_templates(&connection).await?;
        Ok(self.list(&connection, known))
    }

    /// A template of a connection with the office's settings for it.
    pub(crate) async fn template(
        &self,
        connection: &str,
        template: &str,
    ) -> Result<(Template, TemplateSettings), DeskError> {
        let known = self.known_templates(connection).await?;
        let found = known
            .templates
            .into_iter()
            .find(|one| one.id.as_str() == template);
        let found = found.ok_or_else(|| DeskError::named(Code::TemplateGone, template))?;
        let memory = lock(&self.inner().station).template(connection, template);
        Ok((
            form::badge::offered(&found, memory.described.as_deref()),
            memory.settings,
        ))
    }

    /// Asks the service for the fields of a badge, if it was not asked for them with the list. A
    /// service that does not answer leaves them to the operator.
    pub(crate) async fn ask_for_fields(&self, connection: &str, id: &str) -> Result<(), DeskError> {
        let asked_after = lock(&self.inner().clients).changes();
        let mut known = self.known_templates(connection).await?;
        let asked_for = |template: &&mut Template| {
            let badge = template.badge.as_ref();
            template.id.as_str() == id && badge.is_some_and(|it| it.fields == FieldsTold::NotAsked)
        };
        let Some(template) = known.templates.iter_mut().find(asked_for) else {
            return Ok(());
        };
        let service = self.service(connection).await?;
        if let Some(badges) = service.badges()
            && let Ok(told) = badges.badge(&template.id).await
        {
            *template = named_as(told, template);
            self.keep_templates(connection, known, asked_after).await?;
        }
        Ok(())
    }

    /// The operator has chosen a template, and so has seen how it changed.
    pub(crate) async fn seen_as_it_is(&self, connection: &str, id: &str) -> Result<(), DeskError> {
        let asked_after = lock(&self.inner().clients).changes();
        let mut known = self.known_templates(connection).await?;
        if known.news.read(id) {
            self.keep_templates(connection, known, asked_after).await?;
        }
        Ok(())
    }

    pub(crate) fn forget_templates(&self, connection: &str) {
        let mut known = lock(&self.inner().templates);
        known.remove(connection);
        forget(&self.inner().folder, connection);
    }

    pub(crate) async fn known_templates(
        &self,
        connection: &str,
    ) -> Result<KeptTemplates, DeskError> {
        if let Some(known) = lock(&self.inner().templates).get(connection) {
            return Ok(known.clone());
        }
        let id = connection.to_owned();
        self.blocking(move |desk| {
            let kept: KeptTemplates =
                read_json(&file(&desk.inner().folder, &id))?.unwrap_or_default();
            lock(&desk.inner().templates).insert(id, kept.clone());
            Ok(kept)
        })
        .await
    }

    fn renewed(&self, before: &KeptTemplates, mut templates: Vec<Template>) -> KeptTemplates {
        templates.sort_by_key(|template| template.name.to_lowercase());
        once_each(&mut templates);
        for template in &mut templates {
            let known = before.templates.iter().find(|it| it.id == template.id);
            known
                .into_iter()
                .for_each(|it| keep_what_is_known(template, it));
        }
        let changes = match before.read_at {
            Some(_) => changes(&before.templates, &templates),
            None => Vec::new(),
        };
        let now = self.inner().clock.now();
        KeptTemplates {
            templates,
            read_at: Some(now),
            news: before.news.followed_by(changes, now),
            problem: None,
        }
    }

    /// Keeps what was read, unless the connection became another one meanwhile.
    async fn keep_templates(
        &self,
        connection: &str,
        now: KeptTemplates,
        asked_after: u64,
    ) -> Result<(), DeskError> {
        let id = connection.to_owned();
        self.blocking(move |desk| {
            let file = file(&desk.inner().folder, &id);
            if let Some(folder) = file.parent() {
                crate::station_file::make_folder(folder)?;
            }
            // Whoever forgets the templates of a connection waits for this, and then forgets these.
            let mut known = lock(&desk.inner().templates);
            if lock(&desk.inner().clients).changes() == asked_after {
                write_json(&file, &now)?;
                known.insert(id, now);
            }
            Ok(())
        })
        .await
    }

    fn list(&self, connection: &str, known: KeptTemplates) -> TemplateList {
        let memories = lock(&self.inner().station)
            .templates
            .get(connection)
            .cloned()
            .unwrap_or_default();
        let views = known.templates.iter().map(|template| {
            let memory = memories
                .get(template.id.as_str())
                .cloned()
                .unwrap_or_default();
            view(template, memory)
        });
        TemplateList {
            templates: views.collect(),
            read_at: known.read_at,
            changes: known.news.told(),
            problem: known.problem,
        }
    }
}

/// Forgets the kept templates of a connection; that they are not there is as good.
fn forget(folder: &Path, connection: &str) {
    if let Err(error) = fs::remove_file(file(folder, connection)) {
        tracing::debug!(%error, "no kept templates to forget");
    }
}

fn file(folder: &Path, connection: &str) -> PathBuf {
    folder.join("templates").join(format!("{connection}.json"))
}

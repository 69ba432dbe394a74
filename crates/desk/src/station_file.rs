//! What a station remembers besides orders: connections, settings and the office's templates.
//! No secret is in it and nobody who was ordered for: of people it holds the operators' names and the address of the
//! user that orders.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::boundary::{
    Code, DescribedField, Environment, KeepSecret, ServiceKind, Settings, TemplateSettings,
};
use crate::error::DeskError;
use crate::form::is_sensitive;
use crate::station_check::CameraChecks;

/// A connection as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Connection {
    pub id: String,
    pub kind: ServiceKind,
    pub name: String,
    pub environment: Environment,
    pub base_url: String,
    pub tenants: Vec<String>,
    pub keep: KeepSecret,
    pub image_prefix: bool,
    #[serde(default)]
    pub get_for_create: bool,
    /// Whose key it is, as the service told; none if it was never asked.
    #[serde(default)]
    pub account: Option<String>,
}

/// What the office set for one template, and when it was used.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TemplateMemory {
    pub favourite: bool,
    pub last_used: Option<DateTime<Utc>>,
    /// The tenant it was last ordered under, where several list it.
    pub tenant: String,
    pub settings: TemplateSettings,
    /// The custom fields of a badge as the office describes them; an empty list says that there
    /// are none.
    pub described: Option<Vec<DescribedField>>,
}

/// Whether a field of a template is sensitive: the connection's id, the template's, the field.
type Said<'a> = (&'a str, &'a str, &'a str, bool);

/// The file's whole content.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StationFile {
    pub connections: Vec<Connection>,
    pub current: Option<String>,
    pub settings: Settings,
    /// By connection, then by template.
    pub templates: BTreeMap<String, BTreeMap<String, TemplateMemory>>,
    /// How the place in front of each camera was, by its label.
    pub checks: BTreeMap<String, CameraChecks>,
    /// Older orders show nothing that is sensitive by now.
    pub marked: bool,
    /// Where the file before this one is, which could not be understood.
    #[serde(skip)]
    pub put_aside: Option<PathBuf>,
}

impl StationFile {
    const NAME: &'static str = "station.json";

    pub fn read(folder: &Path) -> Result<StationFile, DeskError> {
        let file = folder.join(Self::NAME);
        let read: Option<StationFile> = read_json(&file)?;
        let aside = aside(&file);
        let put_aside = (read.is_none() && aside.exists()).then_some(aside);
        Ok(StationFile {
            put_aside,
            ..read.unwrap_or_default()
        })
    }

    pub fn write(&self, folder: &Path) -> Result<(), DeskError> {
        write_json(&folder.join(Self::NAME), self)
    }

    pub fn connection(&self, id: &str) -> Result<&Connection, DeskError> {
        let found = self
            .connections
            .iter()
            .find(|connection| connection.id == id);
        found.ok_or_else(|| DeskError::named(Code::NoSuchConnection, id))
    }

    pub fn current(&self) -> Result<&Connection, DeskError> {
        let id = self.current.as_deref();
        self.connection(id.ok_or_else(|| DeskError::named(Code::NoConnection, ""))?)
    }

    pub fn template(&self, connection: &str, template: &str) -> TemplateMemory {
        let known = self
            .templates
            .get(connection)
            .and_then(|all| all.get(template));
        known.cloned().unwrap_or_default()
    }

    /// Drops what sensitive fields would start with: this file can be read by whoever can read the
    /// disk. Says whether there was anything.
    pub fn drop_sensitive_defaults(&mut self) -> bool {
        let office = &self.settings;
        let mut dropped = false;
        for memory in self.templates.values_mut().flat_map(BTreeMap::values_mut) {
            let settings = memory.settings.clone();
            for field in &mut memory.settings.fields {
                if !field.default.is_empty() && is_sensitive(&field.name, &settings, office) {
                    field.default.clear();
                    dropped = true;
                }
            }
        }
        dropped
    }

    /// Every field of which the office says whether it is sensitive, with where it says so.
    pub fn what_is_sensitive(&self) -> (&[String], Vec<Said<'_>>) {
        let said = self.templates.iter().flat_map(|(connection, templates)| {
            templates.iter().flat_map(move |(template, memory)| {
                let fields = memory.settings.fields.iter();
                fields.filter_map(move |field| {
                    let name = field.name.as_str();
                    Some((
                        connection.as_str(),
                        template.as_str(),
                        name,
                        field.sensitive?,
                    ))
                })
            })
        });
        (&self.settings.sensitive_fields, said.collect())
    }

    pub fn template_mut(&mut self, connection: &str, template: &str) -> &mut TemplateMemory {
        let all = self.templates.entry(connection.to_owned()).or_default();
        all.entry(template.to_owned()).or_default()
    }
}

/// Makes the folder the desk works in.
pub(crate) fn make_folder(folder: &Path) -> Result<(), DeskError> {
    fs::create_dir_all(folder).map_err(|error| unusable(folder, &error))
}

/// Reads a JSON file; none if it is not there. One that cannot be understood is put aside, so that
/// the program starts and nothing is overwritten.
pub(crate) fn read_json<T: DeserializeOwned>(file: &Path) -> Result<Option<T>, DeskError> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(file, &error)),
    };
    match serde_json::from_slice(&bytes) {
        Ok(content) => Ok(Some(content)),
        Err(error) => {
            // Its own words may quote a value.
            let (line, column, kind) = (error.line(), error.column(), error.classify());
            let file_name = file.display();
            tracing::warn!(file = %file_name, line, column, ?kind, "put aside: not understood");
            fs::rename(file, aside(file)).map_err(|error| unusable(file, &error))?;
            Ok(None)
        }
    }
}

fn aside(file: &Path) -> PathBuf {
    file.with_extension("damaged.json")
}

/// Writes a JSON file whole or not at all.
pub(crate) fn write_json<T: Serialize>(file: &Path, content: &T) -> Result<(), DeskError> {
    let new = file.with_extension("json.new");
    serde_json::to_vec_pretty(content)
        .map_err(io::Error::from)
        .and_then(|bytes| write_through(&new, &bytes))
        .and_then(|()| fs::rename(&new, file))
        .map_err(|error| unusable(file, &error))
}

/// On the disk before its name is taken: a loss of power leaves the old file or the new one.
fn write_through(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn unusable(file: &Path, error: &io::Error) -> DeskError {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::FolderUnusable,
    };
    DeskError::named(code, format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = StationFile::default();
        file.template_mut("c", "t").favourite = true;
        file.settings.operator = "Åse Østbø".to_owned();
        file.write(folder.path()).unwrap();
        assert_eq!(StationFile::read(folder.path()).unwrap(), file);
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_put_aside_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("station.json"), "{\"settings\": 7").unwrap();
        let aside = folder.path().join("station.damaged.json");
        let expected = StationFile {
            put_aside: Some(aside.clone()),
            ..StationFile::default()
        };
        assert_eq!(StationFile::read(folder.path()).unwrap(), expected);
        let kept = fs::read_to_string(aside).unwrap();
        assert_eq!(kept, "{\"settings\": 7");
    }

    #[test]
    fn a_file_of_an_earlier_version_with_a_ratio_of_its_own_keeps_the_size() {
        let folder = tempfile::tempdir().unwrap();
        let settings = r#"{"ratioWidth":1,"ratioHeight":1,"outputWidth":420,"outputHeight":560}"#;
        let file = format!(r#"{{"templates":{{"c":{{"t":{{"settings":{settings}}}}}}}}}"#);
        fs::write(folder.path().join("station.json"), file).unwrap();
        let read = StationFile::read(folder.path()).unwrap();
        let settings = read.template("c", "t").settings;
        let expected = TemplateSettings {
            output_width: Some(420),
            output_height: Some(560),
            ..TemplateSettings::default()
        };
        assert_eq!(settings, expected);
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = StationFile::default()
            .write(&folder.path().join("missing"))
            .unwrap_err();
        assert!(error.to_string().contains("station.json"), "{error}");
    }
}

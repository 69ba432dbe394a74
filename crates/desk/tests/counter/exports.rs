//! Orders as a file.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use desk::boundary::{
    Answer, Code, ExportColumn, ExportFormat, ExportOrders, ExportRequest, HistoryQuery,
    OrderState, Problem, ReissueReason, TitledColumn,
};

use desk::{Clock, Vault};
use ledger::{Ledger, LedgerKey};
use practice::{Calls, Fault};
use tokio::task::JoinHandle;

use crate::copied::sensitive;
use crate::damage::damage_the_oldest;
use crate::stage::{Stage, ledger_key, named};

/// A field that this office calls sensitive.
const SECRET: &str = "personDepartment";

/// A desk whose office has a secret.
async fn open() -> Stage {
    let stage = Stage::open().await;
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.sensitive_fields.push(SECRET.to_owned());
    stage.desk.save_settings(settings).await.unwrap();
    stage
}

fn titled(column: ExportColumn, title: &str) -> TitledColumn {
    TitledColumn {
        column,
        title: title.to_owned(),
    }
}

fn request(format: ExportFormat, orders: ExportOrders) -> ExportRequest {
    ExportRequest {
        format,
        orders,
        columns: vec![
            titled(ExportColumn::Person, "Navn"),
            titled(ExportColumn::State, "Tilstand"),
            titled(ExportColumn::Reissue, "Hvorfor"),
            titled(ExportColumn::Values, ""),
        ],
        states: BTreeMap::from([(OrderState::Accepted, "Bestilt".to_owned())]),
        closed: "Avsluttet".to_owned(),
        reasons: BTreeMap::from([(ReissueReason::Lost, "Mistet".to_owned())]),
    }
}

fn all() -> ExportOrders {
    ExportOrders::Found {
        query: HistoryQuery::default(),
    }
}

/// Orders a card for a person whose first name would be a formula, with a secret.
async fn ordered(stage: &Stage, first_name: &str) -> String {
    let enrolment = stage.chosen("Company ID Card").await;
    let mut input = named(&enrolment);
    for (field, text) in [("personFirstName", first_name), (SECRET, "canary-4711")] {
        input.values.insert(field.to_owned(), text.to_owned());
    }
    stage.desk.save_enrolment(input).await.unwrap();
    stage.order(&enrolment).await.row.id
}

async fn exported(stage: &Stage, request: ExportRequest, name: &str) -> (u32, PathBuf) {
    let file = stage.folder.path().join(name);
    let count = stage.desk.export_orders(request, file.clone()).await;
    (count.unwrap(), file)
}

#[tokio::test]
async fn a_text_table_has_what_was_chosen_and_nothing_sensitive_and_no_formula() {
    let stage = open().await;
    ordered(&stage, "=HYPERLINK(1)").await;
    ordered(&stage, "Åse").await;
    let (count, file) = exported(&stage, request(ExportFormat::Csv, all()), "a.csv").await;
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(count, 2);
    let lines: Vec<_> = text.lines().collect();
    assert!(
        lines[0].starts_with("\u{feff}Navn;Tilstand;Hvorfor;"),
        "{text}"
    );
    assert!(lines[0].contains("personFirstName"), "{text}");
    assert!(!text.contains("personDepartment") && !text.contains("canary-4711"));
    assert!(
        lines[1].starts_with("Åse Bjørkås-Østbø;Bestilt;;"),
        "newest first: {text}"
    );
    assert!(
        lines[2].starts_with("'=HYPERLINK(1) Bjørkås-Østbø;"),
        "{text}"
    );
    assert!(lines[2].contains(";'=HYPERLINK(1);"), "{text}");
}

#[tokio::test]
async fn an_order_that_an_operator_closed_is_not_told_as_taken_back() {
    let stage = open().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Order, 1, Fault::ResetBeforeReading);
    let order = ordered(&stage, "Åse").await;
    let closed = stage.desk.answer_unknown(order, Answer::Close).await;
    assert!(closed.is_ok());
    let (_, file) = exported(&stage, request(ExportFormat::Csv, all()), "a.csv").await;
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("Bjørkås-Østbø;Avsluttet;"), "{text}");
}

#[tokio::test]
async fn a_field_that_became_sensitive_later_stays_here_too() {
    let stage = open().await;
    ordered(&stage, "Åse").await;
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.sensitive_fields.push("personLastName".to_owned());
    stage.desk.save_settings(settings).await.unwrap();
    let (_, file) = exported(&stage, request(ExportFormat::Csv, all()), "a.csv").await;
    let text = fs::read_to_string(file).unwrap();
    assert!(!text.contains("personLastName"), "{text}");
}

#[tokio::test]
async fn a_field_that_one_template_calls_sensitive_stays_here_for_that_template() {
    let stage = open().await;
    ordered(&stage, "Åse").await;
    let template = stage.template("Company ID Card").await;
    let mut settings = template.settings;
    settings.fields.push(sensitive("personLastName"));
    let saved = stage.desk.save_template_settings(template.id, settings);
    saved.await.unwrap();
    let (_, file) = exported(&stage, request(ExportFormat::Csv, all()), "a.csv").await;
    let text = fs::read_to_string(file).unwrap();
    assert!(!text.contains("personLastName"), "{text}");
}

#[tokio::test]
async fn an_order_that_cannot_be_read_keeps_no_other_from_being_exported() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    ordered(&stage, "Åse").await;
    ordered(&stage, "Kari").await;
    let stage = stage.after(keyring.clone(), Clock::system(), |folder| {
        assert!(damage_the_oldest(folder, &keyring).unwrap() > 0);
    });
    let stage = stage.await;
    let (count, file) = exported(&stage, request(ExportFormat::Csv, all()), "a.csv").await;
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(count, 2, "{text}");
    assert!(text.contains("Kari") && text.contains("Åse"), "{text}");
    let (_, log) = exported(&stage, request(ExportFormat::AuditLog, all()), "a.jsonl").await;
    let log = fs::read_to_string(log).unwrap();
    let unreadable: Vec<_> = log.lines().filter(|it| it.contains("unreadable")).collect();
    assert!(
        unreadable.len() == 1 && unreadable[0].contains("Åse"),
        "{log}"
    );
}

#[tokio::test]
async fn a_workbook_holds_texts_only() {
    let stage = open().await;
    ordered(&stage, "=1+1").await;
    let (_, file) = exported(&stage, request(ExportFormat::Xlsx, all()), "a.xlsx").await;
    let mut book = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = book.by_name(name).unwrap();
        part.read_to_string(&mut text).unwrap();
        text
    };
    let texts = part("xl/sharedStrings.xml");
    assert!(texts.contains("=1+1 Bjørkås-Østbø"), "{texts}");
    assert!(texts.contains("Navn") && !texts.contains("canary-4711"));
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains("t=\"s\"") && !sheet.contains("<f>"),
        "{sheet}"
    );
}

#[tokio::test]
async fn only_those_that_were_chosen_or_found_are_written() {
    let stage = open().await;
    let first = ordered(&stage, "Åse").await;
    ordered(&stage, "Kari").await;
    let chosen = ExportOrders::Chosen {
        orders: vec![first],
    };
    let (count, file) = exported(&stage, request(ExportFormat::Csv, chosen), "a.csv").await;
    let text = fs::read_to_string(file).unwrap();
    assert!(count == 1 && text.contains("Åse") && !text.contains("Kari"));
    let found = ExportOrders::Found {
        query: HistoryQuery {
            search: "kari".to_owned(),
            ..HistoryQuery::default()
        },
    };
    let (count, file) = exported(&stage, request(ExportFormat::Csv, found), "a.csv").await;
    let text = fs::read_to_string(file).unwrap();
    assert!(count == 1 && text.contains("Kari") && !text.contains("Åse"));
}

#[tokio::test]
async fn the_audit_log_says_who_did_what_when_and_where() {
    let stage = open().await;
    let order = ordered(&stage, "Åse").await;
    let request = request(ExportFormat::AuditLog, all());
    let (count, file) = exported(&stage, request, "log.jsonl").await;
    let text = fs::read_to_string(file).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(count, 1);
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        [Some("committed"), Some("claimed"), Some("accepted")]
    );
    assert_eq!(lines[0]["order"], order);
    assert_eq!(lines[0]["person"], "Åse Bjørkås-Østbø");
    for name in ["at", "by", "station"] {
        assert!(lines[0][name].is_string(), "{name}");
    }
    assert!(!text.contains("canary-4711"));
}

#[tokio::test]
async fn every_file_is_remembered_and_one_that_cannot_be_written_leaves_nothing() {
    let stage = open().await;
    ordered(&stage, "Åse").await;
    let (_, file) = exported(&stage, request(ExportFormat::Csv, all()), "a.csv").await;
    let nowhere = stage.folder.path().join("missing").join("b.csv");
    let failed = stage
        .desk
        .export_orders(request(ExportFormat::Csv, all()), nowhere)
        .await;
    let code = Problem::from(failed.unwrap_err()).code;
    assert_eq!(code, Code::FileUnwritable);
    let exports = stage.desk.privacy().await.unwrap().files;
    assert_eq!(exports.len(), 1);
    assert_eq!(exports[0].file, file.display().to_string());
    assert_eq!(exports[0].format, Some(ExportFormat::Csv));
    assert_eq!(exports[0].orders, 1);
    assert!(!part(&file).exists());
}

/// An export that stands still in the middle of its writing: its part is a pipe, which nobody reads.
async fn half_written(stage: &Stage, name: &str) -> (PathBuf, JoinHandle<()>) {
    let file = stage.folder.path().join(name);
    let made = std::process::Command::new("mkfifo")
        .arg(part(&file))
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    let (desk, into) = (stage.desk.clone(), file.clone());
    let csv = request(ExportFormat::Csv, all());
    let writing = tokio::spawn(async move { drop(desk.export_orders(csv, into).await) });
    (file, writing)
}

fn part(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{name}.badgedesk-part"))
}

async fn listed(stage: &Stage) -> Vec<PathBuf> {
    let files = stage.desk.privacy().await.unwrap().files;
    files.into_iter().map(|it| it.file.into()).collect()
}

#[tokio::test]
async fn a_file_is_listed_before_there_is_a_byte_of_it_and_no_look_takes_it_for_a_dead_one() {
    let stage = Stage::open().await;
    ordered(&stage, "Åse").await;
    let (file, writing) = half_written(&stage, "a.csv").await;
    while listed(&stage).await.is_empty() {
        tokio::task::yield_now().await;
    }
    // Several looks of the outbox later it is still there, and so is its part.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(listed(&stage).await, std::slice::from_ref(&file));
    let pipe = part(&file);
    let reader = tokio::task::spawn_blocking(move || fs::read(pipe).unwrap());
    assert!(!reader.await.unwrap().is_empty());
    writing.await.unwrap();
}

#[tokio::test]
async fn what_a_killed_program_wrote_of_a_file_is_gone_after_the_next_start_and_other_files_stay() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    ordered(&stage, "Åse").await;
    let (_, whole) = exported(&stage, request(ExportFormat::Csv, all()), "whole.csv").await;
    let path = |name: &str| stage.folder.path().join(name);
    let foreign = path("whole.csv.part");
    fs::write(&foreign, "of another program").unwrap();
    // As kills leave them: with a part, without one, with its name; and one on a disk that is gone.
    let names = ["part.csv", "nothing.csv", "named.csv", "no disk/it.csv"];
    let [begun, nothing, named, unplugged] = names.map(path);
    fs::write(part(&begun), "Åse").unwrap();
    fs::write(&named, "Åse").unwrap();
    let killed = [&begun, &nothing, &named, &unplugged].map(|file| file.display().to_string());
    let stage = stage.after(keyring.clone(), Clock::system(), |folder| {
        let key = LedgerKey::from_bytes(&ledger_key(folder, &keyring).unwrap()).unwrap();
        let ledger = Ledger::open(folder, &key).unwrap();
        for file in killed {
            ledger.begin_export("csv", &file, &stamp()).unwrap();
        }
    });
    let stage = stage.await;
    while part(&begun).exists() || listed(&stage).await.contains(&nothing) {
        tokio::task::yield_now().await;
    }
    assert!(whole.exists() && foreign.exists() && named.exists());
    assert_eq!(listed(&stage).await, [unplugged, named, whole]);
}

fn stamp() -> ledger::Stamp {
    ledger::Stamp {
        by: "Ingrid".into(),
        station: "Counter 1".into(),
        at: chrono::Utc::now(),
    }
}

#[tokio::test]
async fn a_file_that_cannot_get_its_name_leaves_no_part_and_is_not_listed() {
    let stage = Stage::open().await;
    ordered(&stage, "Åse").await;
    let folder = stage.folder.path().join("exports");
    let file = folder.join("a.csv");
    fs::create_dir_all(&file).unwrap();
    let csv = request(ExportFormat::Csv, all());
    let failed = stage.desk.export_orders(csv, file).await.unwrap_err();
    assert_eq!(Problem::from(failed).code, Code::FileUnwritable);
    assert!(listed(&stage).await.is_empty());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no part is left");
}

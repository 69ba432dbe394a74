//! Orders as a file.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;

use desk::boundary::{
    Answer, Code, ExportColumn, ExportFormat, ExportOrders, ExportRequest, HistoryQuery,
    OrderState, Problem, ReissueReason, TitledColumn,
};

use desk::Vault;
use practice::{Calls, Fault};

use crate::stage::{Stage, named};

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
    assert!(!stage.folder.path().join("a.csv.part").exists());
}

#[tokio::test]
async fn what_a_killed_program_wrote_of_a_file_is_gone_after_the_next_start_and_other_files_stay() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    ordered(&stage, "Åse").await;
    let csv = || request(ExportFormat::Csv, all());
    let (_, whole) = exported(&stage, csv(), "whole.csv").await;
    let (_, killed) = exported(&stage, csv(), "killed.csv").await;
    // As a kill between the last line and the file's own name leaves it.
    let part = killed.with_extension("csv.part");
    fs::rename(&killed, &part).unwrap();
    let stage = stage.begun_anew(keyring).await;
    assert!(!part.exists() && whole.exists());
    let files = stage.desk.privacy().await.unwrap().files;
    let files: Vec<_> = files.into_iter().map(|it| it.file).collect();
    assert_eq!(files, [whole.display().to_string()]);
}

#[tokio::test]
async fn a_file_that_cannot_get_its_name_leaves_no_part_and_is_not_listed() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring).await;
    stage.desk.choose_practice().await.unwrap();
    ordered(&stage, "Åse").await;
    let folder = stage.folder.path().join("exports");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("a.csv");
    fs::create_dir(&file).unwrap();
    let failed = stage
        .desk
        .export_orders(request(ExportFormat::Csv, all()), file)
        .await;
    assert_eq!(
        Problem::from(failed.unwrap_err()).code,
        Code::FileUnwritable
    );
    assert!(stage.desk.privacy().await.unwrap().files.is_empty());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no part is left");
}

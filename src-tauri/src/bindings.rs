//! The commands and events as the page knows them; its TypeScript is made from here.

use desk::boundary::{PortraitSettings, PortraitSides};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::Wry;
use tauri::ipc::Invoke;
use tauri_specta::{Builder, Commands, Event, collect_commands, collect_events};

use crate::commands::{
    badges, connections, counter, exports, links, orders, people, pictures, privacy, station,
};

/// What the window is told unasked.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct Told(pub(crate) desk::boundary::DeskEvent);

/// Every command with plain arguments and answers, and every event.
pub(crate) fn builder() -> Builder<Wry> {
    Builder::<Wry>::new()
        .disable_serde_phases()
        .events(collect_events![Told])
        .constant("PORTRAIT_SIDES", PortraitSides::default())
        .constant("PORTRAIT_RULES", PortraitSettings::default().standards())
        .commands(typed())
}

#[expect(clippy::too_many_lines, reason = "one line for each command")]
fn typed() -> Commands<Wry> {
    collect_commands![
        orders::answer_unknown,
        exports::back_up,
        badges::badge_history,
        badges::browse_issued,
        station::camera_signs,
        orders::cancel_order,
        badges::change_badge,
        connections::check_connection,
        connections::choose_connection,
        station::choose_practice,
        people::bring_person,
        counter::choose_template,
        counter::clear_enrolment,
        station::close_window,
        station::cover_counter,
        badges::describe_fields,
        station::desk_state,
        pictures::drop_picture,
        counter::enrolment,
        badges::enrolment_code,
        privacy::erase_now,
        badges::export_fields,
        exports::export_orders,
        pictures::fetch_picture,
        privacy::find_person,
        privacy::forget,
        orders::history,
        badges::import_fields,
        people::import_roster,
        people::known_people,
        badges::issued_badge,
        orders::mark_arrived,
        orders::mark_checked_out,
        orders::mark_handed_over,
        counter::next_person,
        badges::open_badge,
        station::open_ledger_again,
        orders::order,
        orders::order_again,
        badges::enrolment_also,
        badges::order_also,
        badges::order_code,
        orders::order_counts,
        orders::ordered_templates,
        station::page_is_ready,
        pictures::paste_picture,
        pictures::pick_picture,
        pictures::picture,
        orders::lookalikes,
        orders::place_order,
        orders::place_order_anyway,
        privacy::privacy,
        orders::reissue_order,
        counter::refresh_templates,
        connections::remove_connection,
        people::remove_roster,
        exports::restore_backup,
        station::network_came_back,
        station::pause_outbox,
        station::resume_outbox,
        orders::retry_order,
        badges::save_certificate,
        counter::save_enrolment,
        station::save_settings,
        counter::save_template_settings,
        links::open_link,
        links::drop_link,
        links::forget_refused_link,
        links::link_handling,
        links::handle_links,
        orders::set_aside_order,
        orders::correct_number,
        orders::take_back_mark,
        counter::set_favourite,
        orders::settled,
        station::start_new_ledger,
        station::practise_for_this_run,
        station::stay_open,
        station::stop_waiting_for_keyring,
        connections::submit_connection,
        counter::templates,
        station::try_keyring_again,
        pictures::use_all_the_same,
        pictures::use_fetched_picture,
    ]
}

/// Answers every command, the ones whose bytes cross raw included.
pub(crate) fn answer(typed: Builder<Wry>) -> impl Fn(Invoke<Wry>) -> bool + Send + Sync {
    let raw: Box<dyn Fn(Invoke<Wry>) -> bool + Send + Sync> = Box::new(tauri::generate_handler![
        badges::badge_qr,
        pictures::check_focus,
        pictures::check_place,
        pictures::cut_picture,
        pictures::glance,
        pictures::order_picture,
        pictures::order_thumbnail,
        pictures::picture_preview,
        pictures::portrait,
        pictures::show_in_mirror,
        pictures::take_picture,
    ]);
    move |invoke| {
        if is_raw(invoke.message.command()) {
            raw(invoke)
        } else {
            typed.invoke_handler()(invoke)
        }
    }
}

fn is_raw(command: &str) -> bool {
    matches!(
        command,
        "badge_qr"
            | "check_focus"
            | "check_place"
            | "cut_picture"
            | "glance"
            | "order_picture"
            | "order_thumbnail"
            | "picture_preview"
            | "portrait"
            | "show_in_mirror"
            | "take_picture"
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use desk::boundary::{BadgeRef, CardSeen, CropView, GlanceView, PictureSource, PlaceSeen};

    fn generated() -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bindings.ts");
        super::builder()
            .typ::<BadgeRef>()
            .typ::<CardSeen>()
            .typ::<CropView>()
            .typ::<GlanceView>()
            .typ::<PictureSource>()
            .typ::<PlaceSeen>()
            .export(specta_typescript::Typescript::default(), &file)
            .unwrap();
        std::fs::read_to_string(file).unwrap()
    }

    #[test]
    fn the_committed_bindings_are_current() {
        let committed =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/generated/bindings.ts");
        let generated = generated();
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::create_dir_all(committed.parent().unwrap()).unwrap();
            std::fs::write(&committed, &generated).unwrap();
        }
        let found = std::fs::read_to_string(&committed).unwrap_or_default();
        assert!(
            found == generated,
            "the bindings are stale: run `cargo xtask fix`"
        );
    }

    #[test]
    fn the_mirror_may_call_nothing() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/mirror.json");
        let file = std::fs::read_to_string(file).unwrap();
        let allowed: serde_json::Value = serde_json::from_str(&file).unwrap();
        assert_eq!(
            allowed["windows"],
            serde_json::json!([crate::mirror::LABEL])
        );
        assert_eq!(allowed["permissions"], serde_json::json!([]));
    }

    #[test]
    fn every_command_is_in_the_capability_file() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/counter.json");
        let allowed = std::fs::read_to_string(file).unwrap();
        for name in crate::commands::COMMAND_NAMES {
            let permission = format!("\"allow-{}\"", name.replace('_', "-"));
            assert!(allowed.contains(&permission), "{permission} is missing");
        }
    }
}

//! What the computer itself shows of cameras: a web view only ever says that it finds none.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Serialize;
use specta::Type;

/// Signs by which the cause is told apart from the one that there is no camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CameraSigns {
    /// The system has a device that looks like a camera.
    pub(crate) device: bool,
    /// What the web view reads cameras with is installed, or cannot be looked for here.
    pub(crate) plugins: bool,
    /// The program's own bundle does not say what it wants the camera for, so that the system never asks.
    pub(crate) lacks_permission_key: bool,
}

/// What a bundle of macOS says it wants the camera for, by its name in `Info.plist`.
const PERMISSION_KEY: &[u8] = b"NSCameraUsageDescription";

/// GStreamer's plug-ins that hand on cameras, one of which WebKitGTK needs: through PipeWire, which
/// is also what the desktop's portal gives, and directly.
const PLUGINS: [&str; 2] = ["libgstpipewire.so", "libgstvideo4linux2.so"];

/// Where distributions install GStreamer's plug-ins.
const FOLDERS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/gstreamer-1.0",
    "/usr/lib/aarch64-linux-gnu/gstreamer-1.0",
    "/usr/lib64/gstreamer-1.0",
    "/usr/lib/gstreamer-1.0",
];

/// What names other folders in their place, and what names more; that of the version first, as GStreamer
/// reads them.
const VARIABLES: [[&str; 2]; 2] = [
    ["GST_PLUGIN_SYSTEM_PATH_1_0", "GST_PLUGIN_SYSTEM_PATH"],
    ["GST_PLUGIN_PATH_1_0", "GST_PLUGIN_PATH"],
];

/// Looks for them. Other systems than Linux have neither devices as files nor GStreamer.
pub(crate) fn look() -> CameraSigns {
    if cfg!(target_os = "linux") {
        let [system, more] = VARIABLES.map(|names| names.into_iter().find_map(std::env::var_os));
        let folders = folders(system.as_deref(), more.as_deref());
        seen(Path::new("/dev"), &folders)
    } else {
        let program = std::env::current_exe();
        CameraSigns {
            device: false,
            plugins: true,
            lacks_permission_key: program.is_ok_and(|program| lacks_permission_key(&program)),
        }
    }
}

/// Whether the program lies in a bundle without the key. One that lies in none, as while it is being
/// developed, has the permissions of whoever started it.
fn lacks_permission_key(program: &Path) -> bool {
    let contents = program.parent().and_then(Path::parent);
    let told = contents.and_then(|it| std::fs::read(it.join("Info.plist")).ok());
    let has_key = |told: Vec<u8>| {
        told.windows(PERMISSION_KEY.len())
            .any(|it| it == PERMISSION_KEY)
    };
    told.is_some_and(|told| !has_key(told))
}

/// Where plug-ins are looked for, with what the environment names.
fn folders(system: Option<&OsStr>, more: Option<&OsStr>) -> Vec<PathBuf> {
    let split = |paths| std::env::split_paths(paths).collect();
    let usual = || FOLDERS.into_iter().map(PathBuf::from).collect();
    let mut folders: Vec<PathBuf> = system.map_or_else(usual, split);
    folders.extend(more.into_iter().flat_map(std::env::split_paths));
    folders
}

fn seen(devices: &Path, folders: &[PathBuf]) -> CameraSigns {
    let entries = std::fs::read_dir(devices).into_iter().flatten().flatten();
    let is_camera = |name: &OsStr| name.to_string_lossy().starts_with("video");
    let known: Vec<&PathBuf> = folders.iter().filter(|it| it.is_dir()).collect();
    let installed = |folder: &&PathBuf| PLUGINS.iter().any(|it| folder.join(it).exists());
    CameraSigns {
        device: entries
            .into_iter()
            .any(|entry| is_camera(&entry.file_name())),
        plugins: known.is_empty() || known.iter().any(installed),
        lacks_permission_key: false,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{CameraSigns, FOLDERS, folders, lacks_permission_key, seen};

    #[test]
    fn a_device_and_one_of_the_plugins_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let plugins = folder.path().join("gstreamer-1.0");
        let look = || seen(folder.path(), std::slice::from_ref(&plugins));
        let signs = |device, plugins| CameraSigns {
            device,
            plugins,
            lacks_permission_key: false,
        };
        assert_eq!(look(), signs(false, true), "nobody knows without a folder");
        fs::create_dir(&plugins).unwrap();
        fs::write(plugins.join("libgstcoreelements.so"), "").unwrap();
        assert_eq!(look(), signs(false, false));
        fs::write(folder.path().join("video0"), "").unwrap();
        assert_eq!(look(), signs(true, false));
        fs::write(plugins.join("libgstpipewire.so"), "").unwrap();
        assert_eq!(look(), signs(true, true));
    }

    #[cfg(unix)]
    #[test]
    fn folders_of_the_system_stand_in_place_of_the_usual_ones_and_others_beside_them() {
        let named = |paths: Vec<std::path::PathBuf>| -> Vec<String> {
            let names = paths.iter().map(|path| path.to_string_lossy().into_owned());
            names.collect()
        };
        assert_eq!(named(folders(None, None)), FOLDERS);
        let (system, more) = (Some("/one:/two".as_ref()), Some("/more".as_ref()));
        assert_eq!(named(folders(system, more)), ["/one", "/two", "/more"]);
        assert_eq!(folders(None, more).len(), FOLDERS.len() + 1);
    }

    #[test]
    fn only_a_bundle_that_says_nothing_of_a_camera_lacks_the_key() {
        let bundle = tempfile::tempdir().unwrap();
        let program = bundle.path().join("MacOS/badgedesk");
        assert!(!lacks_permission_key(&program), "it lies in no bundle");
        let told = bundle.path().join("Info.plist");
        fs::write(&told, "<plist><dict></dict></plist>").unwrap();
        assert!(lacks_permission_key(&program));
        fs::write(&told, include_bytes!("../Info.plist")).unwrap();
        assert!(!lacks_permission_key(&program));
    }
}

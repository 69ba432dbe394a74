//! The Debian packages for each purpose.

/// What the machine is prepared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Compiling, and checking what was compiled.
    Build,
    /// Mending, which runs a test to regenerate the bindings.
    Fix,
    /// Opening the window.
    Run,
    /// Driving the real window without a screen.
    Test,
    /// Measuring, against the peers' own libraries.
    Bench,
}

impl Purpose {
    /// rustfmt and Clippy have to be there.
    pub fn judges_code(self) -> bool {
        matches!(self, Self::Build | Self::Fix | Self::Test)
    }

    /// nextest has to be there.
    pub fn runs_tests(self) -> bool {
        matches!(self, Self::Fix | Self::Test)
    }
}

const BUILD: &[&str] = &[
    "build-essential",
    "libayatana-appindicator3-dev",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "pkg-config",
];

/// WebKitGTK shows a camera through these.
const RUN: &[&str] = &[
    "gstreamer1.0-pipewire",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-plugins-good",
];

const TEST: &[&str] = &[
    "dbus",
    "dbus-x11",
    "fonts-dejavu-core",
    "fonts-noto-color-emoji",
    "gnome-keyring",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-tools",
    "imagemagick",
    "libsecret-tools",
    "libglib2.0-bin",
    "openbox",
    "pipewire",
    "pipewire-bin",
    "tesseract-ocr",
    "tesseract-ocr-eng",
    "webkit2gtk-driver",
    "wireplumber",
    "x11-utils",
    "xclip",
    "xdotool",
    "xvfb",
];

/// The peers in Python, and what binds a process to one core.
const BENCH: &[&str] = &["python3-venv", "util-linux"];

/// Every package the purpose needs.
pub fn needed(purpose: Purpose) -> Vec<&'static str> {
    match purpose {
        Purpose::Build | Purpose::Fix => BUILD.to_vec(),
        Purpose::Run => [BUILD, RUN].concat(),
        Purpose::Test => [BUILD, RUN, TEST].concat(),
        Purpose::Bench => [BUILD, RUN, TEST, BENCH].concat(),
    }
}

use std::io;

/// Why the practice office could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// The loopback port is taken or may not be used.
    #[error("the practice office cannot listen on 127.0.0.1:{port}")]
    Listen {
        /// The port that was asked for; 0 stands for any free one.
        port: u16,
        /// What the operating system answered.
        source: io::Error,
    },
    /// The built-in table of tenants and templates cannot be read.
    #[error("the practice office's table of templates cannot be read")]
    Catalogue(#[from] serde_json::Error),
    /// A built-in template names a field or a tenant that the table does not describe.
    #[error("the practice office's template '{template}' names '{name}', which is not described")]
    CatalogueName {
        /// The template's name.
        template: String,
        /// The unknown field or tenant.
        name: String,
    },
    /// The built-in table describes no user or no tenant.
    #[error("the practice office's table of templates lacks a user or a tenant")]
    CatalogueEmpty,
}

//! A connection to a practice office in a process of its own, typed as a person would.

use crate::{Office, Plan, Station, Step};

impl Station {
    /// Types a connection into the open form: everything but the secret.
    ///
    /// # Errors
    /// The form is not there.
    pub async fn type_connection(&self, office: &Office) -> Step<()> {
        let breeze = &office.breeze;
        self.click("label", "Other address").await?;
        self.fill("Address", &breeze.base_url).await?;
        self.click("label", "Tests").await?;
        self.fill("Client ID", &breeze.client_id).await?;
        self.fill("Tenant IDs", &breeze.tenant_ids.join(",")).await
    }

    /// From the welcome to the templates of an office.
    ///
    /// # Errors
    /// A step of the way is not there.
    pub async fn connect(&self, office: &Office) -> Step<()> {
        self.click("button", "Connect to Breeze").await?;
        self.type_connection(office).await?;
        self.fill("Client secret", &office.breeze.client_secret)
            .await?;
        self.click("button", "Save").await?;
        self.see("Company ID Card").await
    }

    /// From the welcome to the badges of an office.
    ///
    /// # Errors
    /// As [`Station::connect`].
    pub async fn connect_badges(&self, office: &Office) -> Step<()> {
        self.click("button", "Connect to IssueBadge").await?;
        self.click("label", "Other address").await?;
        self.fill("Address", &office.issuebadge.base_url).await?;
        self.click("label", "Tests").await?;
        self.fill("API key", &office.issuebadge.api_key).await?;
        self.click("button", "Save").await?;
        self.see("Course completion").await
    }
}

/// A practice office of its own, and a station that is connected to it.
///
/// # Errors
/// Anything of it is missing or does not start.
pub async fn at_the_counter() -> Step<(Office, Station)> {
    let office = Office::open().await?;
    let station = Station::open(Plan::default()).await?;
    station.connect(&office).await?;
    Ok((office, station))
}

use std::{net::Ipv4Addr, sync::Arc};

use tokio::{net::TcpListener, task::JoinHandle};

use crate::{
    BreezeAccess, Options, OrderRecord, PracticeError,
    breeze::{self, Breeze},
    issuebadge::{self, IssueBadge, IssuedBadge},
    server,
};

/// A running practice office. Dropping it stops it: its ports are freed and connections are cut.
pub struct PracticeOffice {
    breeze_access: BreezeAccess,
    breeze: Arc<Breeze>,
    issuebadge_access: issuebadge::Access,
    issuebadge: Arc<IssueBadge>,
    serving: [JoinHandle<()>; 2],
    #[cfg(feature = "faults")]
    faults: crate::Faults,
    #[cfg(feature = "faults")]
    issuebadge_faults: issuebadge::Faults,
}

impl PracticeOffice {
    /// Opens a practice office on 127.0.0.1, in the current Tokio runtime, with new credentials:
    /// Breeze on one port, IssueBadge on another.
    ///
    /// A missing or unreadable state file is no error: the numbers start anew, and an unreadable
    /// file is set aside with `.unreadable` behind its name.
    ///
    /// # Errors
    ///
    /// When a port cannot be had, or a built-in table of templates is broken.
    pub async fn open(options: Options) -> Result<Self, PracticeError> {
        let (breeze_listener, breeze_port) = listen(options.port).await?;
        let (badge_listener, badge_port) = listen(options.issuebadge_port).await?;
        let issuebadge = Arc::new(IssueBadge::new(&options, badge_port)?);
        let breeze = Arc::new(Breeze::new(options)?);
        let breeze_routes = breeze::routes(&breeze);
        let badge_routes = issuebadge::routes(&issuebadge);
        #[cfg(feature = "faults")]
        let faults = crate::Faults::new(Arc::clone(&breeze));
        #[cfg(feature = "faults")]
        let issuebadge_faults = issuebadge::Faults::new(Arc::clone(&issuebadge));
        #[cfg(feature = "faults")]
        let breeze_routes = faults.over(breeze_routes);
        #[cfg(feature = "faults")]
        let badge_routes = issuebadge_faults.over(badge_routes);
        let breeze_routes = server::guarded(breeze_routes, breeze_port);
        let badge_routes = server::guarded(badge_routes, badge_port);
        Ok(Self {
            breeze_access: breeze.access(breeze_port),
            breeze,
            issuebadge_access: issuebadge.access(),
            issuebadge,
            serving: [
                tokio::spawn(server::serve(breeze_listener, breeze_routes)),
                tokio::spawn(server::serve(badge_listener, badge_routes)),
            ],
            #[cfg(feature = "faults")]
            faults,
            #[cfg(feature = "faults")]
            issuebadge_faults,
        })
    }

    /// What a client needs to speak to the practice office's Breeze.
    pub fn breeze(&self) -> &BreezeAccess {
        &self.breeze_access
    }

    /// What a client needs to speak to the practice office's IssueBadge.
    pub fn issuebadge(&self) -> &issuebadge::Access {
        &self.issuebadge_access
    }

    /// The orders placed with Breeze during this run, oldest first.
    pub fn orders(&self) -> Vec<OrderRecord> {
        self.breeze.orders()
    }

    /// The badges issued by IssueBadge during this run, oldest first.
    pub fn issued(&self) -> Vec<IssuedBadge> {
        self.issuebadge.issued()
    }

    /// Makes Breeze fail on purpose.
    #[cfg(feature = "faults")]
    pub fn faults(&self) -> &crate::Faults {
        &self.faults
    }

    /// Makes IssueBadge fail on purpose.
    #[cfg(feature = "faults")]
    pub fn issuebadge_faults(&self) -> &issuebadge::Faults {
        &self.issuebadge_faults
    }

    /// Stops serving and waits until the ports are free. Answers not yet given are never given.
    pub async fn close(mut self) {
        for serving in &mut self.serving {
            serving.abort();
            // The only error is the cancellation asked for one line above.
            let _ = serving.await;
        }
    }
}

impl Drop for PracticeOffice {
    fn drop(&mut self) {
        for serving in &self.serving {
            serving.abort();
        }
    }
}

async fn listen(port: u16) -> Result<(TcpListener, u16), PracticeError> {
    let failed = |source| PracticeError::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, port))
}

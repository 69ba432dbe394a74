use std::{net::Ipv4Addr, sync::Arc};

use tokio::{net::TcpListener, task::JoinHandle};

use crate::{
    BreezeAccess, Options, OrderRecord, PracticeError,
    breeze::{self, Breeze},
    server,
};

/// A running practice office. Dropping it stops it: the port is freed and connections are cut.
pub struct PracticeOffice {
    access: BreezeAccess,
    breeze: Arc<Breeze>,
    serving: JoinHandle<()>,
    #[cfg(feature = "faults")]
    faults: crate::Faults,
}

impl PracticeOffice {
    /// Opens a practice office on 127.0.0.1, in the current Tokio runtime, with new credentials.
    ///
    /// A missing or unreadable state file is no error: the numbers start anew, and an unreadable
    /// file is set aside with `.unreadable` behind its name.
    ///
    /// # Errors
    ///
    /// When the port cannot be had, or the built-in table of templates is broken.
    pub async fn open(options: Options) -> Result<Self, PracticeError> {
        let listen = |source| PracticeError::Listen {
            port: options.port,
            source,
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
            .await
            .map_err(listen)?;
        let port = listener.local_addr().map_err(listen)?.port();
        let breeze = Arc::new(Breeze::new(options)?);
        let routes = breeze::routes(&breeze);
        #[cfg(feature = "faults")]
        let faults = crate::Faults::new(Arc::clone(&breeze));
        #[cfg(feature = "faults")]
        let routes = faults.over(routes);
        Ok(Self {
            access: breeze.access(port),
            breeze,
            serving: tokio::spawn(server::serve(listener, server::guarded(routes, port))),
            #[cfg(feature = "faults")]
            faults,
        })
    }

    /// What a client needs to speak to the practice office's Breeze.
    pub fn breeze(&self) -> &BreezeAccess {
        &self.access
    }

    /// The orders placed during this run, oldest first.
    pub fn orders(&self) -> Vec<OrderRecord> {
        self.breeze.orders()
    }

    /// Makes the office fail on purpose.
    #[cfg(feature = "faults")]
    pub fn faults(&self) -> &crate::Faults {
        &self.faults
    }

    /// Stops serving and waits until the port is free. Answers not yet given are never given.
    pub async fn close(mut self) {
        self.serving.abort();
        // The only error is the cancellation asked for one line above.
        let _ = (&mut self.serving).await;
    }
}

impl Drop for PracticeOffice {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

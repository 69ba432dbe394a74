//! Does to the real keyring of this session what each argument says, and prints how it ended, one
//! line each: `write`, `read`, `bytes`, `delete`, `probe`, or `wait` for a line on standard input.

use secrecy::{ExposeSecret, SecretString};
use std::io::{self, BufRead, Write};
use vault::{Part, Slot, Vault, VaultError};

const SECRET: &str = "s3cret-æøå";

fn main() -> io::Result<()> {
    let vault = Vault::system();
    for step in std::env::args().skip(1) {
        let outcome = run(&vault, &step).unwrap_or_else(|error| error.code().to_owned());
        writeln!(io::stdout(), "{step}: {outcome}")?;
    }
    Ok(())
}

fn run(vault: &Vault, step: &str) -> Result<String, VaultError> {
    let slot = Slot::connection_secret("example", Part::ClientSecret);
    let key = Slot::ledger_key("example");
    match step {
        "write" => vault.store(&slot, &SecretString::from(SECRET))?,
        "read" => match vault.read(&slot)? {
            Some(secret) if secret.expose_secret() == SECRET => return Ok("the secret".to_owned()),
            Some(_) => return Ok("another secret".to_owned()),
            None => return Ok("nothing".to_owned()),
        },
        "bytes" => {
            vault.store_bytes(&key, &[0xFF; 32])?;
            vault.delete(&key)?;
        }
        "delete" => vault.delete(&slot)?,
        "probe" => vault.probe()?,
        "wait" => wait(),
        _ => return Ok("no such step".to_owned()),
    }
    Ok("done".to_owned())
}

fn wait() {
    // Whatever comes, or the end of the input, is what was waited for.
    let _ = io::stdin().lock().read_line(&mut String::new());
}

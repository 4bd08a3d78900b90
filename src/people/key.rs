//! The key of the installation and the pseudonyms it makes.

use anyhow::{Context, bail};
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::store::Store;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub value: String,
}

impl ActiveModelBehavior for ActiveModel {}

const FINGERPRINT: &str = "person-key-sha256";

/// The installation's key, made at the very first start. The database remembers its fingerprint:
/// with another key everybody would be a new person and vote again, so a node whose key is missing
/// or different does not start.
pub async fn installation_key(config: &Config, store: &Store) -> anyhow::Result<[u8; 32]> {
    let tx = store.begin().await?;
    let known = Entity::find_by_id(FINGERPRINT.to_owned()).one(&tx).await?;
    let key = match (config.person_key()?, &known) {
        (Some(key), _) => key,
        (None, None) => config.make_person_key()?,
        (None, Some(_)) => bail!(
            "this database was made with a person.key that is not in {}: bring it from the first \
             node or from its safe-keeping",
            config.data_dir.display()
        ),
    };
    let fingerprint: String =
        Sha256::digest(key).iter().map(|byte| format!("{byte:02x}")).collect();
    match known {
        Some(row) if row.value != fingerprint => bail!(
            "person.key in {} is not the one this database was made with",
            config.data_dir.display()
        ),
        Some(_) => {}
        None => {
            let row = ActiveModel { name: Set(FINGERPRINT.to_owned()), value: Set(fingerprint) };
            Entity::insert(row)
                .exec_without_returning(&tx)
                .await
                .context("another node was first")?;
        }
    }
    tx.commit().await?;
    Ok(key)
}

/// The pseudonym under which a person appears in the electoral tables of an edition: HMAC-SHA-256
/// under the installation's key. Without the key it can neither be made from an account nor led back.
pub fn person_key(secret: &[u8; 32], edition: i64, identity: &str) -> Vec<u8> {
    match Hmac::<Sha256>::new_from_slice(secret) {
        Ok(mut mac) => {
            mac.update(&edition.to_be_bytes());
            mac.update(identity.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        // HMAC takes a key of any length (RFC 2104).
        Err(_) => unreachable!("32 bytes are a key"),
    }
}

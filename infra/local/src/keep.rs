//! The folder in which a hall keeps its data: tables, files, the sealing secret, and who has it open.
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::net::TcpStream;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::Failure;

/// A folder with data.
#[derive(Debug)]
pub struct Keep {
    folder: PathBuf,
    /// The lock that lasts as long as the process.
    _lock: Option<File>,
    /// The folder itself, when it is to vanish with the hall.
    _vanishing: Option<TempDir>,
}

/// Where a running hall is found.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// Its address for browsers.
    pub origin: String,
    /// Its tables.
    pub tables: String,
    /// Its buckets.
    pub buckets: String,
}

impl Keep {
    /// Opens `folder`, making it where it does not exist; refuses one that another hall has open.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let mut own = fs::DirBuilder::new();
        own.recursive(true).mode(0o700).create(folder).map_err(|cause| format!("{}: {cause}", folder.display()))?;
        let lock = File::create(folder.join("lock"))?;
        if lock.try_lock().is_err() {
            return Err(format!("another service-hall has {} open", folder.display()).into());
        }
        Ok(Self { folder: folder.to_owned(), _lock: Some(lock), _vanishing: None })
    }

    /// A folder that vanishes with the hall.
    pub fn vanishing() -> Result<Self, Failure> {
        let vanishing = tempfile::Builder::new().prefix("service-hall-").tempdir()?;
        Ok(Self { folder: vanishing.path().to_owned(), _lock: None, _vanishing: Some(vanishing) })
    }

    /// Whether anything has been kept here before.
    pub fn is_fresh(&self) -> bool {
        !self.folder.join("secret").exists()
    }

    /// The file of the tables.
    pub fn tables(&self) -> PathBuf {
        self.folder.join("tables.sqlite")
    }

    /// The folder of the buckets.
    pub fn buckets(&self) -> Result<PathBuf, Failure> {
        let folder = self.folder.join("buckets");
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The sealing secret: made once, readable by its owner alone.
    pub fn secret(&self) -> Result<String, Failure> {
        let place = self.folder.join("secret");
        if !place.exists() {
            let mut random = [0; 32];
            getrandom::fill(&mut random).map_err(|cause| format!("no randomness: {cause}"))?;
            let secret: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
            // Written aside and moved, so that a crash leaves a whole secret or none.
            let aside = self.folder.join("secret.new");
            let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
            file.write_all(secret.as_bytes())?;
            file.sync_all()?;
            fs::rename(aside, &place)?;
        }
        Ok(fs::read_to_string(&place)?)
    }

    /// What was noted under `name`.
    pub fn noted(&self, name: &str) -> Option<Json> {
        serde_json::from_slice(&fs::read(self.folder.join(name)).ok()?).ok()
    }

    /// Notes `json` under `name`, readable by its owner alone.
    pub fn note(&self, name: &str, json: &Json) -> Result<(), Failure> {
        let place = self.folder.join(name);
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(place)?;
        Ok(file.write_all(json.to_string().as_bytes())?)
    }

    /// Removes the note `name`.
    pub fn forget(&self, name: &str) -> Result<(), Failure> {
        Ok(fs::remove_file(self.folder.join(name))?)
    }

    /// Leaves word where this hall is found.
    pub fn announce(&self, at: &Whereabouts) -> Result<(), Failure> {
        let word = json!({
            "pid": std::process::id(), "origin": at.origin, "tables": at.tables, "buckets": at.buckets,
        });
        self.note("hall.json", &word)
    }
}

/// The hall that has `folder` open, if one has. Its word may have outlived it, so its tables are knocked at.
pub fn running(folder: &Path) -> Option<Whereabouts> {
    let word: Json = serde_json::from_slice(&fs::read(folder.join("hall.json")).ok()?).ok()?;
    let field = |name: &str| word[name].as_str().map(str::to_owned);
    let at = Whereabouts { origin: field("origin")?, tables: field("tables")?, buckets: field("buckets")? };
    let held = File::open(folder.join("lock")).is_ok_and(|lock| lock.try_lock().is_err());
    (held && TcpStream::connect(at.tables.strip_prefix("http://")?).is_ok()).then_some(at)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_secret_is_made_once_and_is_its_owners_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let keep = Keep::open(folder.path()).expect("it opens");
        assert!(keep.is_fresh());
        let secret = keep.secret().expect("a secret");
        assert_eq!(secret.len(), 64);
        assert_eq!(keep.secret().expect("the same"), secret);
        let mode = fs::metadata(folder.path().join("secret")).expect("it exists").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!keep.is_fresh());
    }

    #[test]
    fn a_folder_is_open_in_one_hall_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Keep::open(folder.path()).expect("it opens");
        assert!(Keep::open(folder.path()).is_err());
        drop(first);
        assert!(Keep::open(folder.path()).is_ok());
    }

    #[test]
    fn a_word_that_outlived_its_hall_is_not_believed() {
        let folder = tempfile::tempdir().expect("a folder");
        let keep = Keep::open(folder.path()).expect("it opens");
        let gone = "http://127.0.0.1:1".to_owned();
        let at = Whereabouts { origin: gone.clone(), tables: gone.clone(), buckets: gone };
        keep.announce(&at).expect("noted");
        assert!(running(folder.path()).is_none());
    }
}

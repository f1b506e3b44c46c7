//! A folder of a test's own, with a database in it and seeds beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;

use crate::binary::{Server, run, stderr};
use crate::large;

/// The visits of a large one.
pub const MANY: usize = 8000;

pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// One whose database holds so many visits.
    pub fn with_visits(visits: usize) -> Self {
        let place = Self::new();
        large::write(&place.seeds(), visits);
        place.migrate();
        place
    }

    /// One that is larger than what lies between a server and a client that does not read, some megabytes. It is built once.
    pub fn large() -> Self {
        static BUILT: LazyLock<Place> = LazyLock::new(|| Place::with_visits(MANY));
        let place = Self::new();
        large::write(&place.seeds(), MANY);
        fs::copy(BUILT.database(), place.database()).unwrap();
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn seeds(&self) -> PathBuf {
        self.path("seeds")
    }

    pub fn database(&self) -> PathBuf {
        self.path("db.sqlite")
    }

    /// Seeds, if there are any, and database as arguments.
    pub fn arguments(&self) -> Vec<String> {
        let database = ["--database".to_owned(), text(&self.database())];
        let seeds = ["--seeds".to_owned(), text(&self.seeds())];
        if self.seeds().exists() {
            [database, seeds].concat()
        } else {
            database.to_vec()
        }
    }

    pub fn migrate(&self) {
        let arguments = self.arguments();
        let output = run(&with(&["migrate"], &arguments));
        assert!(output.status.success(), "{}", stderr(&output));
    }

    pub fn serve(&self, flags: &[&str]) -> Server {
        let arguments = self.arguments();
        Server::start(&with(flags, &arguments))
    }

    /// Has no search ever end: the words are a view that counts for ever.
    pub async fn never_search(&self) {
        let database = self.database();
        let mut connection = SqliteConnection::connect(database.to_str().unwrap())
            .await
            .unwrap();
        let endless = "drop table word;
             create view word as
             with recursive n(i) as (select 1 union all select i + 1 from n)
             select cast(i as text) as word, null as title, null as names, null as anywhere from n";
        sqlx::raw_sql(endless)
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        let file = fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(database)
            .unwrap();
        bilateral::checksum::write(&file).unwrap();
    }
}

pub fn with<'a>(first: &[&'a str], then: &'a [String]) -> Vec<&'a str> {
    first
        .iter()
        .copied()
        .chain(then.iter().map(String::as_str))
        .collect()
}

pub fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

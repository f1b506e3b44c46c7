//! A temporary folder with a database, and seeds beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;

use crate::binary::{Server, TIMEOUT, run, stderr};
use crate::generated_seeds;

/// The number of visits in a large workspace.
pub const MANY: usize = 8000;

pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// An empty folder, in which commands use the seeds of the binary.
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A workspace with generated seeds, and a database built from them.
    pub fn with_visits(visits: usize) -> Self {
        let workspace = Self::new();
        generated_seeds::write(&workspace.seeds(), visits);
        workspace.migrate();
        workspace
    }

    /// A workspace whose exports are larger than all socket buffers between a server and a client that does not read, which
    /// are some megabytes. The database is built once.
    pub fn large() -> Self {
        static BUILT: LazyLock<Workspace> = LazyLock::new(|| Workspace::with_visits(MANY));
        let workspace = Self::new();
        generated_seeds::write(&workspace.seeds(), MANY);
        fs::copy(BUILT.database(), workspace.database()).unwrap();
        workspace
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

    /// The flags for the database, and for the seeds if the workspace has its own.
    pub fn flags(&self) -> Vec<String> {
        let text = |path: PathBuf| path.to_str().unwrap().to_owned();
        let mut flags = vec!["--database".to_owned(), text(self.database())];
        if self.seeds().exists() {
            flags.extend(["--seeds".to_owned(), text(self.seeds())]);
        }
        flags
    }

    pub fn migrate(&self) {
        let flags = self.flags();
        let output = run(&join(&["migrate"], &flags));
        assert!(output.status.success(), "{}", stderr(&output));
    }

    pub fn serve(&self, flags: &[&str]) -> Server {
        let own = self.flags();
        Server::start(&join(flags, &own))
    }

    /// Makes every search run for ever, with a view of infinitely many rows in place of the table of words.
    pub async fn make_searches_endless(&self) {
        let database = self.database();
        let mut connection = SqliteConnection::connect(database.to_str().unwrap())
            .await
            .unwrap();
        let endless = "drop table _word;
             create view _word as
             with recursive n(i) as (select 1 union all select i + 1 from n)
             select cast(i as text) as word, null as stem, null as title, null as names, null as anywhere from n";
        sqlx::raw_sql(endless)
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        update_checksum(&database);
    }
}

/// Waits for a line of a server's log that contains a text, and drops those before it.
pub fn wait_for_line(server: &Server, text: &str) {
    loop {
        let line = server.log.recv_timeout(TIMEOUT);
        if line.expect("the server logs the text").contains(text) {
            return;
        }
    }
}

/// Makes the checksum of a database match its contents again.
pub fn update_checksum(database: &Path) {
    let file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(database)
        .unwrap();
    bilateral::checksum::write(&file).unwrap();
}

pub fn join<'a>(first: &[&'a str], second: &'a [String]) -> Vec<&'a str> {
    let second = second.iter().map(String::as_str);
    first.iter().copied().chain(second).collect()
}

//! Has the package rebuilt when a migration or a seed file comes or goes: both are compiled in.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=seeds");
}

//! The checksum of a database file, which detects damage before anything is read.
//!
//! Our own, because SQLite has no checksum of a whole file: `integrity_check` does not notice a changed value, and the checksum
//! extension covers pages one by one. The checksum is stored in the header, in the four bytes of `user_version`, which SQLite
//! leaves to applications, and covers all other bytes.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

use crc32fast::Hasher;

/// The offset of `user_version`, a big-endian number.
const OFFSET: usize = 60;
const LENGTH: usize = 4;

/// The number of bytes read at a time.
const CHUNK: usize = 1 << 20;

/// Stores the checksum of a file that is complete.
pub fn write(file: &File) -> io::Result<()> {
    file.write_all_at(&compute(file)?.to_be_bytes(), OFFSET as u64)
}

/// Returns true if the file matches its checksum.
pub fn verify(file: &File) -> io::Result<bool> {
    let mut stored = [0; LENGTH];
    match file.read_exact_at(&mut stored, OFFSET as u64) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.and_then(|()| Ok(u32::from_be_bytes(stored) == compute(file)?)),
    }
}

/// The CRC-32 of the file with zeros in place of the checksum.
fn compute(file: &File) -> io::Result<u32> {
    let mut hasher = Hasher::new();
    let mut chunk = vec![0; CHUNK];
    let mut offset = 0;
    loop {
        let read = file.read_at(&mut chunk, offset)?;
        if read == 0 {
            return Ok(hasher.finalize());
        }
        if offset == 0 {
            let end = read.min(OFFSET + LENGTH);
            chunk[OFFSET.min(end)..end].fill(0);
        }
        hasher.update(&chunk[..read]);
        offset += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_missing_or_additional_byte_is_detected() {
        let file = tempfile::tempfile().unwrap();
        let length = CHUNK as u64 + 4321;
        file.set_len(length).unwrap();
        assert!(
            verify(&file).is_ok_and(|matches| !matches),
            "no checksum was written yet"
        );
        write(&file).unwrap();
        assert!(verify(&file).unwrap());
        for at in [0, 59, 60, 63, 64, CHUNK as u64, length - 1] {
            file.write_all_at(&[0xA5], at).unwrap();
            assert!(!verify(&file).unwrap(), "byte {at}");
            file.write_all_at(&[0], at).unwrap();
            write(&file).unwrap();
        }
        for other in [length - 1, 10, length + 1] {
            file.set_len(other).unwrap();
            assert!(!verify(&file).unwrap(), "{other} bytes");
            file.set_len(length).unwrap();
            write(&file).unwrap();
        }
        file.set_len(0).unwrap();
        assert!(!verify(&file).unwrap());
    }
}

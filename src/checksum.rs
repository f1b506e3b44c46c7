//! The seal of a database file: a checksum of all its other bytes, so that damage is known before anything is read from it.
//! It stands in the header, where SQLite keeps a number for applications (`user_version`) and does not look itself.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

use crc32fast::Hasher;

/// Where it stands: four bytes, the first the highest, as SQLite writes numbers.
const PLACE: usize = 60;
const LENGTH: usize = 4;

/// The bytes read at a time.
const CHUNK: usize = 1 << 20;

/// Seals a file that is complete.
pub fn write(file: &File) -> io::Result<()> {
    file.write_all_at(&compute(file)?.to_be_bytes(), PLACE as u64)
}

/// Whether a file is, to the byte, what was sealed.
pub fn verify(file: &File) -> io::Result<bool> {
    let mut sealed = [0; LENGTH];
    match file.read_exact_at(&mut sealed, PLACE as u64) {
        Err(short) if short.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.and_then(|()| Ok(u32::from_be_bytes(sealed) == compute(file)?)),
    }
}

/// The CRC-32 of a file with nothing in the seal's place.
fn compute(file: &File) -> io::Result<u32> {
    let mut hasher = Hasher::new();
    let mut chunk = vec![0; CHUNK];
    let mut at = 0;
    loop {
        let read = file.read_at(&mut chunk, at)?;
        if read == 0 {
            return Ok(hasher.finalize());
        }
        if at == 0 {
            let end = read.min(PLACE + LENGTH);
            chunk[PLACE.min(end)..end].fill(0);
        }
        hasher.update(&chunk[..read]);
        at += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_more_less_or_other_breaks_the_seal() {
        let file = tempfile::tempfile().unwrap();
        let length = CHUNK as u64 + 4321;
        file.set_len(length).unwrap();
        assert!(
            verify(&file).is_ok_and(|whole| !whole),
            "nothing was sealed yet"
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

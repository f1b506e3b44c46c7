//! From bytes to text: by the byte order mark, as UTF-8, or in the encoding that an HTML page states.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::ImportError;

/// The number of bytes at the start of a page in which it may state its encoding.
const STATED_WITHIN: usize = 4096;
/// The number of bytes by which UTF-16 without a byte order mark is recognized.
const SAMPLE: usize = 1000;

/// A text, and the encoding it was read in where that is not plain UTF-8.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    /// The name of the encoding, unless it is UTF-8.
    pub encoding: Option<&'static str>,
    /// True if the file does not state the encoding, and it was assumed.
    pub is_assumed: bool,
}

/// Decodes a file, or refuses it: no byte is replaced.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..], false);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes, true);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_owned(),
            encoding: None,
            is_assumed: false,
        });
    }
    match stated_encoding(bytes) {
        Some(encoding) => decode_as(encoding, bytes, false),
        None => decode_as(WINDOWS_1252, bytes, true),
    }
}

fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    is_assumed: bool,
) -> Result<Decoded, ImportError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    // Bytes without a character of Windows-1252 become control characters that no text has.
    let is_text =
        |text: &str| !is_assumed || !text.contains(|c| matches!(c, '\u{80}'..='\u{9f}' | '\0'));
    match text.filter(|text| is_text(text)) {
        Some(text) => Ok(Decoded {
            text: text.into_owned(),
            encoding: Some(encoding.name()).filter(|_| encoding != UTF_8),
            is_assumed,
        }),
        None if is_assumed => Err(ImportError::Encoding { encoding: "text" }),
        None => Err(ImportError::Encoding {
            encoding: encoding.name(),
        }),
    }
}

/// The encoding in `<meta charset=…>`, `<meta … content="…; charset=…">` or `<?xml … encoding=…?>`.
fn stated_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(STATED_WITHIN)];
    let head: String = head
        .iter()
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect();
    let labels = ["charset=", "encoding="].iter().flat_map(|key| {
        let values = head.match_indices(key);
        values.map(|(start, _)| head[start + key.len()..].trim_start_matches(['"', '\'', ' ']))
    });
    let is_label = |c: char| c.is_ascii_alphanumeric() || "-_:.".contains(c);
    let mut encodings = labels.filter_map(|label| {
        let end = label.find(|c| !is_label(c)).unwrap_or(label.len());
        Encoding::for_label(&label.as_bytes()[..end])
    });
    // A page that can be read as ASCII up to here is not in UTF-16, whatever it states.
    encodings.find(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// UTF-16 by its zero bytes: most characters of a page's markup are ASCII.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |first: usize| {
        sample
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let enough = sample.len() / 4;
    match (zeros(0), zeros(1)) {
        (0, low) if low > enough => Some(UTF_16LE),
        (high, 0) if high > enough => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).expect("the bytes are text").text
    }

    #[test]
    fn encodings_are_found_by_mark_statement_or_content() {
        assert_eq!(text("Žilina".as_bytes()), "Žilina");
        assert_eq!(text(b"\xef\xbb\xbfa"), "a");
        assert_eq!(text(b"\xff\xfea\0\x7d\x01"), "aŽ");
        assert_eq!(text(b"\0a\0b\0c\x01\x7d"), "abcŽ");
        assert_eq!(
            text(b"<meta charset='iso-8859-2'>\xae"),
            "<meta charset='iso-8859-2'>Ž"
        );
        assert_eq!(text(b"\x93Caf\xe9\x94"), "“Café”");
        let assumed = decode(b"caf\xe9").expect("the bytes are text");
        assert!(assumed.is_assumed && assumed.encoding == Some("windows-1252"));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(decode(b"\x81\x8d\xff").is_err());
        assert!(decode(b"<meta charset=utf-8>\xff").is_err());
    }
}

//! The format of a file, by its content and never by its name.

use super::error::ImportError;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Html,
    Markdown,
    PlainText,
}

impl Format {
    /// Its name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::PlainText => "plain text",
        }
    }
}

const EXPORT: &str = "export it as HTML or plain text and import that";
const SAVE_AS_HTML: &str =
    "save the page as HTML (“page source” or “web page, HTML only”) and import that";

/// Formats of bytes: the first bytes, the name, and the remedy. The more particular come first.
const BINARY: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", EXPORT),
    (b"{\\rtf", "an RTF document", EXPORT),
    (
        b"\xd0\xcf\x11\xe0",
        "a document of an older word processor",
        EXPORT,
    ),
    (b"bplist00", "a web archive of Safari", SAVE_AS_HTML),
    (
        b"\x1f\x8b",
        "a gzip archive",
        "unpack it and import the page inside",
    ),
    (b"\x89PNG", "a picture", "import a text"),
    (b"\xff\xd8\xff", "a picture", "import a text"),
    (b"GIF8", "a picture", "import a text"),
];

/// Files in a ZIP archive by which its format is known.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub", "an EPUB book"),
];

/// Signs of wikitext, none of which the markup of documents or an ordinary text has.
const WIKITEXT: &[(&str, &str)] = &[
    ("{{", "}}"),
    ("[[", "]]"),
    ("'''", "'''"),
    ("<ref", "</ref>"),
];

/// Refuses bytes of a known format that is no text.
pub(super) fn check_bytes(bytes: &[u8]) -> Result<(), ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    let refuse = |name, remedy| Err(ImportError::Format { name, remedy });
    if bytes.starts_with(b"PK\x03\x04") {
        let contains = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        let known = ZIPPED.iter().find(|(part, _)| contains(part));
        return match known {
            Some((_, name)) => refuse(name, EXPORT),
            None => refuse("a ZIP archive", "unpack it and import the page inside"),
        };
    }
    match BINARY.iter().find(|(start, ..)| bytes.starts_with(start)) {
        Some((_, name, remedy)) => refuse(name, remedy),
        None => Ok(()),
    }
}

/// The format of a text.
pub(super) fn detect(text: &str) -> Result<Format, ImportError> {
    let refuse = |name, remedy| Err(ImportError::Format { name, remedy });
    let start = text.trim_start();
    if is_html(start) {
        return Ok(Format::Html);
    }
    if starts_with_ignoring_case(start, "<?xml") || starts_with_ignoring_case(start, "<mediawiki") {
        return refuse("XML", SAVE_AS_HTML);
    }
    let head = &text[..text.floor_char_boundary(2000)];
    if head.contains("multipart/related") {
        return refuse("an MHTML archive", SAVE_AS_HTML);
    }
    if start.starts_with("{\"") || start.starts_with("{\n") || start.starts_with("[{") {
        return refuse("JSON", "import the HTML inside of it");
    }
    if text.contains('\0') {
        return refuse("a file of binary data", EXPORT);
    }
    if is_wikitext(text) {
        return refuse("wikitext", SAVE_AS_HTML);
    }
    if text.lines().any(is_section_heading) {
        return Ok(Format::PlainText);
    }
    if is_markdown(text) {
        return Ok(Format::Markdown);
    }
    let is_fragment = ["</p>", "</div>", "</li>", "</h2>"]
        .iter()
        .any(|tag| text.contains(tag));
    Ok(if is_fragment {
        Format::Html
    } else {
        Format::PlainText
    })
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// True if a text opens with a tag or a comment of HTML.
fn is_html(start: &str) -> bool {
    if starts_with_ignoring_case(start, "<!doctype html") || start.starts_with("<!--") {
        return true;
    }
    if starts_with_ignoring_case(start, "<?xml") {
        let head = &start[..start.floor_char_boundary(1000)];
        return head.to_ascii_lowercase().contains("<html");
    }
    let Some(name) = start.strip_prefix('<') else {
        return false;
    };
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let is_open = name[end..].starts_with(['>', ' ', '\t', '\n', '\r', '/']);
    let is_wikitext = ["ref", "nowiki", "references", "mediawiki"].contains(&&name[..end]);
    end > 0 && is_open && !is_wikitext
}

/// True for a text with links, templates or references of wikitext, those in examples of code aside.
fn is_wikitext(text: &str) -> bool {
    let mut in_code = false;
    text.lines().any(|line| {
        in_code ^= line.trim_start().starts_with("```");
        let holds = |(open, close): &(&str, &str)| encloses(line, open, close);
        !in_code && WIKITEXT.iter().any(holds)
    })
}

/// True if `open` is followed by `close` in the same line.
fn encloses(line: &str, open: &str, close: &str) -> bool {
    let rest = line.split_once(open).map(|(_, rest)| rest);
    rest.is_some_and(|rest| rest.contains(close))
}

/// A heading in the markup of documents: `== text ==`.
fn is_section_heading(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2
        && line.starts_with("= ") | line.starts_with("==")
        && line.ends_with('=')
        && line.contains(char::is_alphanumeric)
}

/// True for a text with a heading, a link, a footnote, a fence or emphasis of Markdown.
fn is_markdown(text: &str) -> bool {
    let mut previous_is_text = false;
    for line in text.lines() {
        let level = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=6).contains(&level) && line[level..].starts_with(' ');
        let underline = previous_is_text
            && line.len() > 2
            && (line.trim_end().bytes().all(|b| b == b'=')
                || line.trim_end().bytes().all(|b| b == b'-'));
        let fence = line.starts_with("```") || line.starts_with("~~~");
        if heading
            || underline
            || fence
            || line.contains("](")
            || line.contains("[^")
            || encloses(line, "**", "**")
        {
            return true;
        }
        previous_is_text = line.contains(char::is_alphanumeric) && !line.starts_with('|');
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_content() {
        let format = |text| detect(text).expect("the format is read");
        for html in [
            "<!DOCTYPE html>",
            " <html lang=en>",
            "<p>a",
            "<?xml?><html>",
            "a<p>b</p>",
            "<!-- saved -->\n<div>",
        ] {
            assert_eq!(format(html), Format::Html, "{html}");
        }
        for markdown in [
            "# A",
            "a\n===\nb",
            "see [a](b)",
            "a[^1]",
            "a **b** c",
            "---\ntitle: A\n---\n# B",
            "# A\n```sh\n[[ -e a ]]\n```",
        ] {
            assert_eq!(format(markdown), Format::Markdown, "{markdown}");
        }
        for plain in [
            "= A =\na",
            "== A ==\n# one\n# two",
            "a < b",
            "#1 of 2",
            "a * b",
            "{| class=x\n|}",
            "[1] a",
        ] {
            assert_eq!(format(plain), Format::PlainText, "{plain}");
        }
    }

    #[test]
    fn other_formats_are_refused_by_name() {
        let name = |bytes: &[u8]| {
            let text = || detect(&String::from_utf8_lossy(bytes)).err();
            let error = check_bytes(bytes)
                .err()
                .or_else(text)
                .map(|error| error.to_string());
            error.expect("the format is refused")
        };
        for (bytes, expected) in [
            (b" \n".as_slice(), "is empty"),
            (b"%PDF-1.7", "a PDF"),
            (b"{\\rtf1", "an RTF"),
            (b"PK\x03\x04..word/document.xml", "a Word document"),
            (
                b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text",
                "an OpenDocument",
            ),
            (b"PK\x03\x04", "a ZIP archive"),
            (b"{{Infobox}}\n'''A''' is", "wikitext"),
            (b"A is [[B]].", "wikitext"),
            (b"{\"parse\": {}}", "JSON"),
            (b"<?xml version='1.0'?><rss>", "XML"),
            (b"From: a\nContent-Type: multipart/related;", "MHTML"),
        ] {
            assert!(name(bytes).contains(expected), "{}", name(bytes));
        }
    }
}

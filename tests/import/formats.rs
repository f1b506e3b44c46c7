//! Encodings and formats: what is read, and what is refused by its name.

use bilateral::document::import::import;
use bilateral::document::{Document, Index};

use crate::{imported, text};

#[test]
fn a_page_is_decoded_as_it_states() {
    for (bytes, expected, encoding) in [
        (b"<meta charset=windows-1252><p>Caf\xe9 \x93M\xfcller\x94 \x80 5</p>".as_slice(), "Café “Müller” € 5", Some("windows-1252")),
        (b"<p>Caf\xe9</p>", "Café", Some("windows-1252, which the file does not state")),
        (b"\xef\xbb\xbf<p>Caf\xc3\xa9</p>", "Café", None),
        (b"\xff\xfe<\0p\0>\0C\0a\0f\0\xe9\0", "Café", Some("UTF-16LE")),
        (b"<meta http-equiv=content-type content='text/html; charset=koi8-r'><p>\xed\xc9\xd2</p>", "Мир", Some("KOI8-R")),
    ] {
        let page = import(bytes).unwrap();
        assert_eq!(page.text.trim_end(), expected);
        assert_eq!(page.encoding.as_deref(), encoding, "{expected}");
    }
    let error = import(b"<meta charset=utf-8><p>Caf\xe9</p>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the file is not valid UTF-8; save it as UTF-8"
    );
}

#[test]
fn formats_that_are_not_read_are_refused_with_a_remedy() {
    for (bytes, message) in [
        (
            b"%PDF-1.7 ...".as_slice(),
            "the file is a PDF, which is not read; export it as HTML or plain text and import that",
        ),
        (
            b"PK\x03\x04 word/document.xml",
            "the file is a Word document, which is not read; export it as HTML or plain text and import that",
        ),
        (
            b"'''Aland''' is a [[country]].",
            "the file is wikitext, which is not read; save the page as HTML (“page source” or “web page, HTML only”) and import that",
        ),
        (b"", "the file is empty; save the page again"),
    ] {
        assert_eq!(import(bytes).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_text_in_the_markup_of_documents_stays_as_it_is() {
    for folder in ["tests/fixtures/documents"] {
        for file in std::fs::read_dir(folder).unwrap() {
            let own = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let page = imported(&own);
            let sentences = |text: &str| {
                let document = Document::parse(text);
                Index::from_document(&document)
                    .sentences
                    .into_iter()
                    .map(|s| (s.at, s.sha256))
                    .collect::<Vec<_>>()
            };
            assert_eq!(page.format, "plain text");
            assert_eq!(sentences(&page.text), sentences(&own));
        }
    }
}

#[test]
fn plain_text_is_made_regular() {
    let letter = "Aland and Bland have agreed on a treaty about\r\nthe wool of sheep.\r\n\r\n\r\nIt is\u{a0}short.\u{feff}\r\n";
    assert_eq!(
        text(letter),
        "Aland and Bland have agreed on a treaty about the wool of sheep.\n\nIt is short.\n"
    );
}

#[test]
fn warnings_name_what_a_person_should_look_at() {
    let long = format!("<p>Aland {}.</p>", "and Bland ".repeat(100));
    let page = imported(&format!(
        "<article><p>Photo by Ann</p>{long}<h2>Empty</h2><h2>Full</h2><p>Yes.</p></article>"
    ));
    let warnings = page.warnings();
    let starts = [
        "the section Empty is empty",
        "Lead 1.1 does not end like a sentence: “Photo by Ann”",
        "Lead 2.1 is very long: “Aland and",
    ];
    assert_eq!(warnings.len(), starts.len(), "{warnings:?}");
    for (warning, start) in warnings.iter().zip(starts) {
        assert!(warning.starts_with(start), "{warning}");
    }
}

//! Markdown with tables, footnotes and a metadata block.

use insta::assert_snapshot;

use crate::{imported, left_out, text};

const RELEASE: &str = "---\ntitle: \"Wool for Bland\"\npublisher: Ministry of Wool\nlang: en\ndate: 2021-02-03\nlicense: CC0-1.0\n\
    url: https://wool.example.org/a\ndraft: false\n---\n\n\
    Aland sells *wool* to\n[Bland](https://bland.example.org).[^1] It has done so\\\nsince 1900.[^old]\n\n\
    ![a sheep](s.png)\n\n## Figures\n\n| Year | Wool |\n|------|-----:|\n| 1990 | 5 t |\n| 1991[^1] | |\n\n\
    1. One\n   - nested\n2. Two\n\n> A quotation.\n\nTerm\n: Its meaning.\n\n~~Not so.~~ So. <br> Still so.\n\n<div>x</div>\n\n\
    [^1]: Customs of Aland, [Yearbook](https://customs.example.org).\n[^old]: Alder: *Wool*.\n    A second line.\n[^unused]: Nobody refers to it.\n";

#[test]
fn markdown_becomes_a_text() {
    assert_snapshot!(text(RELEASE), @r#"
    = Wool for Bland =

    Aland sells wool to Bland.[1] It has done so since 1900.[2]

    == Figures ==

    | Year | Wool |
    | 1990 | 5 t |
    | 1991[1] |  |

    1. One
      - nested
    2. Two

    A quotation.

    - Term
      - Its meaning.

    So. Still so.

    == References ==

    [1] Customs of Aland, Yearbook. https://customs.example.org
    [2] Alder: Wool. A second line.
    "#);
}

#[test]
fn its_metadata_block_and_left_out_parts_are_known() {
    let page = imported(RELEASE);
    assert_eq!(page.format, "Markdown");
    assert_snapshot!(format!("{:#?}", page.metadata), @r#"
    Metadata {
        publisher: Some(
            "Ministry of Wool",
        ),
        language: Some(
            "en",
        ),
        address: Some(
            "https://wool.example.org/a",
        ),
        revision: None,
        published: Some(
            "2021-02-03",
        ),
        retrieved: None,
        licence: Some(
            "CC0-1.0",
        ),
    }
    "#);
    assert_snapshot!(left_out(&page).join("\n"), @r#"
    1 deleted passage
    1 picture
    1 tag of HTML
    "#);
}

#[test]
fn the_first_heading_is_the_title() {
    assert_snapshot!(text("# Aland *and* Bland\n\nThey met.\n\n# Later\n\n### Deeper\n\nThey met again.\n"), @r#"
    = Aland and Bland =

    They met.

    == Later ==

    === Deeper ===

    They met again.
    "#);
}

//! Articles of MediaWiki: a saved page, Parsoid's HTML, and fragments with one feature each.

use insta::assert_snapshot;

use crate::{imported, left_out, text, wiki_text};

/// A page as a browser saves it.
const SAVED: &str = r##"<!DOCTYPE html>
<!-- saved from url=(0044)https://wiki.example.org/wiki/Aland%E2%80%93Bland -->
<html lang="de"><head><title>Aland–Bland relations - Examplepedia</title>
<meta name="generator" content="MediaWiki 1.35.0">
<script>RLCONF={"wgPageName":"A","wgRevisionId":4711,"wgArticleId":9};</script>
<link rel="license" href="//creativecommons.org/licenses/by-sa/4.0/">
<link rel="canonical" href="https://wiki.example.org/wiki/Aland-Bland"></head>
<body class="mediawiki"><div id="siteNotice">Please give.</div>
<h1 id="firstHeading">Aland–Bland <i>relations</i></h1>
<div id="siteSub">From Examplepedia</div>
<div id="mw-content-text" lang="en"><div class="mw-parser-output">
<div role="note" class="hatnote">Not to be confused with Aland–Brand relations.</div>
<table class="ambox metadata"><tr><td>This article needs more sources.</td></tr></table>
<table class="infobox"><tbody>
<tr><th colspan="2">Aland–Bland relations</th></tr>
<tr><td colspan="2"><a class="image"><img src="map.png"></a><div>Map of both</div></td></tr>
<tr><th>Envoys</th><td><ul><li>Ann Alder</li><li>Ben Birk<sup class="reference"><a href="#cite_note-x">[1]</a></sup></li></ul></td></tr>
<tr><th colspan="2">Diplomatic mission</th></tr>
<tr><td>Embassy of Aland, <a>Blandville</a></td><td>Embassy of Bland,<br>Alandia</td></tr>
<tr><th>Trade</th><td>$5&nbsp;million</td></tr>
<tr><th>•&nbsp;Exports</th><td>$2 million</td></tr>
</tbody></table>
<p><b>Aland</b> and <b>Bland</b> made peace
 in 1901.<sup id="cite_ref-x" class="reference"><a href="#cite_note-x">[1]</a></sup> They trade<sup class="reference"><a href="#cite_note-n">[note 2]</a></sup><sup class="reference">:23</sup> in
wool.<sup class="noprint Inline-Template">[<i>citation needed</i>]</sup></p>
<div class="thumb"><div class="thumbcaption">A sheep.</div></div>
<div id="toc" class="toc"><h2>Contents</h2><ul><li>1 Visits</li></ul></div>
<h2><span class="mw-headline" id="Visits">Visits</span><span class="mw-editsection">[edit]</span></h2>
<h3><span class="mw-headline">To Aland</span></h3>
<ul><li>In 1950:<ul><li>the king,</li><li>his cook.</li></ul></li><li>In 1960, nobody.</li></ul>
<ol start="3"><li>A third.</li><li>A fourth.</li></ol>
<dl><dt>Term</dt><dd>Its meaning.</dd></dl><dl><dd>An indented remark.</dd></dl>
<table class="wikitable"><caption>Visits by year</caption><tbody>
<tr><th>Year</th><th colspan="2">Guest and host</th></tr>
<tr><td rowspan="2">1950</td><td>Ann</td><td>Ben<br>Cid</td></tr><tr><td>Dan</td><td></td></tr></tbody></table>
<blockquote><p>We were never at war.</p></blockquote>
<h2><span class="mw-headline">See also</span></h2><ul><li><a>Foreign relations of Aland</a></li></ul>
<h2><span class="mw-headline">Notes</span></h2>
<ol class="references"><li id="cite_note-n"><span class="mw-cite-backlink">^</span> <span class="reference-text">Of all kinds.</span></li></ol>
<h2><span class="mw-headline">References</span></h2>
<div class="reflist"><ol class="references"><li id="cite_note-x"><span class="mw-cite-backlink">^ <a>a</a> <a>b</a></span>
<span class="reference-text"><cite>Alder, Ann. <a class="external" href="//archive.example.org/1901?a=1&amp;b=2"><i>Peace</i></a>. Blandville, 1901.</cite>
<span class="cs1-hidden-error">Missing pages</span></span></li></ol></div>
<h2><span class="mw-headline">External links</span></h2><ul><li><a class="external" href="https://e.example.org">The embassy</a></li></ul>
<div role="navigation" class="navbox">Relations of Aland</div>
</div><div class="printfooter">Retrieved from x</div></div>
<div id="catlinks" class="catlinks">Categories: Relations</div>
<div id="footer"><ul><li id="footer-info-lastmod">This page was last edited on 7 May 2020, at 10:00.</li></ul></div>
</body></html>"##;

#[test]
fn a_saved_page_becomes_a_text_with_infobox_lists_rows_and_footnotes() {
    assert_snapshot!(text(SAVED), @r#"
    = Aland–Bland relations =

    Infobox
    - Envoys: Ann Alder; Ben Birk[1]
    - Diplomatic mission: Embassy of Aland, Blandville
    - Diplomatic mission: Embassy of Bland, Alandia
    - Trade: $5 million
    - Trade, Exports: $2 million

    Aland and Bland made peace in 1901.[1] They trade[note 2]:23 in wool.

    == Visits ==

    === To Aland ===

    - In 1950:
      - the king,
      - his cook.
    - In 1960, nobody.
    3. A third.
    4. A fourth.

    - Term
      - Its meaning.

    An indented remark.

    | Visits by year |
    | Year | Guest and host |
    | 1950 | Ann | Ben; Cid |
    | 1950 | Dan |

    We were never at war.

    == See also ==

    - Foreign relations of Aland

    == External links ==

    - The embassy

    == References ==

    [note 2] Of all kinds.
    [1] Alder, Ann. Peace. Blandville, 1901. https://archive.example.org/1901?a=1&b=2
    "#);
}

#[test]
fn a_saved_page_states_its_properties() {
    let page = imported(SAVED);
    assert_eq!(page.format, "HTML of MediaWiki");
    assert_eq!(page.id().as_deref(), Some("aland-bland-relations"));
    assert_snapshot!(format!("{:#?}", page.metadata), @r#"
    Metadata {
        publisher: Some(
            "Examplepedia",
        ),
        language: Some(
            "en",
        ),
        address: Some(
            "https://wiki.example.org/wiki/Aland-Bland",
        ),
        revision: Some(
            "4711",
        ),
        published: Some(
            "2020-05-07",
        ),
        retrieved: None,
        licence: Some(
            "CC-BY-SA-4.0",
        ),
    }
    "#);
}

#[test]
fn it_says_what_it_left_out() {
    assert_snapshot!(left_out(&imported(SAVED)).join("\n"), @r#"
    1 link back from a footnote
    1 table of contents
    1 edit link
    2 marks of editors
    1 hatnote
    2 headings of the infobox: “Aland–Bland relations”; “Diplomatic mission”
    1 navigation box: “Relations of Aland”
    1 notice: “This article needs more sources.”
    2 pictures
    "#);
}

#[test]
fn the_seed_file_has_the_infobox_see_also_titles_and_footnotes() {
    assert_snapshot!(imported(SAVED).document_file("aland-bland"), @r#"
    [document]
    id = "aland-bland"
    title = "Aland–Bland relations"
    publisher = "Examplepedia"
    language = "en"
    address = "https://wiki.example.org/wiki/Aland-Bland"
    address_status = "stated"
    revision = "4711"
    published = "2020-05-07"
    licence = "CC-BY-SA-4.0"

    [[document.infobox]]
    id = "aland-bland-envoys"
    title = "Infobox: Envoys"
    at = "Infobox 1.1"
    key = "Envoys"
    value = "Ann Alder; Ben Birk"

    [[document.infobox]]
    id = "aland-bland-diplomatic-mission"
    title = "Infobox: Diplomatic mission"
    at = "Infobox 2.1"
    key = "Diplomatic mission"
    value = "Embassy of Aland, Blandville"

    [[document.infobox]]
    id = "aland-bland-diplomatic-mission-2"
    title = "Infobox: Diplomatic mission"
    at = "Infobox 3.1"
    key = "Diplomatic mission"
    value = "Embassy of Bland, Alandia"

    [[document.infobox]]
    id = "aland-bland-trade"
    title = "Infobox: Trade"
    at = "Infobox 4.1"
    key = "Trade"
    value = "$5 million"

    [[document.infobox]]
    id = "aland-bland-trade-exports"
    title = "Infobox: Trade, Exports"
    at = "Infobox 5.1"
    key = "Trade, Exports"
    value = "$2 million"

    [[document.see_also]]
    id = "aland-bland-foreign-relations-of-aland"
    title = "Related article: Foreign relations of Aland"
    at = "See also 1.1"
    name = "Foreign relations of Aland"

    [[document.reference]]
    id = "aland-bland-note-2"
    title = "Footnote note 2 of “Aland–Bland relations”"
    mark = "note 2"
    text = "Of all kinds."

    [[document.reference]]
    id = "aland-bland-1"
    title = "Footnote 1 of “Aland–Bland relations”"
    mark = "1"
    text = "Alder, Ann. Peace. Blandville, 1901."
    address = "https://archive.example.org/1901?a=1&b=2"
    "#);
}

#[test]
fn the_html_of_parsoid_is_read_alike() {
    let page = imported(
        r#"<!DOCTYPE html><html about="https://wiki.example.org/wiki/Special:Redirect/revision/815"><head>
<meta property="mw:pageId" content="3"/><meta property="dc:modified" content="2021-03-04T05:06:07.000Z"/>
<link rel="dc:isVersionOf" href="//wiki.example.org/wiki/Aland"/><title>Aland</title></head>
<body lang="en" class="mw-parser-output"><section data-mw-section-id="0"><p>Aland<sup typeof="mw:Extension/ref" class="mw-ref reference"
data-mw='{"name":"ref"}'><a href="./Aland#cite_note-1"><span class="mw-reflink-text"><span>[</span>1<span>]</span></span></a></sup> is small.</p>
<figure typeof="mw:File/Thumb"><figcaption>The map.</figcaption></figure></section>
<section data-mw-section-id="1"><h2 id="Peace">Peace</h2><p>It came.</p>
<div typeof="mw:Extension/references"><ol class="mw-references references"><li id="cite_note-1"><span rel="mw:referencedBy"><a
href="./Aland#cite_ref-1">↑</a></span> <span class="mw-reference-text">See <a rel="mw:ExtLink" href="https://example.org/x">X</a>.</span></li></ol></div>
</section></body></html>"#,
    );
    assert_snapshot!(page.text, @r#"
    = Aland =

    Aland[1] is small.

    == Peace ==

    It came.

    == References ==

    [1] See X. https://example.org/x
    "#);
    let metadata = page.metadata;
    assert_eq!(metadata.revision.as_deref(), Some("815"));
    assert_eq!(metadata.published.as_deref(), Some("2021-03-04"));
    assert_eq!(
        metadata.address.as_deref(),
        Some("https://wiki.example.org/wiki/Aland")
    );
}

#[test]
fn a_rendered_fragment_has_no_title_and_no_properties_but_its_revision() {
    let page = imported(
        "<div class=\"mw-parser-output\"><p>Aland and Bland met.</p></div>\
         <!-- Saved in parser cache with key x and timestamp 20200101000000 and revision id 77 -->",
    );
    assert_eq!(page.text, "Aland and Bland met.\n");
    assert_eq!(
        (page.title, page.metadata.revision.as_deref()),
        (None, Some("77"))
    );
    assert_eq!(page.metadata.published, None);
}

#[test]
fn inline_markup_gives_its_text() {
    for (body, expected) in [
        ("<p>a<b>b</b> <i>c</i>&nbsp;d&shy;e&#8203;f</p>", "ab c def"),
        ("<p>line<br>break</p>", "line break"),
        ("<p>5 km<sup>2</sup> of H<sub>2</sub>O</p>", "5 km2 of H2O"),
        ("<p>a <q>b</q> c</p>", "a \"b\" c"),
        (
            "<p>a<!-- no --> b<style>x</style><script>y</script></p>",
            "a b",
        ),
        (
            "<p>x = <span class=\"mwe-math-element\"><math>1</math></span> a</p>",
            "x = a",
        ),
        (
            "<p>As of 2019<span style=\"display:none\">-01</span>, a</p>",
            "As of 2019, a",
        ),
        (
            "<p>At <span class=\"geo-default\">1°N 2°E</span>a</p>",
            "At a",
        ),
        ("<p><span class=\"IPA noexcerpt\">/a/</span></p>", "/a/"),
    ] {
        assert_eq!(wiki_text(body).trim_end(), expected, "{body}");
    }
}

#[test]
fn headings_of_nothing_but_footnotes_are_left_out_and_others_stay() {
    let note = "<p>A.<sup class=reference><a href='#cite_note-1'>[1]</a></sup></p>";
    let list = "<ol class=references><li id=cite_note-1>B.</li></ol>";
    assert_snapshot!(wiki_text(&format!(
        "{note}<h2>Gallery</h2><h2>References</h2><h3>Footnotes</h3>{list}<h3>Works</h3><p>C.</p><h2>Notes</h2><h3>Citations</h3>"
    )), @r#"
    A.[1]

    == Gallery ==

    == References ==

    === Works ===

    C.

    == Notes ==

    === Citations ===

    == Footnotes ==

    [1] B.
    "#);
    assert_snapshot!(wiki_text(&format!("{note}<h2>References</h2><h3>Citations</h3>{list}")), @r#"
    A.[1]

    == References ==

    [1] B.
    "#);
}

#[test]
fn tables_of_layout_are_read_as_blocks() {
    assert_snapshot!(wiki_text(
        "<table role=presentation><tr><td><ul><li>a</li></ul></td><td><p>b.</p></td></tr></table>\
         <table class=cquote><tr><td>“</td><td>A quotation.</td><td>”</td></tr></table>"
    ), @r#"
    - a

    b.

    A quotation.
    "#);
}

#[test]
fn new_headings_and_folded_sections_of_phones_are_read() {
    let page = wiki_text(
        "<div class='mw-heading mw-heading2'><h2 id=A>Trade</h2><span class=mw-editsection>[edit]</span></div>\
         <section hidden=until-found><p>Aland sells wool.</p></section>",
    );
    assert_eq!(page, "== Trade ==\n\nAland sells wool.\n");
}

#[test]
fn an_infobox_within_a_table_keeps_its_parts_apart() {
    assert_snapshot!(wiki_text(
        "<table class=infobox><tr><th colspan=2>Title</th></tr><tr><td colspan=2><table><tr><td><span class=flagicon><img></span> Aland</td>\
         <td>Bland</td></tr></table></td></tr><tr><td colspan=2><a><img></a> A map</td></tr></table><p>Text.</p>"
    ), @r#"
    Infobox
    - Aland; Bland

    Text.
    "#);
}

#[test]
fn footnotes_have_no_links_back_and_the_first_address_of_another_site() {
    assert_snapshot!(wiki_text(
        "<p>A.<sup class=reference><a href='#cite_note-1'>[a]</a></sup></p><ol class=references><li id=cite_note-1>\
         <span class=mw-cite-backlink>^ <a>a</a> <a>b</a></span> <a href='/wiki/X'>X</a>: <a class=external href='https://example.org/ä b'>Y</a>, \
         <a class=external href='https://archive.example.org'>archived</a>.</li></ol>"
    ), @r#"
    A.[a]

    == References ==

    [a] X: Y, archived. https://example.org/%C3%A4%20b
    "#);
}

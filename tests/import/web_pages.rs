//! Press releases and other pages that are not of MediaWiki.

use insta::assert_snapshot;

use crate::{imported, left_out, text};

const RELEASE: &str = r##"<html lang="en-GB"><head><title>Ministers meet | Ministry of Letters</title>
<meta property="og:title" content="Ministers meet"><meta property="og:site_name" content="Ministry of Letters">
<meta property="og:url" content="https://letters.example.org/2020/meet">
<meta property="article:published_time" content="2020-05-07T09:00:00+02:00">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","license":"https://creativecommons.org/licenses/by/4.0/"}]}</script>
</head><body><header><h1>Ministry of Letters</h1><nav><a href="/">Home</a></nav></header>
<div id="cookie-banner"><p>We use cookies.</p></div>
<main><article class="article has-share-bar"><h1>Ministers meet</h1>
<div class="article__byline">By A. Writer</div><time datetime="2020-05-07">7 May 2020</time>
<p>The ministers of Aland and Bland met in Alandia on 6 May.<sup><a href="#fn1" id="ref1">1</a></sup></p>
<figure><img src="a.jpg"><figcaption>The ministers.</figcaption></figure>
<p>They agreed:</p><ol><li>to talk,</li><li>to write.</li></ol>
<aside><p>Read our newsletter.</p></aside>
<h2>Next steps</h2><p>First line.<br>Same paragraph.<br><br>Next paragraph.</p>
<div class="social-share"><a>Share</a></div><form><input><button>Send</button></form>
<ol class="notes"><li id="fn1">On the day before. See <a href="https://example.org/day">the diary</a>. <a href="#ref1">↩</a></li></ol>
<footer>Filed under: letters</footer></article>
<section class="related-stories"><h2>More</h2><p>Ministers met before.</p></section></main>
<footer>© Ministry of Letters</footer></body></html>"##;

#[test]
fn a_press_release_is_read_without_what_surrounds_it() {
    assert_snapshot!(text(RELEASE), @r#"
    = Ministers meet =

    The ministers of Aland and Bland met in Alandia on 6 May.[1]

    They agreed:

    1. to talk,
    2. to write.

    == Next steps ==

    First line. Same paragraph.

    Next paragraph.

    == References ==

    [1] On the day before. See the diary. https://example.org/day
    "#);
}

#[test]
fn a_press_release_states_its_properties() {
    assert_snapshot!(format!("{:#?}", imported(RELEASE).metadata), @r#"
    Metadata {
        publisher: Some(
            "Ministry of Letters",
        ),
        language: Some(
            "en-GB",
        ),
        address: Some(
            "https://letters.example.org/2020/meet",
        ),
        revision: None,
        published: Some(
            "2020-05-07",
        ),
        retrieved: None,
        licence: Some(
            "CC-BY-4.0",
        ),
    }
    "#);
}

#[test]
fn it_says_what_it_left_out() {
    assert_snapshot!(left_out(&imported(RELEASE)).join("\n"), @r#"
    1 aside: “Read our newsletter.”
    1 note about the author: “By A. Writer”
    1 cookie banner
    1 line of date or topic: “7 May 2020”
    2 footers: “Filed under: letters”
    1 form or button
    1 navigation box
    1 picture
    1 list of related pages
    1 share button
    "#);
}

#[test]
fn without_an_article_the_densest_block_is_read() {
    assert_snapshot!(text(
        "<body><div class=top><p>Menu of the day.</p></div><div><div class=x><p>Aland and Bland have signed a treaty about wool.</p>\
         <p>It will be in force for ten years, say both.</p></div><div class=y><p>Imprint</p></div></div></body>"
    ), @r#"
    Aland and Bland have signed a treaty about wool.

    It will be in force for ten years, say both.
    "#);
}

#[test]
fn a_long_block_is_the_article_whatever_its_class_says() {
    let paragraph = format!("<p>{}</p>", "Aland and Bland trade in wool. ".repeat(120));
    let page = format!(
        "<main><div class=\"content with-ads\">{paragraph}</div><div class=ads><p>Buy wool.</p></div></main>"
    );
    let page = text(&page);
    assert!(
        page.starts_with("Aland and Bland") && !page.contains("Buy wool"),
        "{page}"
    );
}

#[test]
fn a_short_article_is_not_taken_for_a_part_by_its_class() {
    let page = text(
        "<body><div class='post with-share-buttons'><p>Aland and Bland met.</p><div class=share>Tweet</div></div></body>",
    );
    assert_eq!(page, "Aland and Bland met.\n");
    let page = text(
        "<body class=news><div class=post-date>1 May 2020</div>Aland and Bland met.<br><br>They agreed.</body>",
    );
    assert_eq!(page, "Aland and Bland met.\n\nThey agreed.\n");
}

#[test]
fn footnotes_of_other_programs_are_known_by_their_links() {
    assert_snapshot!(text(
        "<article><p>One<a href='#_ftn1' id='_ftnref1'><sup>[1]</sup></a> and two<a href='#fn2' role='doc-noteref'>2</a>.</p>\
         <p>E = mc<sup>2</sup>, see <a href='#fn2'>below</a>.</p>\
         <p><a id='_ftn1' href='#_ftnref1'><sup>[1]</sup></a> The first.</p>\
         <section role='doc-endnotes'><ol><li id='fn2'><p>The second. <a href='#fnref2' role='doc-backlink'>↩︎</a></p></li></ol></section></article>"
    ), @r#"
    One[1] and two[2].

    E = mc2, see below.

    == References ==

    [1] The first.
    [2] The second.
    "#);
}

#[test]
fn properties_that_a_page_does_not_state_stay_unknown() {
    let page = imported(
        "<p>Aland and Bland met on <time>soon</time>.</p><a rel=license href='https://example.org/terms'>Terms</a>",
    );
    assert_eq!(
        page.metadata,
        bilateral::document::import::Metadata::default()
    );
    assert_eq!((page.title.clone(), page.id()), (None, None));
}

#[test]
fn a_page_without_text_is_refused() {
    let error =
        bilateral::document::import::import(b"<html><nav>Menu</nav><script>x()</script></html>")
            .unwrap_err();
    assert!(
        error.to_string().contains("no text outside of menus"),
        "{error}"
    );
}

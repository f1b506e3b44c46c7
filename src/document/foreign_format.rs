//! Formats that are not the markup of documents, told by their signs. The remedy names the command that makes a text of them.

/// A format that the reader does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignFormat {
    pub name: &'static str,
    /// The number of the first line that shows it, from 1.
    pub line: usize,
    /// The step that makes a text of the file.
    pub remedy: &'static str,
}

const IMPORT: &str = "make the text with `bilateral import FILE`";
const SAVE_PAGE: &str = "save the page as HTML and make the text with `bilateral import FILE`";
const EXPORT: &str = "export it as HTML or plain text, then use `bilateral import FILE`";
const DAMAGED: &str = "no text holds a zero byte, so pass another file";
const ENCODE: &str = "save it as UTF-8";

/// Files that their first bytes tell.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "PDF", EXPORT),
    (b"{\\rtf", "RTF", EXPORT),
    (b"PK\x03\x04", "a word processor's file", EXPORT),
    (b"\xd0\xcf\x11\xe0", "a word processor's file", EXPORT),
    (b"\xff\xfe", "UTF-16", ENCODE),
    (b"\xfe\xff", "UTF-16", ENCODE),
];
/// The starts of whole pages.
const PAGES: &[&str] = &["<!doctype", "<html", "<head", "<body", "<?xml"];
/// The tags that texts are made of. Two of them show HTML; a text may speak of one.
const TAGS: &[&str] = &[
    "<p>", "<p ", "</p>", "<div", "</div>", "<span", "<br", "<h1", "<h2", "<h3", "<ul", "<ol",
    "<li", "<table", "<tr", "<td", "<a href", "<section", "<article", "<main", "<strong", "<em>",
    "<b>", "<i>", "<meta", "<script", "<style", "<img",
];

/// The format of a file that is none of this markup, as far as one can tell. `None` for plain text.
pub fn foreign_format(file: &[u8]) -> Option<ForeignFormat> {
    let bytes = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let signature = SIGNATURES
        .iter()
        .find(|(start, ..)| bytes.starts_with(start));
    if let Some((_, name, remedy)) = signature {
        return Some(found(name, 1, remedy));
    }
    // Half of the bytes of English in UTF-16 are zero, and a zero splits the sample.
    let sample = &bytes[..bytes.len().min(1024)];
    if sample.len() > 3 && sample.split(|byte| *byte == 0).count() * 3 > sample.len() {
        return Some(found("UTF-16", 1, ENCODE));
    }
    let text = str::from_utf8(bytes).ok()?;
    if let Some(position) = text.find('\0') {
        let line = 1 + text[..position].matches('\n').count();
        return Some(found("a binary file", line, DAMAGED));
    }
    let lines: Vec<&str> = text.lines().collect();
    page(&lines)
        .or_else(|| wikitext(&lines))
        .or_else(|| html(&lines))
        .or_else(|| markdown(&lines))
}

fn found(name: &'static str, line: usize, remedy: &'static str) -> ForeignFormat {
    ForeignFormat { name, line, remedy }
}

/// A page: its first line that is not empty or a comment begins with the tag of one.
fn page(lines: &[&str]) -> Option<ForeignFormat> {
    let is_content =
        |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("<!--");
    let first = lines.iter().position(is_content)?;
    let start = lines[first]
        .trim_start()
        .chars()
        .take(16)
        .collect::<String>();
    let start = start.to_ascii_lowercase();
    let is_page = PAGES.iter().any(|tag| start.starts_with(tag));
    is_page.then(|| found("HTML", first + 1, IMPORT))
}

fn wikitext(lines: &[&str]) -> Option<ForeignFormat> {
    let is_wikitext = |line: &&str| {
        let encloses = |opening: &str, closing: &str| {
            let inside = line.split_once(opening).map(|(_, inside)| inside);
            let is_name =
                |inside: &&str| inside.starts_with(|c: char| c.is_alphanumeric() || c == ':');
            inside
                .filter(is_name)
                .is_some_and(|inside| inside.contains(closing))
        };
        let opens_template = line.trim_start().strip_prefix("{{");
        let opens_template =
            opens_template.is_some_and(|name| name.starts_with(char::is_alphabetic));
        let is_bold = line.matches("'''").nth(1).is_some();
        let has_note = ["<ref>", "<ref ", "</ref>", "<references"]
            .iter()
            .any(|tag| line.contains(tag));
        encloses("[[", "]]") || encloses("{{", "}}") || opens_template || is_bold || has_note
    };
    let line = lines.iter().position(is_wikitext)?;
    Some(found("wikitext", line + 1, SAVE_PAGE))
}

/// Two tags, or one at the start of a line.
fn html(lines: &[&str]) -> Option<ForeignFormat> {
    let mut first = None;
    for (line, number) in lines.iter().zip(1..) {
        if !line.contains('<') {
            continue;
        }
        let lower = line.to_ascii_lowercase();
        let tags = TAGS
            .iter()
            .map(|tag| lower.matches(tag).count())
            .sum::<usize>();
        let at_start = TAGS.iter().any(|tag| lower.trim_start().starts_with(tag));
        if tags > 0 && (tags > 1 || at_start || first.is_some()) {
            return Some(found("HTML", first.unwrap_or(number), IMPORT));
        }
        first = first.or((tags > 0).then_some(number));
    }
    None
}

/// A heading `# text` with no such line beside it (two are a numbered list of a wiki), or a link `[text](address)`.
fn markdown(lines: &[&str]) -> Option<ForeignFormat> {
    let is_hash = |index: Option<usize>| {
        let line = index.and_then(|index| lines.get(index));
        line.is_some_and(|line| {
            let text = line.trim_start_matches('#');
            (1..=6).contains(&(line.len() - text.len()))
                && text.starts_with(' ')
                && !text.trim().is_empty()
        })
    };
    let is_heading = |index: usize| {
        is_hash(Some(index)) && !is_hash(index.checked_sub(1)) && !is_hash(Some(index + 1))
    };
    let is_address = |text: &str| {
        let address = text.split(')').next().unwrap_or_default();
        address.contains("://")
            || address.starts_with(['/', '#', '.'])
            || address.starts_with("mailto:")
    };
    let is_link = |line: &str| line.contains('[') && line.split("](").skip(1).any(is_address);
    let is_fence = |line: &str| line.starts_with("```");
    let is_markdown =
        |(index, line): (usize, &&str)| is_heading(index) || is_link(line) || is_fence(line);
    let line = lines.iter().enumerate().position(is_markdown)?;
    Some(found("Markdown", line + 1, IMPORT))
}

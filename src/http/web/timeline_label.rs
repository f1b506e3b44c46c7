//! The label of a mark in a timeline: a title and its caveat, where there is room for them.

/// The width of the drawing, in user units.
pub const WIDTH: f64 = 1000.0;
/// The average width of a letter.
const LETTER: f64 = 6.3;
/// More letters than the drawing has room for.
const MAX_LETTERS: usize = 160;
/// The fewest letters of a title that stand before its caveat.
const MIN_TITLE: usize = 8;
/// The shortest bar that may hold its own label.
const WIDE_BAR: f64 = 200.0;

#[derive(Debug)]
pub struct Label {
    pub text: String,
    pub x: f64,
    pub anchor: &'static str,
    /// True for a label on its own bar.
    pub is_inside: bool,
    /// The part of the row that mark and label take.
    pub start: f64,
    pub end: f64,
}

impl Label {
    /// The title of a mark and its caveat: to its right where there is room, else to its left, else in a wide bar or on the
    /// side with more room, shortened to fit.
    pub fn new(title: &str, caveat: &str, from: f64, to: f64) -> Self {
        let text = [title, caveat].concat();
        let width = width(&text);
        let (left, inside, right) = (from - 12.0, WIDTH - from - 12.0, WIDTH - to - 12.0);
        if width <= right {
            Self::right_of(text, from, to)
        } else if width <= left {
            Self::left_of(text, from, to)
        } else if to - from >= WIDE_BAR && inside > left {
            let text = fitted(title, caveat, inside);
            Self {
                x: from + 6.0,
                anchor: "start",
                is_inside: true,
                start: from - 6.0,
                end: to.max(from + 12.0 + self::width(&text)),
                text,
            }
        } else if left > right {
            Self::left_of(fitted(title, caveat, left), from, to)
        } else {
            Self::right_of(fitted(title, caveat, right), from, to)
        }
    }

    fn right_of(text: String, from: f64, to: f64) -> Self {
        Self {
            x: to.max(from + 5.0) + 5.0,
            anchor: "start",
            is_inside: false,
            start: from - 6.0,
            end: to.max(from + 10.0) + width(&text) + 12.0,
            text,
        }
    }

    fn left_of(text: String, from: f64, to: f64) -> Self {
        Self {
            x: from - 10.0,
            anchor: "end",
            is_inside: false,
            start: from - width(&text) - 12.0,
            end: to.max(from + 10.0),
            text,
        }
    }
}

/// The title and its caveat in some room. The title gives way first, because the caveat must not be lost.
fn fitted(title: &str, caveat: &str, room: f64) -> String {
    let room = (0..=MAX_LETTERS)
        .rev()
        .find(|letters| to_f64(*letters) * LETTER <= room);
    let room = room.unwrap_or(0);
    let caveat = shortened(caveat, room.saturating_sub(MIN_TITLE));
    let of_title = room.saturating_sub(caveat.chars().count());
    [shortened(title, of_title), caveat].concat()
}

/// A text of at most so many characters.
fn shortened(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    let short: String = text.chars().take(characters.saturating_sub(1)).collect();
    [short.trim_end(), "…"].concat()
}

fn width(text: &str) -> f64 {
    to_f64(text.chars().count()) * LETTER
}

/// A count of letters or rows as a length.
pub fn to_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a page shows a few hundred facts"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn labels_stay_inside_of_the_drawing_and_keep_their_caveat(
            title in "[a-z]{1,90}",
            caveat in "(, [a-z]{1,50})?",
            from in 8.0..976.0,
            length in 0.0..968.0,
        ) {
            let to = f64::min(from + length, 976.0);
            let label = Label::new(&title, &caveat, from, to);
            let (first, last) = match label.anchor {
                "end" => (label.x - width(&label.text), label.x),
                _ => (label.x, label.x + width(&label.text)),
            };
            prop_assert!(first >= 0.0 && last <= WIDTH, "{label:?}");
            prop_assert!(label.text.ends_with(&caveat), "{label:?}");
            prop_assert!(label.text.starts_with(&title[..1]), "{label:?}");
            prop_assert!(label.start <= first && label.end >= to && label.end >= last, "{label:?}");
        }
    }

    #[test]
    fn a_title_is_cut_only_where_there_is_no_room() {
        let title = "An exhibition of books";
        assert_eq!(
            Label::new(title, ", superseded", 20.0, 20.0).text,
            format!("{title}, superseded")
        );
        let bar = Label::new(title, "", 8.0, 976.0);
        assert_eq!(
            (bar.text.as_str(), bar.x, bar.anchor),
            (title, 14.0, "start")
        );
    }
}

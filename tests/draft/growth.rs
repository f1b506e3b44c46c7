//! Texts from which drafting would take minutes if its work grew with the square of their length.

use bilateral::seed::draft_text;

/// Sentences of every kind, which are repeated.
const PARAGRAPH: &str = "\n\nIn 1998, President Ana Ruiz visited Lima. She met with Prime Minister Bo Berg. Norway opened an \
    embassy in Lima in 2001. Relations were suspended in 1974. Exports to Peru were worth $5 million in 2004. In 1950 a book came \
    out. They signed an Agreement on Fish (1970).";

#[test]
fn proposals_and_work_grow_with_the_text() {
    let proposals = |times: usize| {
        let text = ["== Visits ==", &PARAGRAPH.repeat(times)].concat();
        draft_text(&text, ["NOR", "PER"]).len()
    };
    let few = proposals(4);
    assert!(few >= 4 * 3, "{few}");
    assert!(proposals(1_500) >= 1_500 * 3);
}

#[test]
fn long_lines_of_anything_are_passed_over_quickly() {
    for piece in [
        "President ",
        "visited ",
        "President A visited B in 1998, ",
        "opened an embassy in X and ",
        "in 1998, ",
        "US$5 million, ",
        "Norway and ",
        "(1998, ",
        "Agreement on ",
        "exports include a, ",
        "| a | 1998 ",
        "more than 20 ",
        "Minister of Trade, ",
    ] {
        draft_text(&piece.repeat(60_000 / piece.len()), ["NOR", "PER"]);
        let lines = [piece.trim_end(), ".\n\n"].concat();
        draft_text(&lines.repeat(30_000 / lines.len()), ["NOR", "PER"]);
    }
}

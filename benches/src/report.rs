//! The report: the figures as Markdown tables, and their place in the README.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::figures::{Figures, Key, Measure, Spread};
use crate::goals::{self, Line};
use crate::size::label;

const BEGIN: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of figures -->";

/// Everything as Markdown.
pub fn markdown(figures: &Figures, rounds: usize) -> String {
    format!(
        "{} Medians of {rounds} rounds, in brackets the least and the most of them.\n\n\
         | what | figure | goal | reached |\n| --- | --- | --- | --- |\n{}\n\
         What the ratios are made of, medians, in µs; CPU is that of the server, for a request:\n\n\
         | work | visits | server | CPU | p50 | p99 |\n| --- | --- | --- | --- | --- | --- |\n{}",
        machine(),
        goals::lines(figures).iter().map(goal).collect::<String>(),
        raw(figures)
    )
}

fn goal(line: &Line) -> String {
    let Spread {
        least,
        median,
        most,
    } = line.value;
    let (goal, reached) = match line.goal {
        Some(goal) => (
            format!("≤ {goal} {}", line.unit),
            if median <= goal { "yes" } else { "**no**" },
        ),
        None => (String::new(), ""),
    };
    let unit = line.unit;
    let spread = if least < most {
        format!(" ({}–{})", digits(least), digits(most))
    } else {
        String::new()
    };
    format!(
        "| {} | {} {unit}{spread} | {goal} | {reached} |\n",
        line.what,
        digits(median)
    )
}

fn raw(figures: &Figures) -> String {
    let mut lines = String::new();
    for key in figures.keys().filter(|key| key.measure == Measure::Cpu) {
        let median = |measure| {
            figures
                .of(Key { measure, ..*key })
                .map_or(String::new(), |spread| digits(spread.median))
        };
        let _ = writeln!(
            lines,
            "| {} | {} | {} | {} | {} | {} |",
            key.work.name(),
            label(key.size),
            key.who.name(),
            median(Measure::Cpu),
            median(Measure::Median),
            median(Measure::Tail)
        );
    }
    lines
}

/// Three digits say more than was measured.
fn digits(figure: f64) -> String {
    match figure.abs() {
        0.0..0.1 => format!("{figure:.3}"),
        0.1..10.0 => format!("{figure:.2}"),
        10.0..100.0 => format!("{figure:.1}"),
        _ => format!("{figure:.0}"),
    }
}

/// The machine in a sentence.
fn machine() -> String {
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let after = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = after(&read("/proc/cpuinfo"), "model name")
        .unwrap_or_else(|| "processor unknown".to_owned());
    let memory = after(&read("/proc/meminfo"), "MemTotal")
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = read("/proc/sys/kernel/osrelease");
    let version = kernel.split('-').next().unwrap_or_default().trim();
    format!(
        "{model}, {cores} cores, {:.0} GiB, Linux {version}.",
        memory.unwrap_or(0.0) / 1_048_576.0
    )
}

/// Puts a report into the README, in place of the one between the marks.
pub fn publish(readme: &Path, report: &str) -> anyhow::Result<()> {
    let text =
        fs::read_to_string(readme).with_context(|| format!("cannot read {}", readme.display()))?;
    let text = replaced(&text, report)
        .with_context(|| format!("{} lacks the marks of the figures", readme.display()))?;
    Ok(fs::write(readme, text)?)
}

fn replaced(text: &str, report: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{report}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = "a\n<!-- figures -->\nold\n<!-- end of figures -->\nb\n";
        let new = "a\n<!-- figures -->\n\nnew\n<!-- end of figures -->\nb\n";
        assert_eq!(replaced(text, "new").as_deref(), Some(new));
        assert_eq!(replaced(new, "new").as_deref(), Some(new));
        assert_eq!(replaced("a", "new"), None);
    }

    #[test]
    fn figures_have_three_digits_or_so() {
        assert_eq!(
            [0.0125, 0.5, 12.34, 1234.5].map(digits),
            ["0.013", "0.50", "12.3", "1234"]
        );
    }
}

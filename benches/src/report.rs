//! The report: the results as Markdown tables, and their place in the README.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::dataset::label;
use crate::goals::{self, Row};
use crate::results::{Key, Metric, Results, Summary};

const START_MARKER: &str = "<!-- results -->\n";
const END_MARKER: &str = "<!-- end of results -->";

/// The whole report as Markdown.
pub fn markdown(results: &Results, rounds: usize) -> String {
    format!(
        "{} Medians of {rounds} rounds, with minimum and maximum in parentheses.\n\n\
         | measurement | result | goal | met |\n| --- | --- | --- | --- |\n{}\n\
         The medians behind the ratios, in µs. CPU is CPU time of the server per request.\n\n\
         | workload | visits | server | CPU | p50 | p99 |\n| --- | --- | --- | --- | --- | --- |\n{}",
        describe_machine(),
        goals::rows(results)
            .iter()
            .map(goal_row)
            .collect::<String>(),
        median_rows(results)
    )
}

fn goal_row(row: &Row) -> String {
    let Summary { min, median, max } = row.value;
    let unit = row.unit;
    let (goal, met) = match row.goal {
        Some(goal) => {
            let met = if median <= goal { "yes" } else { "**no**" };
            (format!("≤ {goal} {unit}"), met)
        }
        None => (String::new(), ""),
    };
    let range = if min < max {
        format!(" ({}–{})", format_value(min), format_value(max))
    } else {
        String::new()
    };
    let median = format_value(median);
    format!(
        "| {} | {median} {unit}{range} | {goal} | {met} |\n",
        row.name
    )
}

fn median_rows(results: &Results) -> String {
    let mut rows = String::new();
    for key in results
        .keys()
        .filter(|key| key.metric == Metric::CpuPerRequest)
    {
        let median = |metric| {
            results
                .summary(Key { metric, ..*key })
                .map_or(String::new(), |summary| format_value(summary.median))
        };
        let _ = writeln!(
            rows,
            "| {} | {} | {} | {} | {} | {} |",
            key.workload.name(),
            label(key.visits),
            key.program.name(),
            median(Metric::CpuPerRequest),
            median(Metric::P50),
            median(Metric::P99)
        );
    }
    rows
}

/// About three significant digits. More would suggest a precision that the measurements do not have.
fn format_value(value: f64) -> String {
    match value.abs() {
        0.0..0.1 => format!("{value:.3}"),
        0.1..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// Processor, cores, memory and kernel in one sentence.
fn describe_machine() -> String {
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = field(&read("/proc/cpuinfo"), "model name")
        .unwrap_or_else(|| "unknown processor".to_owned());
    let memory_kib = field(&read("/proc/meminfo"), "MemTotal")
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = read("/proc/sys/kernel/osrelease");
    let version = kernel.split('-').next().unwrap_or_default().trim();
    format!(
        "{model}, {cores} cores, {:.0} GiB, Linux {version}.",
        memory_kib.unwrap_or(0.0) / 1_048_576.0
    )
}

/// Replaces the report in the README.
pub fn publish(readme: &Path, report: &str) -> anyhow::Result<()> {
    let text =
        fs::read_to_string(readme).with_context(|| format!("cannot read {}", readme.display()))?;
    let text = replace_between_markers(&text, report)
        .with_context(|| format!("{} lacks the markers of the results", readme.display()))?;
    Ok(fs::write(readme, text)?)
}

fn replace_between_markers(text: &str, report: &str) -> Option<String> {
    let (before, rest) = text.split_once(START_MARKER)?;
    let (_, after) = rest.split_once(END_MARKER)?;
    Some(format!(
        "{before}{START_MARKER}\n{report}\n{END_MARKER}{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_between_the_markers_is_replaced() {
        let text = "a\n<!-- results -->\nold\n<!-- end of results -->\nb\n";
        let new = "a\n<!-- results -->\n\nnew\n<!-- end of results -->\nb\n";
        assert_eq!(replace_between_markers(text, "new").as_deref(), Some(new));
        assert_eq!(replace_between_markers(new, "new").as_deref(), Some(new));
        assert_eq!(replace_between_markers("a", "new"), None);
    }

    #[test]
    fn values_have_about_three_significant_digits() {
        assert_eq!(
            [0.0125, 0.5, 12.34, 1234.5].map(format_value),
            ["0.013", "0.50", "12.3", "1234"]
        );
    }
}

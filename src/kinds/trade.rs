//! Trade figures. Flows as UN Comtrade knows them, statuses those of SDMX.

use crate::kind::{ACTOR, Field, FieldType, Filter, Kind, MONEY, Rule, Seed, Sort, Vocabulary};

static FLOW: Vocabulary = Vocabulary {
    values: &["export", "import", "turnover"],
};

/// SDMX observation statuses: A normal, E estimated, F forecast, P provisional.
static STATUS: Vocabulary = Vocabulary {
    values: &["A", "E", "F", "P"],
};

pub static TRADE_FIGURE: Kind = Kind {
    name: "trade_figure",
    plural: "trade",
    about: "Trade figures; the date is the period that a figure is about.",
    seed: Seed {
        file: "trade.toml",
        key: "figure",
    },
    fields: &[
        Field::required(
            "flow",
            FieldType::Choice(&FLOW),
            "turnover is exports and imports together",
        ),
        Field::optional(
            "exporter",
            FieldType::Country,
            "from where, ISO 3166-1 alpha-3; null for turnover",
        ),
        Field::optional(
            "importer",
            FieldType::Country,
            "to where, ISO 3166-1 alpha-3; null for turnover",
        ),
        Field::required(
            "amount",
            FieldType::Group(MONEY),
            "whole units of the currency, never converted",
        ),
        Field::optional(
            "attributed_to",
            FieldType::Group(ACTOR),
            "whose figure it is",
        ),
        Field::required(
            "status",
            FieldType::Choice(&STATUS),
            "SDMX: A normal, E estimated, F forecast, P provisional",
        ),
    ],
    filters: &[
        Filter::on("flow", "flow", "figures of these flows"),
        Filter::on(
            "exporter",
            "exporter",
            "figures of what left these countries",
        ),
        Filter::on(
            "importer",
            "importer",
            "figures of what went to these countries",
        ),
        Filter::on(
            "currency",
            "amount.currency",
            "figures in these currencies, ISO 4217",
        ),
    ],
    sorts: &[
        Sort::by("value", "amount.value"),
        Sort::by("currency", "amount.currency"),
        Sort::by("flow", "flow"),
    ],
    rules: &[
        Rule::Dated,
        Rule::Differ {
            one: "exporter",
            other: "importer",
        },
        Rule::Without {
            field: "flow",
            value: "turnover",
            absent: &["exporter", "importer"],
        },
        Rule::With {
            field: "flow",
            value: "export",
            present: &["exporter", "importer"],
        },
        Rule::With {
            field: "flow",
            value: "import",
            present: &["exporter", "importer"],
        },
    ],
    ..Kind::EMPTY
};

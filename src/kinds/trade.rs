//! Trade figures. Flows as UN Comtrade knows them, statuses those of SDMX.

use crate::kind::{
    ACTOR, Field, FieldType, Filter, Kind, MONEY, Rule, SeedTable, Sort, Vocabulary,
};

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
    description: "Trade figures; the date is the period that a figure is about.",
    seed: SeedTable {
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
        Filter::new("flow", "flow", "figures of these flows"),
        Filter::new(
            "exporter",
            "exporter",
            "figures of what left these countries",
        ),
        Filter::new(
            "importer",
            "importer",
            "figures of what went to these countries",
        ),
        Filter::new(
            "currency",
            "amount.currency",
            "figures in these currencies, ISO 4217",
        ),
    ],
    sorts: &[
        Sort::new("value", "amount.value"),
        Sort::new("currency", "amount.currency"),
        Sort::new("flow", "flow"),
    ],
    rules: &[
        Rule::Dated,
        Rule::Differ {
            one: "exporter",
            other: "importer",
        },
        Rule::ForbiddenWhen {
            field: "flow",
            value: "turnover",
            absent: &["exporter", "importer"],
        },
        Rule::RequiredWhen {
            field: "flow",
            value: "export",
            present: &["exporter", "importer"],
        },
        Rule::RequiredWhen {
            field: "flow",
            value: "import",
            present: &["exporter", "importer"],
        },
    ],
    ..Kind::EMPTY
};

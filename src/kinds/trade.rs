//! Trade figures. Flows follow UN Comtrade, statuses follow SDMX.

use crate::kind::FieldType::{Choice, Country, Group};
use crate::kind::{ACTOR, Field, Filter, Kind, MONEY, Rule, SeedTable, Sort, Vocabulary};

static FLOW: Vocabulary = Vocabulary::new(&["export", "import", "turnover"]);

/// SDMX observation statuses: A normal, E estimated, F forecast, P provisional.
static STATUS: Vocabulary = Vocabulary::new(&["A", "E", "F", "P"]);

pub static TRADE_FIGURE: Kind = Kind {
    name: "trade_figure",
    plural: "trade",
    description: "Trade figures; `date` is the period that a figure covers.",
    seed: SeedTable::new("trade.toml", "figure"),
    fields: &[
        Field::required(
            "flow",
            Choice(&FLOW),
            "the flow; turnover is the sum of exports and imports",
        ),
        Field::optional(
            "exporter",
            Country,
            "the exporting country, ISO 3166-1 alpha-3; null for turnover",
        ),
        Field::optional(
            "importer",
            Country,
            "the importing country, ISO 3166-1 alpha-3; null for turnover",
        ),
        Field::required(
            "amount",
            Group(MONEY),
            "the amount in whole units of the currency, never converted",
        ),
        Field::optional(
            "attributed_to",
            Group(ACTOR),
            "the body or person that the document attributes the figure to",
        ),
        Field::required(
            "status",
            Choice(&STATUS),
            "the SDMX observation status: A normal, E estimated, F forecast, P provisional",
        ),
    ],
    filters: &[
        Filter::field("flow", "only figures of these flows"),
        Filter::field("exporter", "only figures of exports from these countries"),
        Filter::field("importer", "only figures of imports by these countries"),
        Filter::new(
            "currency",
            "amount.currency",
            "only figures in these currencies",
        ),
    ],
    sorts: &[
        Sort::new("value", "amount.value"),
        Sort::new("currency", "amount.currency"),
        Sort::field("flow"),
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

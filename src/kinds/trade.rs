//! Trade figures. Flows follow UN Comtrade, statuses follow SDMX.

use crate::kind::FieldType::{Choice, Country, FreeText, Group, Integer, Literal};
use crate::kind::{
    ATTRIBUTED, Field, Filter, Kind, MONEY, NumberWords, RANGE_IN_ORDER, Rule, SHARE, SUM_OR_RANGE,
    SeedTable, Sort, Summary, Vocabulary, vocabulary,
};

static FLOW: Vocabulary = vocabulary! {
    "export": "goods that `exporter` sold to `importer`, as the exporter counts them",
    "import": "goods that `importer` bought from `exporter`, as the importer counts them",
    "turnover": "exports and imports together",
    "investment": "money that `exporter` has invested in `importer`",
};

/// SDMX observation statuses: A normal, E estimated, F forecast, P provisional.
static STATUS: Vocabulary = vocabulary! {
    "A": "a normal value",
    "E": "an estimate",
    "F": "a forecast",
    "P": "a provisional value",
};

static RANKED_AS: Vocabulary = vocabulary! {
    "partner": "among the partners in the trade of `country`",
    "destination": "among the countries to which `country` exports",
    "supplier": "among the countries from which `country` imports",
    "investor": "among the countries that invest in `country`",
};

/// The place of one party among the partners of the other.
const PARTNER_RANK: &[Field] = &[
    Field::required("position", Integer)
        .in_words(NumberWords::Rank("text"))
        .doc("its place, from 1"),
    Field::required("among", Choice(&RANKED_AS)).doc("the partners that are ranked"),
    Field::required("country", Country)
        .doc("the country whose partners are ranked, ISO 3166 alpha-3"),
    Field::optional("goods", FreeText)
        .doc("the goods or services that are counted, such as arms; null for all"),
    Field::optional("region", FreeText)
        .doc("the part of the world whose countries are ranked, such as Asia; null for all"),
    Field::required("text", Literal).doc("the place as the document writes it"),
];

pub static TRADE_FIGURE: Kind = Kind {
    name: "trade_figure",
    plural: "trade",
    description: "Trade figures; `date` is the period that a figure covers.",
    seed: SeedTable::new("trade.toml", "figure"),
    fields: &[
        Field::required("flow", Choice(&FLOW))
            .doc("the flow; turnover is the sum of exports and imports"),
        Field::optional("exporter", Country)
            .doc("the exporting country, ISO 3166 alpha-3; null for turnover"),
        Field::optional("importer", Country)
            .doc("the importing country, ISO 3166 alpha-3; null for turnover"),
        Field::optional("amount", Group(MONEY))
            .doc("the amount in whole units of the currency, never converted"),
        Field::optional("share", Group(SHARE))
            .doc("the share of a total, if the document gives one"),
        Field::optional("partner_rank", Group(PARTNER_RANK))
            .doc("the place among trading partners, if the document gives one"),
        ATTRIBUTED,
        Field::required("status", Choice(&STATUS))
            .doc("the SDMX observation status: A normal, E estimated, F forecast, P provisional"),
    ],
    filters: &[
        Filter::field("flow").doc("only figures of these flows"),
        Filter::field("exporter").doc("only figures of exports from these countries"),
        Filter::field("importer").doc("only figures of imports by these countries"),
        Filter::new("currency", "amount.currency").doc("only figures in these currencies"),
    ],
    sorts: &[
        Sort::new("value", "amount.value"),
        Sort::new("currency", "amount.currency"),
        Sort::field("flow"),
    ],
    summary: Some(Summary::AfterTitle("amount.text")),
    rules: &[
        Rule::DatedIf { field: "amount" },
        Rule::AnyOf {
            fields: &["amount", "share", "partner_rank"],
        },
        SUM_OR_RANGE,
        RANGE_IN_ORDER,
        Rule::Differ {
            one: "exporter",
            other: "importer",
        },
        Rule::Parties {
            fields: &["exporter", "importer"],
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
        Rule::RequiredWhen {
            field: "flow",
            value: "investment",
            present: &["exporter", "importer"],
        },
    ],
    ..Kind::EMPTY
};

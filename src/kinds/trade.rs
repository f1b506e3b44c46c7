//! Trade figures. Flows follow UN Comtrade, statuses follow SDMX.

use crate::kind::FieldType::{Choice, Country, Group, Integer, Literal};
use crate::kind::{
    ACTOR, ATTRIBUTED_TO, Field, Filter, Kind, MONEY, NumberWords, RANGE_IN_ORDER, Rule,
    SUM_OR_RANGE, SeedTable, Sort, Vocabulary, vocabulary,
};

static FLOW: Vocabulary = vocabulary! {
    "export": "goods that `exporter` sold to `importer`, as the exporter counts them",
    "import": "goods that `importer` bought from `exporter`, as the importer counts them",
    "turnover": "exports and imports together",
};

/// SDMX observation statuses: A normal, E estimated, F forecast, P provisional.
static STATUS: Vocabulary = vocabulary! {
    "A": "a normal value",
    "E": "an estimate",
    "F": "a forecast",
    "P": "a provisional value",
};

static SHARE_OF: Vocabulary = vocabulary! {
    "exports": "all exports of `country`",
    "imports": "all imports of `country`",
    "trade": "all foreign trade of `country`",
};

/// A share of a total. Integers, never floats: `4.5 %` is 450 basis points.
const SHARE: &[Field] = &[
    Field::required("basis_points", Integer)
        .in_words(NumberWords::Percentage("text"))
        .doc("hundredths of a percent"),
    Field::required("of", Choice(&SHARE_OF)).doc("the total that it is a share of"),
    Field::required("country", Country).doc("the country whose total it is, ISO 3166 alpha-3"),
    Field::required("text", Literal).doc("the share as the document writes it"),
];

static RANKED_AS: Vocabulary = vocabulary! {
    "partner": "among the partners in the trade of `country`",
    "destination": "among the countries to which `country` exports",
    "supplier": "among the countries from which `country` imports",
};

/// The place of one party among the partners of the other.
const PARTNER_RANK: &[Field] = &[
    Field::required("position", Integer)
        .in_words(NumberWords::Rank("text"))
        .doc("its place, from 1"),
    Field::required("among", Choice(&RANKED_AS)).doc("the partners that are ranked"),
    Field::required("country", Country)
        .doc("the country whose partners are ranked, ISO 3166 alpha-3"),
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
        Field::optional(ATTRIBUTED_TO, Group(ACTOR))
            .doc("the body or person that the document attributes the figure to"),
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
    summary: Some("amount.text"),
    rules: &[
        Rule::Dated,
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
    ],
    ..Kind::EMPTY
};

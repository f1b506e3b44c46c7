-- Trade figures. The date of the fact is the period that the figure covers.

create table _trade_figure_detail (
  fact integer primary key references _fact (key),
  flow text not null check (flow in ('export', 'import', 'turnover')),
  exporter text check (length(exporter) = 3),
  importer text check (length(importer) = 3),
  amount_value integer not null,     -- in whole units of the currency
  amount_currency text not null check (length(amount_currency) = 3),
  amount_precision integer not null, -- the unit of the last digit in the text: 100000 for "4.5 million"
  amount_text text not null,
  attributed_to_name text,           -- null if the document does not say whose figure it is
  attributed_to_country text check (length(attributed_to_country) = 3),
  status text not null check (status in ('A', 'E', 'F', 'P')),
  -- Turnover covers both directions, so it has neither exporter nor importer.
  check ((flow = 'turnover') = (exporter is null) and (flow = 'turnover') = (importer is null))
) strict;

-- Trade figures. The date of the fact is the period that the figure covers.

create table _trade_figure_detail (
  fact integer primary key references _fact (key),
  flow text not null check (flow in ('export', 'import', 'turnover', 'investment')),
  exporter text check (length(exporter) = 3),
  importer text check (length(importer) = 3),
  amount_value integer,     -- in whole units of the currency; null for a range, or if there is no amount
  amount_min integer,       -- null unless it is a range
  amount_max integer,
  amount_currency text check (length(amount_currency) = 3),
  amount_precision integer, -- the unit of the last digit in the text: 100000 for "4.5 million"
  amount_text text,
  share_basis_points integer, -- hundredths of a percent; null if the document gives no share
  share_of text check (share_of in ('exports', 'imports', 'turnover', 'exports_to_partner', 'imports_from_partner', 'turnover_with_partner')),
  share_country text check (length(share_country) = 3),
  share_text text,
  partner_rank_position integer, -- null if the document gives no place among partners
  partner_rank_among text check (partner_rank_among in ('partner', 'destination', 'supplier', 'investor')),
  partner_rank_country text check (length(partner_rank_country) = 3),
  partner_rank_goods text,  -- null if all are counted
  partner_rank_region text, -- null if all countries are ranked
  partner_rank_text text,
  attributed_to_name text,           -- null if the document does not say whose figure it is
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer,
  status text not null check (status in ('A', 'E', 'F', 'P')),
  -- Turnover covers both directions, so it has neither exporter nor importer.
  check ((flow = 'turnover') = (exporter is null) and (flow = 'turnover') = (importer is null))
) strict;

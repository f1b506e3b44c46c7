-- Goods that the document names as traded.

create table _traded_good_detail (
  fact integer primary key references _fact (key),
  exporter text not null check (length(exporter) = 3),
  importer text not null check (length(importer) = 3),
  direction text not null check (direction in ('stated', 'interpreted')),
  position integer not null check (position > 0), -- in the list of the document
  label text not null,
  main integer check (main in (0, 1)), -- null if the document does not call it a main good
  share_basis_points integer, -- hundredths of a percent; null if the document gives no share
  share_of text check (share_of in ('exports', 'imports', 'turnover', 'exports_to_partner', 'imports_from_partner', 'turnover_with_partner')),
  share_country text check (length(share_country) = 3),
  share_text text,
  hs_code text -- null until a curator assigns a code
) strict;

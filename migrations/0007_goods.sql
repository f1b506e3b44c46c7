-- Goods that the document names as traded.

create table traded_good_detail (
  fact integer primary key references fact (key),
  exporter text not null check (length(exporter) = 3),
  importer text not null check (length(importer) = 3),
  direction text not null check (direction in ('stated', 'interpreted')),
  position integer not null check (position > 0), -- in the list of the document
  label text not null,
  hs_code text -- null until a curator assigns a code
) strict;

create view goods as
select f.*, d.exporter, d.importer, d.direction, d.position, d.label, d.hs_code
from facts f
join traded_good_detail d on d.fact = f.key
order by d.exporter, d.importer, d.position;

-- Treaties, and the numbers of treaties that the document states. Neither is derived from the other.

create table treaty_detail (
  fact integer primary key references fact (key),
  instrument text not null check (
    instrument in (
      'treaty', 'agreement', 'convention', 'protocol', 'memorandum', 'declaration', 'exchange_of_notes', 'other'
    )
  ),
  level text not null check (
    level in ('interstate', 'intergovernmental', 'interagency', 'interparliamentary', 'unspecified')
  ),
  subject text,
  in_force_edtf text, -- entry into force; the date of the fact is the date of signature
  in_force_text text,
  in_force_earliest text,
  in_force_latest text,
  ended_edtf text,
  ended_text text,
  ended_earliest text,
  ended_latest text
) strict;

create table treaty_parties (
  fact integer not null references fact (key),
  position integer not null,
  value text not null check (length(value) = 3),
  primary key (fact, position)
) strict, without rowid;

create table treaty_bodies (
  fact integer not null references fact (key),
  position integer not null,
  value text not null,
  primary key (fact, position)
) strict, without rowid;

create table treaty_count_detail (
  fact integer primary key references fact (key),
  scope text not null check (
    scope in (
      'all', 'economy', 'aerospace', 'education', 'culture', 'humanitarian', 'security', 'transport', 'political', 'other',
      'cultural_humanitarian'
    )
  ),
  scope_status text not null check (scope_status in ('stated', 'interpreted')),
  comparator text not null check (comparator in ('=', '>', '>=', '<', '<=', '~')),
  value integer not null,
  min integer, -- null if the text sets no bound
  max integer,
  text text not null,
  since_edtf text,
  since_text text,
  since_earliest text,
  since_latest text
) strict;

create view treaties as
select f.*, d.instrument, d.level, d.subject,
  (select group_concat(value, '; ') from treaty_parties p where p.fact = f.key) as parties,
  (select group_concat(value, '; ') from treaty_bodies b where b.fact = f.key) as bodies,
  d.in_force_edtf, d.in_force_text, d.in_force_earliest, d.in_force_latest,
  d.ended_edtf, d.ended_text, d.ended_earliest, d.ended_latest
from facts f
join treaty_detail d on d.fact = f.key;

create view treaty_counts as
select f.*, d.scope, d.scope_status, d.comparator, d.value, d.min, d.max, d.text, d.since_edtf, d.since_text,
  d.since_earliest, d.since_latest
from facts f
join treaty_count_detail d on d.fact = f.key;

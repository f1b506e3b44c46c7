-- Diplomatic relations and their events.

create table relation_detail (
  fact integer primary key references fact (key)
) strict;

create table relation_parties (
  fact integer not null references fact (key),
  position integer not null,
  value text not null check (length(value) = 3), -- ISO 3166-1 alpha-3
  primary key (fact, position)
) strict, without rowid;

create table relation_event_detail (
  fact integer primary key references fact (key),
  type text not null check (
    type in ('established', 'recognised', 'suspended', 'severed', 're_established', 'upgraded', 'absent')
  )
) strict;

create view relations as
select f.*, (select group_concat(value, '; ') from relation_parties p where p.fact = f.key) as parties,
  (select status from state s where s.fact = f.key and until is null) as status
from facts f
join relation_detail d on d.fact = f.key;

create view relation_events as
select f.*, d.type
from facts f
join relation_event_detail d on d.fact = f.key
order by f.key;

-- Places where a document contradicts itself, leaves something open or spells a name in two ways.

create table _discrepancy_detail (
  fact integer primary key references _fact (key),
  type text not null check (type in ('contradiction', 'ambiguity', 'omission', 'naming', 'repetition', 'spelling', 'wording', 'format')),
  summary text not null,
  reason text -- null if no fact is preferred
) strict;

create table _discrepancy_facts (
  fact integer not null references _fact (key),
  position integer not null,
  fact_kind text not null,
  fact_id text not null,
  role text not null check (role in ('preferred', 'alternative', 'involved')),
  value text, -- this fact's value on the point, as the document writes it
  primary key (fact, position),
  foreign key (fact_kind, fact_id) references _fact (kind, id) deferrable initially deferred
) strict, without rowid;

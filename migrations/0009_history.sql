-- Statements of the document about the past. The date of the fact is the period they are about.

create table _history_detail (
  fact integer primary key references _fact (key),
  statement text not null, -- in our own words
  standing text not null check (standing in ('stated', 'widely_accepted', 'probable', 'disputed', 'claimed', 'expected')),
  attributed_to_name text, -- null if the document attributes it to nobody
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer
) strict;

-- Those who deny it.
create table _history_denied_by (
  fact integer not null references _fact (key),
  position integer not null,
  name text not null,
  country text check (length(country) = 3), -- null for one that belongs to no country
  number integer, -- null unless the document counts people
  primary key (fact, position)
) strict, without rowid;

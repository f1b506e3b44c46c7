-- Statements of the document about the past. The date of the fact is the period they are about.

create table _history_detail (
  fact integer primary key references _fact (key),
  statement text not null, -- in our own words
  standing text not null check (standing in ('stated', 'widely_accepted', 'disputed', 'claimed'))
) strict;

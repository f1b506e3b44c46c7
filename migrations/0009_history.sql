-- Statements of the document about the past. The date of the fact is the period they are about.

create table history_detail (
  fact integer primary key references fact (key),
  statement text not null, -- in our own words
  standing text not null check (standing in ('stated', 'widely_accepted', 'disputed', 'claimed'))
) strict;

create view history as
select f.*, d.statement, d.standing
from facts f
join history_detail d on d.fact = f.key;

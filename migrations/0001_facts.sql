-- What all facts share. The file is built fresh from seed files and never changed afterwards: a migration describes the
-- schema, it never has old data to carry over. Open the views (visits, missions, …) to read; the tables below feed them.

pragma application_id = 0x62696c61; -- "bila": tells this file from any other database

-- One row: which data set this is.
create table dataset (
  one integer primary key check (one = 1),
  version text not null,  -- a hash of the seeds and the loaded documents
  build text not null,    -- the build of the program that wrote this file; another build writes it again
  title text,             -- the rest is null where the seeds do not say it
  licence text,
  citation text,
  revised text            -- the day on which the facts were last revised
) strict;

create table fact (
  key integer primary key,
  kind text not null,
  id text not null,                       -- unique within its kind, in all pairs
  relation integer not null references fact (key) deferrable initially deferred, -- the pair's own fact points to itself
  part_of integer references fact (key),  -- events stand inside a mission or relation; null for facts of their own
  title text not null,
  edtf text,                              -- null where the document gives no date
  date_text text,                         -- the document's words for it
  earliest text,                          -- null where undated or open: first_day tells the two apart
  latest text,
  precision text check (precision in ('day', 'month', 'season', 'year', 'decade', 'century', 'interval')),
  approximate integer not null check (approximate in (0, 1)),
  uncertain integer not null check (uncertain in (0, 1)),
  rank text not null check (rank in ('preferred', 'normal', 'deprecated')),
  claim text,                             -- what the document claims beyond the fact, in our own words
  note text,                              -- what a reader should know of how it was read
  url text not null,                      -- the answer that holds it
  json text not null,                     -- the item, as answers show it
  csv text,                               -- the item as a line of its list's CSV; null where there is no such list
  timeline_json text not null,            -- the fact as an entry of the timeline: the keys that facts of all kinds have
  -- Days to sort by: an open bound reaches to the end of the calendar, an undated fact has an empty one.
  first_day text as (case when edtf is null then '' else coalesce(earliest, '0000-01-01') end) virtual,
  last_day text as (case when edtf is null then '' else coalesce(latest, '9999-12-31') end) virtual,
  undated integer as (edtf is null) virtual,
  dated integer as (edtf is not null) virtual,
  unique (kind, id),
  check ((edtf is null) = (precision is null))
) strict;

-- One row: all facts in the order of lists, which is that of dates, the undated last, then of ids and kinds. A fact's place in
-- it is its position, counted from 0. Sets of facts, below, are sets of positions, so that a period is a run of them.
create table date_order (
  one integer primary key check (one = 1),
  dated integer not null, -- how many facts have a date
  keys blob not null      -- their keys, as 32-bit integers, the lowest byte first
) strict;

-- Every period that dates give: its facts stand from its position up to that of the next.
create table period (
  position integer primary key,
  first_day integer not null, -- the digits of year, month and day
  last_day integer not null
) strict;

-- Every sentence of every document: where it stands, what it hashes to, and its words where the document was at hand.
create table sentence (
  key integer primary key,
  document integer not null references fact (key),
  pointer text not null,
  section text not null,
  paragraph integer not null check (paragraph > 0),
  sentence integer not null check (sentence > 0),
  "start" integer not null,  -- in code points
  "end" integer not null,    -- exclusive
  sha256 text not null check (length(sha256) = 16),
  text text,                 -- null where the document was not at hand
  excuse text,               -- why no fact is read from it; null where one is
  unique (document, pointer),
  check ("start" < "end")
) strict;

-- Which sentences a fact was read from.
create table source (
  fact integer not null references fact (key),
  position integer not null,
  sentence integer not null references sentence (key),
  primary key (fact, position)
) strict, without rowid;

create table place (
  relation integer not null references fact (key),
  id text not null,
  country text not null check (length(country) = 3), -- added by the curator, as the id is
  primary key (relation, id)
) strict, without rowid;

-- Every name that the document gives a place.
create table place_name (
  relation integer not null,
  place text not null,
  name text not null,
  primary key (relation, place, name),
  foreign key (relation, place) references place (relation, id)
) strict, without rowid;

-- What a fact with events is, from one day up to another: `until` is the first day on which it no longer is so, null for
-- what it is after the last event, be that past or to come.
create table state (
  fact integer not null references fact (key),
  since text not null,
  until text,
  status text not null check ( -- of relations and of missions
    status in ('established', 'suspended', 'severed', 'none', 'unknown', 'open', 'closed', 'not_open')
  ),
  json text not null check (json_valid(json)), -- the state as answers show it, without the day asked for
  primary key (fact, since)
) strict, without rowid;

-- The words under which filters find facts, with the set of those that have them as a Roaring bitmap in its portable form.
create table term (
  kind text not null,      -- the list it is a filter of; empty for those of all kinds together
  parameter text not null,
  value text not null,
  facet integer not null check (facet in (0, 1)), -- 1 for the value that facets count, 0 for other spellings of it
  facts integer not null,  -- how many are in the set
  positions blob not null,
  unique (kind, parameter, value, facet)
) strict;

-- Index entries that hold only for a time, because they depend on the state of the fact.
create table temporal_term (
  kind text not null,
  parameter text not null,
  value text not null,
  facet integer not null check (facet in (0, 1)),
  fact integer not null references fact (key),
  since text not null,
  until text,              -- the first day on which it no longer holds
  primary key (kind, parameter, value, facet, fact, since)
) strict, without rowid;

-- Every word of every fact, folded, with the sets of facts that have it: in the title; there or among the names; anywhere.
create table word (
  word text not null unique,
  title blob not null,
  names blob not null,
  anywhere blob not null
) strict;

-- What words stand in besides the title: where snippets are cut from.
create table fact_text (
  fact integer primary key references fact (key),
  names text not null, -- of people, bodies, countries and places, under all their spellings
  text text not null   -- own words and, where the document was at hand, its sentences
) strict;

-- What a list can be sorted by besides date, id and title. `absent` sorts what has no value last, read forwards; `present`
-- does so read backwards.
create table sort_key (
  kind text not null,
  name text not null,
  absent integer not null check (absent in (0, 1)),
  present integer not null check (present = 1 - absent),
  value any not null,
  id text not null,
  fact integer not null references fact (key)
) strict;

-- What every view of a kind begins with.
create view facts as
select f.key, f.kind, f.id, r.id as relation, p.kind as part_of_kind, p.id as part_of, f.title, f.edtf, f.date_text,
  f.earliest, f.latest, f.precision, f.approximate, f.uncertain, f.rank, f.claim, f.note, f.url
from fact f
join fact r on r.key = f.relation
left join fact p on p.key = f.part_of;

-- Every sentence of every document; `text` is null where the document was not at hand.
create view sentences as
select d.id as document, s.pointer, s.section, s.paragraph, s.sentence, s."start", s."end", s.sha256, s.text, s.excuse
from sentence s
join fact d on d.key = s.document
order by s.key;

-- Every name of every place.
create view places as
select r.id as relation, p.id, p.country, n.name
from place p
join place_name n on n.relation = p.relation and n.place = p.id
join fact r on r.key = p.relation;

-- Every fact with the sentences it was read from.
create view sources as
select f.kind, f.id, f.title, d.id as document, s.pointer, s."start", s."end", s.sha256, s.text
from source
join fact f on f.key = source.fact
join sentence s on s.key = source.sentence
join fact d on d.key = s.document
order by s.key, f.key;

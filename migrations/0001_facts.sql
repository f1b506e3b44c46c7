-- The tables that facts of all kinds share. The database is always built from seed files and then never changed, so a migration
-- only describes the schema and has no old data to migrate. To read the data, use the views (visits, missions, …).

pragma application_id = 0x62696c61; -- "bila": identifies a database of this program

-- One row that describes the data set.
create table dataset (
  one integer primary key check (one = 1),
  version text not null,  -- a hash of the seeds and the loaded documents
  build text not null,    -- the build of the program that wrote the file; another build writes it again
  title text,             -- from here on, null if the seeds do not say
  licence text,
  citation text,
  revised text            -- the day on which the facts were last revised
) strict;

create table fact (
  key integer primary key,
  kind text not null,
  id text not null,                       -- unique within its kind, across all pairs
  relation integer not null references fact (key) deferrable initially deferred, -- the pair; the pair's own fact references itself
  part_of integer references fact (key),  -- the mission or relation of an event; null for other facts
  title text not null,
  title_key text not null,                -- the folded title, by which lists are sorted: É stands with E
  edtf text,                              -- null if the document gives no date
  date_text text,                         -- the date as the document writes it
  earliest text,                          -- null if undated or open-ended; first_day distinguishes the two
  latest text,
  precision text check (precision in ('day', 'month', 'season', 'year', 'decade', 'century', 'interval')),
  approximate integer not null check (approximate in (0, 1)),
  uncertain integer not null check (uncertain in (0, 1)),
  rank text not null check (rank in ('preferred', 'normal', 'deprecated')),
  claim text,                             -- the document's statement beyond the fact, in our own words
  note text,                              -- the curator's reading of the sentence, if it is not obvious
  url text not null,                      -- the URL of the response that contains it
  json text not null,                     -- the item as responses show it
  csv text,                               -- the item as a CSV line; null if its kind has no list
  timeline_json text not null,            -- the fact as a timeline entry: the keys that facts of all kinds have
  -- Sort keys: an open bound extends to the end of the calendar; an undated fact has an empty string.
  first_day text as (case when edtf is null then '' else coalesce(earliest, '0000-01-01') end) virtual,
  last_day text as (case when edtf is null then '' else coalesce(latest, '9999-12-31') end) virtual,
  undated integer as (edtf is null) virtual,
  dated integer as (edtf is not null) virtual,
  unique (kind, id),
  check ((edtf is null) = (precision is null))
) strict;

-- One row: all facts in the default order of lists: by date with undated facts last, then by id and kind. The index of a fact in
-- this order, from 0, is its position. Bitmaps of facts (below) contain positions, so that a period is a contiguous range.
create table date_order (
  one integer primary key check (one = 1),
  dated integer not null, -- the number of facts with a date
  keys blob not null      -- fact keys as little-endian 32-bit integers
) strict;

-- One row per distinct pair of first and last day. Its facts are those from `position` up to the position of the next row.
create table period (
  position integer primary key,
  first_day integer not null, -- as YYYYMMDD
  last_day integer not null
) strict;

-- Every sentence of every document: its position, its hash, and its text if the document was available when this file was built.
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
  text text,                 -- null if the document was not available
  excuse text,               -- why no fact cites it; null if one does
  unique (document, pointer),
  check ("start" < "end")
) strict;

-- The sentences that a fact cites.
create table source (
  fact integer not null references fact (key),
  position integer not null,
  sentence integer not null references sentence (key),
  primary key (fact, position)
) strict, without rowid;

create table place (
  relation integer not null references fact (key),
  id text not null,
  country text not null check (length(country) = 3), -- chosen by the curator, like the id
  primary key (relation, id)
) strict, without rowid;

-- Every name of a place in the document.
create table place_name (
  relation integer not null,
  place text not null,
  name text not null,
  primary key (relation, place, name),
  foreign key (relation, place) references place (relation, id)
) strict, without rowid;

-- State intervals of facts that have events. `until` is exclusive: the first day on which the state no longer holds. It is null
-- for the state after the last event, even if that event is in the future.
create table state (
  fact integer not null references fact (key),
  since text not null,
  until text,
  status text not null check ( -- for relations and for missions
    status in ('established', 'suspended', 'severed', 'none', 'unknown', 'open', 'closed', 'not_open')
  ),
  json text not null check (json_valid(json)), -- the state as responses show it, without `as_of`
  primary key (fact, since)
) strict, without rowid;

-- Index entries of filters: for each value of a parameter, the matching facts as a Roaring bitmap in the portable format.
create table term (
  kind text not null,      -- the kind whose list it filters; empty for lists of all kinds
  parameter text not null,
  value text not null,
  facet integer not null check (facet in (0, 1)), -- 1 for the value that facets show, 0 for its other spellings
  facts integer not null,  -- the number of facts in the bitmap
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
  until text,              -- exclusive; null as in `state`
  primary key (kind, parameter, value, facet, fact, since)
) strict, without rowid;

-- The index of word search: for each folded word, bitmaps of the facts that contain it in the title; in title or names; anywhere.
create table word (
  word text not null unique,
  stem text not null, -- shared by the forms of an English word
  title blob not null,
  names blob not null,
  anywhere blob not null
) strict;

-- The searchable text besides the title. Snippets are taken from it.
create table fact_text (
  fact integer primary key references fact (key),
  names text not null, -- all spellings of people, bodies, countries and places
  text text not null   -- our own words and, if the document was available, its sentences
) strict;

-- Sort keys besides date, id and title. Facts without a value sort last in both directions: an ascending scan orders by `absent`
-- first, a descending scan by `present`.
create table sort_key (
  kind text not null,
  name text not null,
  absent integer not null check (absent in (0, 1)),
  present integer not null check (present = 1 - absent),
  value any not null,
  id text not null,
  fact integer not null references fact (key)
) strict;

-- The columns with which the view of every kind begins.
create view facts as
select f.key, f.kind, f.id, r.id as relation, p.kind as part_of_kind, p.id as part_of, f.title, f.edtf, f.date_text,
  f.earliest, f.latest, f.precision, f.approximate, f.uncertain, f.rank, f.claim, f.note, f.url
from fact f
join fact r on r.key = f.relation
left join fact p on p.key = f.part_of;

-- Every sentence of every document; `text` is null if the document was not available.
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

-- Every fact with the sentences it cites.
create view sources as
select f.kind, f.id, f.title, d.id as document, s.pointer, s."start", s."end", s.sha256, s.text
from source
join fact f on f.key = source.fact
join sentence s on s.key = source.sentence
join fact d on d.key = s.document
order by s.key, f.key;

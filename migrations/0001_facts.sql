-- The tables that facts of all kinds share. The database is always built from seed files and then never changed, so a migration
-- only describes the schema and has no old data to migrate. Tables begin with `_`, because they
-- are internal. To read the data, use the views: one for each kind (visits, missions, …) with the columns of its CSV, which the
-- program creates from the declarations of the kinds, and timeline, sources, places and dataset.

pragma application_id = 0x62696c61; -- "bila": identifies a database of this program

-- One row that describes the data set.
create table _dataset (
  one integer primary key check (one = 1),
  version text not null,  -- a hash of the seeds and the loaded documents
  build text not null,    -- the build of the program that wrote the file; another build writes it again
  title text,             -- from here on, null if the seeds do not say
  licence text,
  citation text,
  revised text            -- the day on which the facts were last revised
) strict;

create table _fact (
  key integer primary key,
  kind text not null,
  id text not null,                       -- unique within its kind, across all pairs
  relation integer not null references _fact (key) deferrable initially deferred, -- the pair; the pair's own fact references itself
  part_of integer references _fact (key),  -- the mission or relation of an event; null for other facts
  title text not null,
  title_key text not null,                -- the folded title, by which lists are sorted: É stands with E
  edtf text,                              -- null if the document gives no date
  date_text text,                         -- the date as the document writes it
  calendar text check ( -- of these words; null for the Gregorian calendar, in which the other columns always are
    calendar in (
      'julian', 'hijri', 'solar_hijri', 'rumi', 'hebrew', 'ethiopian', 'coptic', 'buddhist', 'vikram_samvat', 'chinese', 'minguo',
      'japanese', 'french_republican'
    )
  ),
  earliest text,                          -- null if undated or open-ended; edtf distinguishes the two
  latest text,
  precision text check (precision in ('day', 'month', 'season', 'year', 'decade', 'century', 'interval')),
  approximate integer not null check (approximate in (0, 1)),
  uncertain integer not null check (uncertain in (0, 1)),
  rank text not null check (rank in ('preferred', 'normal', 'deprecated')),
  claim text,                             -- the document's statement beyond the fact, in our own words
  note text,                              -- the curator's reading of the sentence, if it is not obvious
  url text not null,                      -- the URL of the response that contains it
  json text not null,                     -- the item as responses show it
  csv text not null,                      -- the item as a CSV line
  timeline_json text not null,            -- the fact as a timeline entry: the keys that facts of all kinds have
  -- Sort keys: a date with an open start stands after those that begin on its last day, and an open end extends to the end of
  -- the calendar; an undated fact has an empty string.
  sort_day text as (case when edtf is null then '' else coalesce(earliest, latest || '~') end) virtual,
  last_day text as (case when edtf is null then '' else coalesce(latest, '9999-12-31') end) virtual,
  undated integer as (edtf is null) virtual,
  dated integer as (edtf is not null) virtual,
  unique (kind, id),
  check ((edtf is null) = (precision is null))
) strict;

-- One row: all facts in the default order of lists: by date, then by id and kind; facts without a date come last, in the order of
-- the article. The index of a fact in
-- this order, from 0, is its position. Bitmaps of facts (below) contain positions, so that a period is a contiguous range.
create table _date_order (
  one integer primary key check (one = 1),
  dated integer not null, -- the number of facts with a date
  keys blob not null      -- fact keys as little-endian 32-bit integers
) strict;

-- One row per distinct date. Its facts are those from `position` up to the position of the next row.
create table _period (
  position integer primary key,
  sort_day integer not null, -- the first day as YYYYMMDD, or the last one if the start is open
  open_start integer not null check (open_start in (0, 1)),
  last_day integer not null
) strict;

-- The sentences that a fact cites.
create table _source (
  fact integer not null references _fact (key),
  position integer not null,
  sentence integer not null references _fact (key) deferrable initially deferred,
  primary key (fact, position)
) strict, without rowid;

create table _place (
  relation integer not null references _fact (key),
  id text not null,
  country text not null check (length(country) = 3), -- chosen by the curator, like the id
  primary key (relation, id)
) strict, without rowid;

-- Every name of a place: those in the document, and other spellings that the curator has added.
create table _place_name (
  relation integer not null,
  place text not null,
  name text not null,
  added integer not null check (added in (0, 1)), -- 1 for a spelling of the curator
  primary key (relation, place, name),
  foreign key (relation, place) references _place (relation, id)
) strict, without rowid;

-- The documents' own names of countries, by which requests find them besides the names that the program knows.
create table _country_name (
  relation integer not null references _fact (key),
  code text not null check (length(code) = 3),
  name text not null,
  primary key (relation, code, name)
) strict, without rowid;

-- State intervals of facts that have events. `until` is exclusive: the first day on which the state no longer holds. It is null
-- for the state after the last event, even if that event is in the future.
create table _state (
  fact integer not null references _fact (key),
  since text not null,
  until text,
  status text not null check ( -- for relations and for missions
    status in (
      'established', 'downgraded', 'ambassador_recalled', 'ambassador_expelled', 'suspended', 'severed', 'unofficial', 'none', 'unknown',
      'open', 'closed', 'not_open'
    )
  ),
  json text not null check (json_valid(json)), -- the state as responses show it, without `as_of`
  primary key (fact, since)
) strict, without rowid;

-- Index entries of filters: for each value of a parameter, the matching facts as a Roaring bitmap in the portable format.
create table _term (
  kind text not null,      -- the kind whose list it filters; empty for lists of all kinds
  parameter text not null,
  value text not null,
  facet integer not null check (facet in (0, 1)), -- 1 for the value that facets show, 0 for its other spellings
  facts integer not null,  -- the number of facts in the bitmap
  positions blob not null,
  unique (kind, parameter, value, facet)
) strict;

-- Index entries that hold only for a time, because they depend on the state of the fact.
create table _temporal_term (
  kind text not null,
  parameter text not null,
  value text not null,
  facet integer not null check (facet in (0, 1)),
  fact integer not null references _fact (key),
  since text not null,
  until text,              -- exclusive; null as in `state`
  primary key (kind, parameter, value, facet, fact, since)
) strict, without rowid;

-- The index of word search: for each folded word, bitmaps of the facts that contain it in the title; in title or names; anywhere.
create table _word (
  word text not null unique,
  stem text not null, -- shared by the forms of an English word
  title blob not null,
  names blob not null,
  anywhere blob not null
) strict;

-- The searchable text besides the title. Snippets are taken from it.
create table _fact_text (
  fact integer primary key references _fact (key),
  names text not null, -- all spellings of people, bodies, countries and places
  text text not null   -- our own words and, if the document was available, its sentences
) strict;

-- Sort keys besides date, id and title. Facts without a value sort last in both directions: an ascending scan orders by `absent`
-- first, a descending scan by `present`.
create table _sort_key (
  kind text not null,
  name text not null,
  absent integer not null check (absent in (0, 1)),
  present integer not null check (present = 1 - absent),
  value any not null,
  id text not null,
  fact integer not null references _fact (key)
) strict;

-- Every name of every place. `added` is 1 for a spelling that the curator has added.
create view places as
select r.id as relation, p.id, p.country, n.name, n.added
from _place p
join _place_name n on n.relation = p.relation and n.place = p.id
join _fact r on r.key = p.relation;

-- Every fact with the sentences it cites.
create view sources as
select f.kind, f.id, f.title, s.document, s.pointer, s."start", s."end", s.sha256, s.text, s.link,
  (
    select group_concat(r.mark, ' ')
    from _sentence_references r
    where r.fact = s.fact
  ) as "references"
from _source
join _fact f on f.key = _source.fact
join _sentence_detail s on s.fact = _source.sentence
order by s.fact, f.key;

-- The data set itself: one row.
create view dataset as
select version, title, licence, citation, revised
from _dataset;

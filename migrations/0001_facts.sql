-- What all facts share. The file is built fresh from seed files and never changed afterwards: a migration describes the
-- schema, it never has old data to carry over. Open the views (visits, missions, …) to read; the tables below feed them.

pragma application_id = 0x62696c61; -- "bila": tells this file from any other database

-- One row: which data set this is.
create table dataset (
  one integer primary key check (one = 1),
  version text not null,  -- changes whenever a seed, a loaded document or the program changes
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
  json text not null check (json_valid(json)),         -- the item, as answers show it
  timeline_json text not null check (json_valid(timeline_json)), -- the same for the timeline: what all facts have
  -- Days to filter and sort by: an open bound reaches to the end of the calendar, an undated fact has an empty one.
  first_day text as (case when edtf is null then '' else coalesce(earliest, '0000-01-01') end) virtual,
  last_day text as (case when edtf is null then '' else coalesce(latest, '9999-12-31') end) virtual,
  undated integer as (edtf is null) virtual,
  dated integer as (edtf is not null) virtual,
  unique (kind, id),
  check ((edtf is null) = (precision is null))
) strict;

-- Every list is of one kind, undated facts last, then by date and id. Read backwards, `dated` keeps the undated last.
create index fact_in_order on fact (kind, undated, first_day, last_day, id);
create index fact_in_reverse on fact (kind, dated, first_day, last_day, id);
create index fact_by_title on fact (kind, title, id);
-- The timeline is of all kinds.
create index fact_by_day on fact (undated, first_day, last_day, id, kind);
create index fact_by_day_in_reverse on fact (dated, first_day, last_day, id, kind);
create index fact_by_relation on fact (relation, kind, undated, first_day, last_day, id);

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

-- The facts read from a sentence.
create index source_by_sentence on source (sentence, fact);

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

-- What a fact with events is, from one day up to another: `until` is the first day on which it no longer is so, null for today.
create table state (
  fact integer not null references fact (key),
  since text not null,
  until text,
  status text not null,
  json text not null check (json_valid(json)), -- the state as answers show it, without the day asked for
  primary key (fact, since)
) strict, without rowid;

-- The words under which a list's filters find a fact; for what changes, only for a time.
create table term (
  parameter text not null,
  value text not null,
  fact integer not null references fact (key),
  since text not null,
  until text,
  facet integer not null check (facet in (0, 1)), -- 1 for the value that facets count, 0 for other spellings of it
  primary key (parameter, value, fact, since)
) strict, without rowid;

-- The facts that a facet counts, by their value.
create index term_by_facet on term (parameter, facet, value, fact);

-- What a list can be sorted by besides date, id and title. `absent` sorts what has no value last, read forwards; `present`
-- does so read backwards.
create table sort_key (
  kind text not null,
  name text not null,
  absent integer not null check (absent in (0, 1)),
  present integer not null check (present = 1 - absent),
  value any not null,
  id text not null,
  fact integer not null references fact (key),
  primary key (kind, name, absent, value, id)
) strict, without rowid;

create index sort_key_in_reverse on sort_key (kind, name, present, value, id);
create index sort_key_of_fact on sort_key (fact, name, kind);

-- What full text search looks at. The rowid is the fact's key; accents and case are folded.
create virtual table fact_text using fts5 (title, names, text, tokenize = 'unicode61 remove_diacritics 2');

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

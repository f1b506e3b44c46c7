-- High-level visits.

create table _visit_detail (
  fact integer primary key references _fact (key),
  host text check (length(host) = 3), -- null for some meetings in a third place
  place_id text, -- null if the document names no place
  place_name text,
  type text not null check (
    type in ('state_visit', 'official_visit', 'working_visit', 'multilateral', 'third_place', 'unspecified')
  ),
  occasion text -- null if the document gives none
) strict;

create table _visit_guests (
  fact integer not null references _fact (key),
  position integer not null,
  name text, -- null if the document names nobody
  title text,
  number integer, -- null unless the document counts people instead of naming them
  office text check (
    office in (
      'head_of_state', 'head_of_government', 'deputy_head', 'foreign_minister', 'minister', 'ambassador', 'envoy',
      'legislator', 'royal_family', 'other'
    )
  ),
  country text not null check (length(country) = 3),
  primary key (fact, position)
) strict, without rowid;

create table _visit_met (
  fact integer not null references _fact (key),
  position integer not null,
  name text,
  title text,
  number integer, -- null unless the document counts people instead of naming them
  office text check (
    office in (
      'head_of_state', 'head_of_government', 'deputy_head', 'foreign_minister', 'minister', 'ambassador', 'envoy',
      'legislator', 'royal_family', 'other'
    )
  ),
  country text not null check (length(country) = 3),
  primary key (fact, position)
) strict, without rowid;

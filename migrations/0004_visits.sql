-- High-level visits.

create table _visit_detail (
  fact integer primary key references _fact (key),
  host text check (length(host) = 3), -- null for some meetings in a third place
  type text not null check (
    type in ('state_visit', 'official_visit', 'working_visit', 'multilateral', 'third_place', 'meeting', 'unspecified')
  ),
  status text check (status in ('planned', 'invited', 'postponed', 'cancelled', 'not_held')), -- null if it took place
  occasion text, -- null if the document gives none
  significance text,
  standing text check (standing in ('stated', 'widely_accepted', 'probable', 'disputed', 'claimed', 'expected')), -- null if the document makes no reservation
  attributed_to_name text, -- null if the document attributes it to nobody
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer
) strict;

create table _visit_guests (
  fact integer not null references _fact (key),
  position integer not null,
  name text, -- null if the document names nobody
  title text,
  number integer, -- null unless the document counts people instead of naming them
  office text check (
    office in (
      'head_of_state', 'head_of_government', 'deputy_head', 'foreign_minister', 'minister', 'ambassador',
      'charge_d_affaires', 'consul', 'envoy', 'legislator', 'royal_family', 'other'
    )
  ),
  other_offices text, -- in our own words
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
      'head_of_state', 'head_of_government', 'deputy_head', 'foreign_minister', 'minister', 'ambassador',
      'charge_d_affaires', 'consul', 'envoy', 'legislator', 'royal_family', 'other'
    )
  ),
  other_offices text, -- in our own words
  country text not null check (length(country) = 3),
  primary key (fact, position)
) strict, without rowid;

create table _visit_places (
  fact integer not null references _fact (key),
  position integer not null,
  id text not null,
  name text not null,
  primary key (fact, position)
) strict, without rowid;

-- High-level visits.

create table _visit_detail (
  fact integer primary key references _fact (key),
  guest_name text, -- null if the document names nobody
  guest_title text,
  guest_office text check (
    guest_office in (
      'head_of_state', 'head_of_government', 'deputy_head', 'foreign_minister', 'minister', 'legislator', 'royal_family',
      'other'
    )
  ),
  guest_country text not null check (length(guest_country) = 3),
  host text not null check (length(host) = 3),
  place_id text, -- null if the document names no place
  place_name text,
  type text not null check (
    type in ('state_visit', 'official_visit', 'working_visit', 'multilateral', 'third_place', 'unspecified')
  )
) strict;

create table _visit_met (
  fact integer not null references _fact (key),
  position integer not null,
  name text,
  title text,
  office text check (
    office in (
      'head_of_state', 'head_of_government', 'deputy_head', 'foreign_minister', 'minister', 'legislator', 'royal_family',
      'other'
    )
  ),
  country text not null check (length(country) = 3),
  primary key (fact, position)
) strict, without rowid;

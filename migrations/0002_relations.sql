-- Diplomatic relations and their events.

create table _relation_detail (
  fact integer primary key references _fact (key)
) strict;

create table _relation_parties (
  fact integer not null references _fact (key),
  position integer not null,
  value text not null check (length(value) = 3), -- ISO 3166-1 alpha-3
  primary key (fact, position)
) strict, without rowid;

create table _relation_event_detail (
  fact integer primary key references _fact (key),
  type text not null check (
    type in (
      'established', 'stated', 'recognised', 'derecognised', 'suspended', 'severed', 'ended', 're_established', 'upgraded',
      'downgraded', 'ambassador_recalled', 'ambassador_expelled', 'ambassador_returned', 'unofficial', 'represented',
      'representation_ended', 'absent'
    )
  ),
  actor_country text check (length(actor_country) = 3), -- null if both acted, or nobody says who
  in_favour_of text check (length(in_favour_of) = 3),
  level_after text check (level_after in ('ambassador', 'minister', 'charge_d_affaires', 'consular', 'interests_section')),
  protecting_power text check (length(protecting_power) = 3),
  reason text,           -- null if the document gives none
  response_to_kind text, -- the fact that it was a response to; null for most events
  response_to_id text,
  standing text check (standing in ('stated', 'widely_accepted', 'probable', 'disputed', 'claimed', 'expected')), -- null if the document makes no reservation
  attributed_to_name text, -- null if the document attributes it to nobody
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer,
  foreign key (response_to_kind, response_to_id) references _fact (kind, id) deferrable initially deferred
) strict;

-- The documents of the pair, in its order.
create table _relation_documents (
  fact integer not null references _fact (key),
  position integer not null,
  value text not null,
  primary key (fact, position)
) strict, without rowid;

-- The documents' own names of countries; the first of each is shown.
create table _relation_country_names (
  fact integer not null references _fact (key),
  position integer not null,
  code text not null check (length(code) = 3),
  name text not null,
  first_year integer,
  last_year integer,
  successor text check (length(successor) = 3),
  primary key (fact, position)
) strict, without rowid;

-- The people that an event was about.
create table _relation_event_people (
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

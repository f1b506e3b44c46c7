-- Incidents that strain relations.

create table _incident_detail (
  fact integer primary key references _fact (key),
  type text not null check (
    type in (
      'protest', 'condemnation', 'summons', 'expulsion', 'accusation', 'sanction', 'recall', 'border_closure',
      'flight_closure', 'attack', 'arrest', 'court_case', 'dispute', 'other'
    )
  ),
  standing text not null check (
    standing in ('stated', 'widely_accepted', 'probable', 'disputed', 'claimed', 'expected')
  ),
  attributed_to_name text, -- null if the document attributes it to nobody
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer,
  actor_country text check (length(actor_country) = 3),   -- null if no country acted
  target_country text check (length(target_country) = 3), -- null if it was directed against no country
  place_id text,           -- null if the document names no place
  place_name text,
  reason text,             -- null if the document gives none
  outcome text,            -- null if the document gives none
  response_to_kind text,   -- the fact that it was a response to; null for most incidents
  response_to_id text,
  foreign key (response_to_kind, response_to_id) references _fact (kind, id) deferrable initially deferred
) strict;

create table _incident_actors (
  fact integer not null references _fact (key),
  position integer not null,
  name text not null,
  country text check (length(country) = 3), -- null for an actor that belongs to no country
  number integer, -- null unless the document counts people
  primary key (fact, position)
) strict, without rowid;

create table _incident_targets (
  fact integer not null references _fact (key),
  position integer not null,
  name text not null,
  country text check (length(country) = 3), -- null for a target that belongs to no country
  number integer, -- null unless the document counts people
  primary key (fact, position)
) strict, without rowid;

-- Those who deny it.
create table _incident_denied_by (
  fact integer not null references _fact (key),
  position integer not null,
  name text not null,
  country text check (length(country) = 3), -- null for one that belongs to no country
  number integer, -- null unless the document counts people
  primary key (fact, position)
) strict, without rowid;

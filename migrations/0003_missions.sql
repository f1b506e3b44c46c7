-- Diplomatic missions. The type, status and seats of a mission depend on the day: the table `state` has them for every day, the
-- view shows those after the last event, even if that event is in the future.

create table _mission_detail (
  fact integer primary key references _fact (key),
  sending text not null check (length(sending) = 3),
  receiving text not null check (length(receiving) = 3),
  name text not null,
  resident integer not null check (resident in (0, 1))
) strict;

create table _mission_event_detail (
  fact integer primary key references _fact (key),
  type text not null check (
    type in (
      'announced', 'abandoned', 'opened', 'accredited', 'inaugurated', 'vacated', 'seat_added', 'relocated', 'renamed', 'upgraded', 'downgraded', 'closed', 'reopened', 'stated'
    )
  ),
  type_after text check ( -- null if the document does not say what the mission became
    type_after in (
      'embassy', 'high_commission', 'diplomatic_mission', 'legation', 'branch_office', 'consulate_general', 'consulate',
      'honorary_consulate', 'representative_office'
    )
  ),
  place_id text, -- null if the event does not concern a seat
  place_name text,
  name_after text, -- null if the document does not say that its name changed
  head_name text, -- null if the document names nobody
  head_title text,
  head_number integer,
  head_office text check (
    head_office in (
      'head_of_state', 'head_of_government', 'deputy_head', 'foreign_minister', 'minister', 'ambassador',
      'charge_d_affaires', 'consul', 'envoy', 'legislator', 'royal_family', 'other'
    )
  ),
  head_other_offices text,
  head_country text check (length(head_country) = 3), -- null if the event does not concern the head
  reason text,           -- null if the document gives none
  response_to_kind text, -- the fact that it was a response to; null for most events
  response_to_id text,
  standing text check (standing in ('stated', 'widely_accepted', 'probable', 'disputed', 'claimed', 'expected')), -- null if the document makes no reservation
  attributed_to_name text, -- null if the document attributes it to nobody
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer,
  foreign key (response_to_kind, response_to_id) references _fact (kind, id) deferrable initially deferred
) strict;

create table _mission_other_names (
  fact integer not null references _fact (key),
  position integer not null,
  value text not null,
  primary key (fact, position)
) strict, without rowid;

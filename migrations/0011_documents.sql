-- The documents that facts cite. Only metadata; the text of sentences is in `sentence`, if it was available.

create table document_detail (
  fact integer primary key references fact (key),
  sha256 text not null check (length(sha256) = 64),
  licence text,  -- null if the document states none
  address text,
  retrieved text
) strict;

create table infobox_entry_detail (
  fact integer primary key references fact (key),
  key text not null,
  value text not null,
  mission_kind text, -- the mission that the entry describes; null for other entries
  mission_id text,
  type text check (
    type in (
      'embassy', 'high_commission', 'diplomatic_mission', 'branch_office', 'consulate_general', 'consulate',
      'honorary_consulate', 'representative_office'
    )
  ),
  foreign key (mission_kind, mission_id) references fact (kind, id) deferrable initially deferred
) strict;

create table infobox_entry_seats (
  fact integer not null references fact (key),
  position integer not null,
  id text not null,
  name text not null,
  primary key (fact, position)
) strict, without rowid;

create table see_also_title_detail (
  fact integer primary key references fact (key),
  name text not null
) strict;

create view documents as
select f.*, d.sha256, d.licence, d.address, d.retrieved,
  (select count(*) from sentence s where s.document = f.key) as sentences
from facts f
join document_detail d on d.fact = f.key;

create view infobox_entries as
select f.*, d.key as entry, d.value, d.mission_id, d.type,
  (select group_concat(name, '; ') from infobox_entry_seats s where s.fact = f.key) as seats
from facts f
join infobox_entry_detail d on d.fact = f.key
order by f.key;

create view see_also_titles as
select f.*, d.name
from facts f
join see_also_title_detail d on d.fact = f.key
order by f.key;

-- The documents that facts cite. Only metadata; the text of sentences is in `_sentence_detail`, if it was available.

create table _document_detail (
  fact integer primary key references _fact (key),
  publisher text, -- from here on, null if nobody says
  language text,  -- a BCP 47 tag
  licence text,   -- an SPDX expression
  address text,
  address_status text check (address_status in ('stated', 'identified')),
  revision text,
  published text,
  retrieved text,
  check ((address is null) = (address_status is null))
) strict;

create table _document_abbreviations (
  fact integer not null references _fact (key),
  position integer not null,
  value text not null,
  primary key (fact, position)
) strict, without rowid;

create table _infobox_entry_detail (
  fact integer primary key references _fact (key),
  key text not null,
  value text not null,
  mission_kind text, -- the mission that the entry describes; null for other entries
  mission_id text,
  type text check (
    type in (
      'embassy', 'high_commission', 'diplomatic_mission', 'legation', 'branch_office', 'consulate_general', 'consulate',
      'honorary_consulate', 'representative_office'
    )
  ),
  foreign key (mission_kind, mission_id) references _fact (kind, id) deferrable initially deferred
) strict;

create table _infobox_entry_seats (
  fact integer not null references _fact (key),
  position integer not null,
  id text not null,
  name text not null,
  primary key (fact, position)
) strict, without rowid;

create table _reference_detail (
  fact integer primary key references _fact (key),
  mark text not null, -- of the footnote, without its brackets
  text text,          -- null if the footnote says nothing
  address text        -- null if the document gives none
) strict;

create table _see_also_title_detail (
  fact integer primary key references _fact (key),
  name text not null
) strict;

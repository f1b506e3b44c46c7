-- Treaties, and the numbers of treaties that the document states. Neither is derived from the other.

create table _treaty_detail (
  fact integer primary key references _fact (key),
  instrument text not null check (
    instrument in (
      'treaty', 'agreement', 'convention', 'protocol', 'memorandum', 'declaration', 'exchange_of_notes', 'other'
    )
  ),
  level text not null check (
    level in ('interstate', 'intergovernmental', 'interagency', 'interparliamentary', 'unspecified')
  ),
  name text, -- null if the document gives it none
  subject text,
  place_id text, -- null if the document names no place
  place_name text,
  status text check (status in ('negotiated', 'initialled', 'unratified', 'suspended', 'terminated')), -- null if it is in force, or nobody says
  in_force_edtf text, -- entry into force; the date of the fact is the date of signature
  in_force_text text,
  in_force_earliest text,
  in_force_latest text,
  ended_edtf text,
  ended_text text,
  ended_earliest text,
  ended_latest text,
  ended_by text check (length(ended_by) = 3),
  standing text check (standing in ('stated', 'widely_accepted', 'probable', 'disputed', 'claimed', 'expected')), -- null if the document makes no reservation
  attributed_to_name text, -- null if the document attributes it to nobody
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer
) strict;

create table _treaty_parties (
  fact integer not null references _fact (key),
  position integer not null,
  value text not null check (length(value) = 3),
  primary key (fact, position)
) strict, without rowid;

create table _treaty_bodies (
  fact integer not null references _fact (key),
  position integer not null,
  value text not null,
  primary key (fact, position)
) strict, without rowid;

create table _treaty_signatories (
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

create table _treaty_count_detail (
  fact integer primary key references _fact (key),
  scope text not null check (
    scope in (
      'all', 'economy', 'aerospace', 'education', 'culture', 'humanitarian', 'security', 'transport', 'energy', 'agriculture', 'health',
      'environment', 'infrastructure', 'tourism', 'political', 'other',
      'cultural_humanitarian'
    )
  ),
  scope_status text not null check (scope_status in ('stated', 'interpreted')),
  comparator text not null check (comparator in ('=', '>', '>=', '<', '<=', '~')),
  value integer not null,
  min integer, -- null if the text sets no bound
  max integer,
  text text not null,
  since_edtf text,
  since_text text,
  since_earliest text,
  since_latest text
) strict;

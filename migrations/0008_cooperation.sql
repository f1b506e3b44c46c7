-- Cooperation other than visits, treaties and trade.

create table _cooperation_detail (
  fact integer primary key references _fact (key),
  sector text not null check (
    sector in (
      'economy', 'aerospace', 'education', 'culture', 'humanitarian', 'security', 'transport', 'energy', 'agriculture', 'health',
      'environment', 'infrastructure', 'tourism', 'political', 'other'
    )
  ),
  type text not null check (
    type in (
      'institution', 'programme', 'contract', 'project', 'award', 'aid', 'scholarship', 'branch', 'membership', 'company',
      'negotiation', 'support', 'consultation', 'statement', 'meeting', 'exhibition', 'twinning', 'alliance', 'operation'
    )
  ),
  name text, -- null if the document gives it none
  subject text, -- in our own words; null if the title says all
  status text not null check (
    status in ('stated', 'offered', 'agreed', 'signed', 'ongoing', 'completed', 'past', 'planned', 'suspended', 'ended')
  ),
  ended_edtf text, -- null if the document does not say when it stopped
  ended_text text,
  ended_earliest text,
  ended_latest text,
  place_id text,
  place_name text,
  amount_value integer,
  amount_min integer,
  amount_max integer,
  amount_currency text check (length(amount_currency) = 3),
  amount_precision integer,
  amount_text text,
  count integer,
  counted text, -- the things counted, in our own words
  frequency text check (frequency in ('once', 'monthly', 'quarterly', 'annual')),
  standing text check (standing in ('stated', 'widely_accepted', 'probable', 'disputed', 'claimed', 'expected')), -- null if the document makes no reservation
  attributed_to_name text, -- null if the document attributes it to nobody
  attributed_to_country text check (length(attributed_to_country) = 3),
  attributed_to_number integer
) strict;

create table _cooperation_actors (
  fact integer not null references _fact (key),
  position integer not null,
  name text not null,
  country text check (length(country) = 3), -- null for an actor that belongs to no country
  number integer, -- null unless the document counts people
  role text check (
    role in ('giver', 'recipient', 'supplier', 'customer', 'organiser', 'patron', 'partner', 'participant', 'mediator')
  ),
  primary key (fact, position)
) strict, without rowid;

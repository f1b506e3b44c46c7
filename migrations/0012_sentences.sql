-- The sentences of documents, each a fact.

create table _sentence_detail (
  fact integer primary key references _fact (key),
  document text not null,
  pointer text not null,
  section text not null,
  paragraph integer not null check (paragraph > 0),
  sentence integer not null check (sentence > 0),
  "start" integer not null,  -- in code points
  "end" integer not null,    -- exclusive
  sha256 text not null check (length(sha256) = 16),
  link text,                 -- null if the document has no address
  text text,                 -- null if the document was not available
  status text not null check (status in ('cited', 'excused')),
  excuse text,               -- why no fact cites it; null if one does
  unique (document, pointer),
  check ("start" < "end"),
  check ((status = 'excused') = (excuse is not null))
) strict;

-- The works that the footnotes of a sentence refer to.
create table _sentence_references (
  fact integer not null references _fact (key),
  position integer not null,
  id text,            -- of the reference; null if only its mark is known
  mark text not null,
  text text,
  address text,
  primary key (fact, position)
) strict, without rowid;

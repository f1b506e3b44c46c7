-- Run when the facts are in: an index over rows that are there is sorted once, which is quicker than keeping it in order.

create index fact_by_title on fact (kind, title, id);

-- The timeline has the dated facts of all kinds.
create index dated_by_title on fact (title, id, kind) where undated = 0;
create index dated_by_id on fact (id, kind) where undated = 0;

-- The facts read from a sentence.
create index source_by_sentence on source (sentence, fact);

-- Each sort is read from its index alone, either way; a second key is looked up by its fact.
create unique index sort_key_in_order on sort_key (kind, name, absent, value, id, fact);
create unique index sort_key_in_reverse on sort_key (kind, name, present, value, id, fact);
create unique index sort_key_of_fact on sort_key (fact, name, kind);

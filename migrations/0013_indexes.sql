-- Runs after the facts are inserted, because building an index once is faster than updating it with every row.

create index fact_by_title on _fact (kind, title_key, id);

-- The timeline lists dated facts of all kinds.
create index dated_by_title on _fact (title_key, id, kind) where undated = 0;
create index dated_by_id on _fact (id, kind) where undated = 0;

-- A word is searched for in all of its forms.
create index word_by_stem on _word (stem);

-- The facts that cite a sentence.
create index source_by_sentence on _source (sentence, fact);

-- A list sorted by one key is read from one of these indexes, in either direction. Secondary keys are looked up by fact.
create unique index sort_key_in_order on _sort_key (kind, name, absent, value, id, fact);
create unique index sort_key_in_reverse on _sort_key (kind, name, present, value, id, fact);
create unique index sort_key_of_fact on _sort_key (fact, name, kind);

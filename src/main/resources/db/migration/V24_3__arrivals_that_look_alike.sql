-- Those who come together, such as the rows of a file, are compared with each other, too, before any of them is on record: by
-- what customers are compared by, and each with those before it alone. They are forgotten in the same transaction, so that no
-- log has to bring them back.
create unlogged table arrival (
    -- who come together: an import
    batch        bigint not null,
    -- its place among them: a line
    place        bigint not null,
    company      text not null,
    email_key    text,
    phone_key    text,
    -- of its own: not that of a free mail provider
    email_domain text,
    company_key  text not null,
    name_key     text not null,
    -- whether another system knows it under a number of its own
    told_apart   boolean not null,
    -- whether names count that are less than 90 of 100 alike
    loosely      boolean not null,
    primary key (batch, place)
);

-- Each search has one index that it can use, and no other: the rows are searched while they are written, when the planner knows
-- nothing of them, and of two indexes that begin with the batch it might read everybody along the wrong one.
create index arrival_email on arrival ((batch::text || ' ' || email_key));
create index arrival_phone on arrival ((batch::text || ' ' || phone_key));
create index arrival_domain on arrival ((batch::text || ' ' || email_domain));
create index arrival_person on arrival ((batch::text || ' ' || name_key));
create index arrival_company on arrival ((batch::text || ' ' || company_key));
create index arrival_company_like on arrival using gin (company_key gin_trgm_ops) where loosely;

-- A signature says of which batch it is, so that one look finds those of this batch alone.
create function arrival_signatures(signatures bigint[], batch bigint) returns bigint[]
language sql immutable parallel safe
return (select array_agg(s # hashint8extended(batch, 0)) from unnest(signatures) as s);

alter table arrival
    add column company_signatures bigint[]
        generated always as (arrival_signatures(company_signatures(company_key), batch)) stored;
create index arrival_company_signatures on arrival using gin (company_signatures) with (fastupdate = off);

-- The same search as duplicate_candidates, among those of a batch who came before.
create function arrivals_alike(
    asked_batch bigint, asked_place bigint, asked_email text, asked_phone text, asked_domain text, asked_company text,
    asked_name text, alike integer)
returns table (
    place bigint, company text, told_apart boolean, same_mail boolean, same_phone boolean, domains text[],
    company_likeness integer, name_likeness integer)
language plpgsql stable rows 5
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off as $$
#variable_conflict use_column
declare
    of_batch constant text := asked_batch::text || ' ';
    -- Percentages are rounded.
    threshold constant real := least(alike, 100) / 100.0 - 0.005;
    asked_signatures constant bigint[] :=
        case when alike between 90 and 100 then arrival_signatures(alike_signatures(asked_company), asked_batch) end;
begin
    if alike < 90 then
        perform set_config('pg_trgm.similarity_threshold', threshold::text, true);
    end if;
    return query
        with hit(place) as (
            (select place from arrival
              where batch::text || ' ' || email_key = of_batch || asked_email and place + 0 < asked_place limit 10)
            union
            (select place from arrival
              where batch::text || ' ' || phone_key = of_batch || asked_phone and place + 0 < asked_place limit 10)
            union
            (select place from arrival
              where batch::text || ' ' || email_domain = of_batch || asked_domain and place + 0 < asked_place limit 20)
            union
            (select place
               from (select place, company_key from arrival
                      where batch::text || ' ' || name_key = of_batch || asked_name and place + 0 < asked_place
                      limit 100) as named
              where similarity(company_key, asked_company) >= 0.595 limit 10)
            union
            (select place from arrival
              where batch::text || ' ' || company_key = of_batch || asked_company and place + 0 < asked_place limit 10)
            union
            (select place
               from (select batch, place, company_key from arrival
                      where company_signatures && asked_signatures limit 300) as shares
              where batch = asked_batch and place < asked_place and similarity(company_key, asked_company) >= threshold
              limit 20)
            union
            (select place
               from (select batch, place from arrival
                      where loosely and company_key % asked_company and alike < 90 limit 300) as likes
              where batch = asked_batch and place < asked_place limit 20))
        select b.place, b.company, b.told_apart,
               coalesce(b.email_key = asked_email, false) as mail,
               coalesce(b.phone_key = asked_phone, false) as phone,
               array_remove(array[b.email_domain], null),
               round(100 * similarity(b.company_key, asked_company))::integer as company_like,
               round(100 * similarity(b.name_key, asked_name))::integer as name_like
          from hit
         cross join lateral (select * from arrival where batch = asked_batch and arrival.place = hit.place offset 0) as b
         order by mail desc, phone desc, company_like desc, name_like desc, b.place
         limit 20;
end $$;

-- The rows of a file that look like an earlier row, for somebody to compare the two customers once both are there.
create table import_alike (
    run_id     bigint not null references import_run,
    line       bigint not null,
    other_line bigint not null,
    score      integer not null,
    reason     text not null,
    -- what people read of it
    note       text not null,
    -- whether somebody is to be asked and was not yet
    todo       boolean not null,
    primary key (run_id, line)
);
create index import_alike_todo on import_alike (run_id, line) where todo;

-- Whether somebody is asked to compare the customer that a row brings, with one on record or with that of another row.
alter table import_row add column asks boolean not null default false;

-- Nobody reads along it: rows are read in the order of their lines. But while a file is taken in, and the planner knows nothing
-- of its rows yet, it looked as good for writing one of them as the primary key, and each was looked for among all.
drop index import_row_outcome;

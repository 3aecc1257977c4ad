-- Names that are at least 90 of 100 alike are found by signatures, and no longer by reading everybody who has some three
-- letters in common, which took longer the more customers there were.
--
-- Two names are that much alike if their trigrams differ in few. Cut one way into one part more than may differ, the
-- trigrams of two such names are the same in at least one part. So a name has a signature for each of its parts, whoever is
-- alike shares one, and hardly anybody else does: three hundred of those who share one are compared as before.
--
-- Customers of an import that was undone are not found any more: they count as if they had never come, and nobody compares
-- them with others.
create index duplicate_pair_one on duplicate_pair (one_id);

-- How many of a name's trigrams may differ, and so how many parts there are: likeness is what two names have in common of
-- all that either has, and 89.5 is rounded to 90.
create function company_parts(trigrams integer) returns integer language sql immutable parallel safe
    return 1 + trigrams * 105 / 895;

create function company_signatures(trigrams text[], parts integer) returns bigint[]
language plpgsql immutable parallel safe as $$
declare
    signatures bigint[] := array_fill(0::bigint, array[parts]);
    trigram text;
    hash bigint;
    part integer;
begin
    for part in 1 .. parts loop
        signatures[part] := hashint8extended(part, parts);
    end loop;
    foreach trigram in array trigrams loop
        hash := hashtextextended(trigram, parts);
        part := 1 + abs(hash % parts);
        signatures[part] := signatures[part] # hash;
    end loop;
    return signatures;
end $$;

-- What a customer is found by. The path is written down for a restore, which knows none.
create function company_signatures(company_key text) returns bigint[]
language plpgsql immutable parallel safe set search_path from current as $$
declare
    trigrams constant text[] := show_trgm(company_key);
    many constant integer := cardinality(trigrams);
begin
    return case when many > 0 then company_signatures(trigrams, company_parts(many)) end;
end $$;

-- What those are found by who are alike: they may have some trigrams fewer or more, and so fewer or more parts.
create function alike_signatures(company_key text) returns bigint[]
language plpgsql immutable parallel safe set search_path from current as $$
declare
    trigrams constant text[] := show_trgm(company_key);
    many constant integer := cardinality(trigrams);
    signatures bigint[] := '{}';
begin
    if many > 0 then
        for parts in company_parts((many * 895 + 999) / 1000) .. company_parts(many * 1000 / 895) loop
            signatures := signatures || company_signatures(trigrams, parts);
        end loop;
    end if;
    return signatures;
end $$;

-- A customer is written once and again many times, the first time at once, when its first task is there: half of each page is
-- left for that, so that what did not change need not be written to all indexes anew.
alter table customer set (fillfactor = 50);
alter table customer
    add column company_signatures bigint[] generated always as (company_signatures(company_key)) stored;
create index customer_company_signatures on customer using gin (company_signatures) with (fastupdate = off);
-- Only where somebody lets names count that are less alike are trigrams still looked for, so new ones may wait again; a short
-- while only, since whoever looks reads all that wait.
alter index customer_company_like set (fastupdate = on, gin_pending_list_limit = 256);

-- As before, and for the rows of a file: among all but those whom the same file brought.
create function duplicate_candidates(
    keys bigint[], asked_email text, asked_phone text, asked_domain text, asked_company text, asked_name text,
    alike integer, not_of_import bigint)
returns table (
    id bigint, company text, stage text, same_mail boolean, same_phone boolean, domains text[],
    company_likeness integer, name_likeness integer)
language plpgsql rows 20
-- To plan it anew each time takes longer than to look. So it is planned once for a connection, which may be while there is
-- hardly a customer; every look-up has its index, and is to use it from the first day on.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off as $$
#variable_conflict use_column
declare
    -- Percentages are rounded.
    threshold constant real := least(alike, 100) / 100.0 - 0.005;
    asked_signatures constant bigint[] := case when alike between 90 and 100 then alike_signatures(asked_company) end;
begin
    perform pg_advisory_xact_lock(k) from unnest(keys) as k;
    if alike < 90 then
        perform set_config('pg_trgm.similarity_threshold', threshold::text, true);
    end if;
    return query
        with known as not materialized (
            select id, company_key, company_signatures from customer
             where undone_at is null
               and (not_of_import is null
                    or not_of_import is distinct from (
                        select r.run_id from import_row r
                         where r.customer_id = customer.id and r.result = 'created' limit 1))),
        hit(id) as (
            (select k.id from contact p join known k on k.id = p.customer_id where email_key = asked_email limit 10)
            union
            (select k.id from contact p join known k on k.id = p.customer_id where phone_key = asked_phone limit 10)
            union
            (select k.id from contact p join known k on k.id = p.customer_id where email_domain = asked_domain limit 20)
            union
            (select k.id
               from (select customer_id from contact where name_key = asked_name order by id desc limit 100) as named
               join known k on k.id = named.customer_id
              where similarity(k.company_key, asked_company) >= 0.595 limit 10)
            union
            (select id from known where company_key = asked_company limit 10)
            union
            -- A family of many hundred names that differ in a word or a number is not read to its end.
            (select id
               from (select id, company_key from known where company_signatures && asked_signatures limit 300) as shares
              where similarity(company_key, asked_company) >= threshold limit 20)
            union
            (select id from known where company_key % asked_company and alike < 90 limit 20)),
        compared as (
            select case when c.merged_into is null then c.id else customer_survivor(c.id) end as survivor,
                   coalesce(p.email_key = asked_email, false) as mail,
                   coalesce(p.phone_key = asked_phone, false) as phone,
                   p.email_domain,
                   similarity(c.company_key, asked_company) as company_like,
                   similarity(p.name_key, asked_name) as name_like
              from hit
              join customer c on c.id = hit.id
              join contact p on p.customer_id = c.id)
        select s.id, s.company, s.stage, bool_or(mail), bool_or(phone),
               array_agg(distinct email_domain) filter (where email_domain is not null),
               round(100 * max(company_like))::integer, round(100 * max(name_like))::integer
          from compared join customer s on s.id = survivor and s.undone_at is null
         group by s.id
         order by 4 desc, 5 desc, 7 desc, 8 desc, 1
         limit 20;
end $$;

-- Nodes of the release before, which may still run beside this one, ask as they did.
create or replace function duplicate_candidates(
    keys bigint[], asked_email text, asked_phone text, asked_domain text, asked_company text, asked_name text,
    alike integer)
returns table (
    id bigint, company text, stage text, same_mail boolean, same_phone boolean, domains text[],
    company_likeness integer, name_likeness integer)
language sql as $$
    select * from duplicate_candidates(
        keys, asked_email, asked_phone, asked_domain, asked_company, asked_name, alike, null)
$$;

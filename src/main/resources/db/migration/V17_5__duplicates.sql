-- A record that turned out to be about the same customer as another one: it stays, with its history, and leads to the other.
alter table customer
    add column merged_into bigint references customer check (merged_into <> id),
    -- a lost or former customer who came back: what was put on file before counts for the earlier life
    add column returned_at timestamptz;
create index customer_merged_into on customer (merged_into) where merged_into is not null;

-- The record that answers for this one: itself, or the one into which it went in the end.
create function customer_survivor(asked bigint) returns bigint language sql stable as $$
    with recursive up(id, next) as (
        select id, merged_into from customer where id = asked
        union all
        select c.id, c.merged_into from customer c join up on c.id = up.next)
    select id from up where next is null
$$;

-- A record and everything that was merged into it: whose histories are read as one.
create function customer_family(survivor bigint) returns setof bigint language sql stable rows 1 as $$
    with recursive family(id) as (
        select survivor
        union
        select c.id from customer c join family f on c.merged_into = f.id)
    select id from family
$$;

-- Who may be the one who comes now. Whoever comes with the same keys at the same instant waits here, and then sees the other.
-- Every look is along an index and takes a few rows only, however many there are.
create function duplicate_candidates(
    keys bigint[], asked_email text, asked_phone text, asked_domain text, asked_company text, asked_name text)
returns table (
    id bigint, company text, stage text, same_mail boolean, same_phone boolean, domains text[],
    company_likeness integer, name_likeness integer)
language plpgsql as $$
#variable_conflict use_column
begin
    perform pg_advisory_xact_lock(k) from unnest(keys) as k;
    perform set_config('pg_trgm.similarity_threshold', '0.6', true);
    return query
        with hit(id) as (
            (select customer_id from contact where email_key = asked_email limit 10)
            union
            (select customer_id from contact where phone_key = asked_phone limit 10)
            union
            (select customer_id from contact where email_domain = asked_domain limit 20)
            union
            (select customer_id from contact where name_key = asked_name limit 10)
            union
            (select id from customer where company_key = asked_company limit 10)
            union
            (select id from customer where company_key % asked_company limit 20)),
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
          from compared join customer s on s.id = survivor
         group by s.id
         order by 4 desc, 5 desc, 7 desc, 8 desc, 1
         limit 20;
end $$;

-- Two records that look alike, why, and what a person said of them. A pair is asked about once.
create table duplicate_pair (
    id          bigint generated always as identity primary key,
    one_id      bigint not null references customer,
    other_id    bigint not null references customer,
    score       integer not null,
    reason      text not null,
    raised_at   timestamptz not null,
    answer      text check (answer in ('same', 'different')),
    answered_at timestamptz,
    answered_by text,
    note        text,
    check (one_id <> other_id),
    check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create unique index duplicate_pair_once on duplicate_pair (least(one_id, other_id), greatest(one_id, other_id));
create index duplicate_pair_other on duplicate_pair (other_id);

-- Which record went into which, and how it stood before, so that it can be taken apart again.
create table customer_merge (
    id          bigint generated always as identity primary key,
    from_id     bigint not null references customer,
    into_id     bigint not null references customer,
    stage       text not null,
    stage_since timestamptz not null,
    owner_type  text not null,
    owner_id    text not null,
    merged_at   timestamptz not null,
    merged_by   text not null,
    reason      text not null,
    undone_at   timestamptz,
    undone_by   text,
    undo_reason text,
    check ((undone_at is null) = (undone_by is null))
);
create unique index customer_merge_open on customer_merge (from_id) where undone_at is null;
create index customer_merge_into on customer_merge (into_id);

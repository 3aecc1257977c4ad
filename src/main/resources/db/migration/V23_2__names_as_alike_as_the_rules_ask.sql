-- As before, with one more thing asked: how alike two companies are, in percent, that have nothing else in common. Nobody
-- looks at those who are less alike: everybody who ends in the same common word is. Whoever has the person's name in common
-- is compared, too, those first who came last.
create function duplicate_candidates(
    keys bigint[], asked_email text, asked_phone text, asked_domain text, asked_company text, asked_name text,
    alike integer)
returns table (
    id bigint, company text, stage text, same_mail boolean, same_phone boolean, domains text[],
    company_likeness integer, name_likeness integer)
language plpgsql as $$
#variable_conflict use_column
begin
    perform pg_advisory_xact_lock(k) from unnest(keys) as k;
    -- Percentages are rounded.
    perform set_config('pg_trgm.similarity_threshold', (least(alike, 100) / 100.0 - 0.005)::text, true);
    return query
        with named(id) as (
            select customer_id from contact where name_key = asked_name order by id desc limit 100),
        hit(id) as (
            (select customer_id from contact where email_key = asked_email limit 10)
            union
            (select customer_id from contact where phone_key = asked_phone limit 10)
            union
            (select customer_id from contact where email_domain = asked_domain limit 20)
            union
            (select c.id from named join customer c on c.id = named.id
              where similarity(c.company_key, asked_company) >= 0.595 limit 10)
            union
            (select id from customer where company_key = asked_company limit 10)
            union
            (select id from customer where company_key % asked_company and alike <= 100 limit 20)),
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

-- Nodes of the release before, which may still run beside this one, ask as they did.
create or replace function duplicate_candidates(
    keys bigint[], asked_email text, asked_phone text, asked_domain text, asked_company text, asked_name text)
returns table (
    id bigint, company text, stage text, same_mail boolean, same_phone boolean, domains text[],
    company_likeness integer, name_likeness integer)
language sql as $$
    select * from duplicate_candidates(keys, asked_email, asked_phone, asked_domain, asked_company, asked_name, 60)
$$;

-- Whoever bears a name, newest first.
create index contact_name_newest on contact (name_key, id desc);
drop index contact_name_key;

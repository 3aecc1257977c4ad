-- Facts about a customer that are on file: what gates look for before a stage is left.

create table evidence (
    id            bigint primary key,
    customer_id   bigint not null references customer,
    key           text not null,
    -- A yes or no ('true', 'false'), a date (2026-03-31) or a text; null for what is counted.
    value         text check (length(value) between 1 and 200),
    -- How many more there are; null for what is not counted.
    increment     bigint check (increment between 1 and 1000000),
    occurred_at   timestamptz not null,
    recorded_at   timestamptz not null,
    by_id         text not null,
    source        text not null check (source in ('form', 'rest')),
    event_id      text check (length(event_id) between 1 and 128),
    note          text,
    document_url  text,
    withdrawn_at     timestamptz,
    withdrawn_by     text,
    withdrawn_reason text,
    check ((value is null) <> (increment is null)),
    check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);

create sequence evidence_seq increment 50;
create index evidence_customer on evidence (customer_id, key, occurred_at desc);
-- An event is one fact, however often and from wherever it is reported.
create unique index evidence_event on evidence (customer_id, key, event_id) where event_id is not null;

-- What was said once was said: a fact is withdrawn, never changed and never erased.
create function evidence_is_only_withdrawn() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'Evidence is never removed: withdraw it with a reason';
    end if;
    if old.withdrawn_at is not null
        or (old.id, old.customer_id, old.key, old.value, old.increment, old.occurred_at, old.recorded_at, old.by_id,
            old.source, old.event_id, old.note, old.document_url)
           is distinct from
           (new.id, new.customer_id, new.key, new.value, new.increment, new.occurred_at, new.recorded_at, new.by_id,
            new.source, new.event_id, new.note, new.document_url) then
        raise exception 'Evidence is never changed: withdraw it with a reason and record it anew';
    end if;
    return new;
end $$;

create trigger evidence_only_withdrawn before update or delete on evidence
    for each row execute function evidence_is_only_withdrawn();

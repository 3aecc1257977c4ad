-- The record: where each customer stands, who owns the next step, what it is, and when it is due.

create sequence customer_number;

create table customer (
    -- The customer's number C-000123 is this id, padded.
    id              bigint primary key,
    version         integer not null,
    company         text not null check (length(company) between 1 and 200),
    playbook        text not null,
    stage           text not null,
    stage_since     timestamptz not null,
    owner_type      text not null check (owner_type in ('PERSON', 'TEAM')),
    owner_id        text not null,
    next_what       text,
    next_who_type   text check (next_who_type in ('PERSON', 'TEAM')),
    next_who_id     text,
    next_due        timestamptz,
    next_task_id    text,
    last_note_at    timestamptz,
    last_note_by    text,
    last_note_text  text,
    open_cases      integer not null default 0 check (open_cases >= 0),
    source          text not null,
    campaign        text,
    product         text,
    region          text check (length(region) = 2),
    language        text,
    timeline        text,
    budget_amount   numeric(14, 2) check (budget_amount >= 0),
    budget_currency text check (length(budget_currency) = 3),
    offer_amount    numeric(14, 2) check (offer_amount >= 0),
    offer_currency  text check (length(offer_currency) = 3),
    value_tier      text,
    decision_on     date,
    renewal_on      date,
    created_at      timestamptz not null,
    check ((next_who_type is null) = (next_who_id is null)),
    check ((budget_amount is null) = (budget_currency is null)),
    check ((offer_amount is null) = (offer_currency is null))
);

-- The lists that people read: by stage, by owner, newest change of stage first.
create index customer_stage on customer (stage, id);
create index customer_owner on customer (owner_id, id);
create index customer_company on customer (lower(company) text_pattern_ops);

create table contact (
    id          bigint primary key,
    customer_id bigint not null references customer,
    is_primary  boolean not null,
    name        text not null check (length(name) between 1 and 200),
    email       text,
    phone       text,
    check (email is not null or phone is not null)
);

create sequence contact_seq increment 50;
create unique index contact_primary on contact (customer_id) where is_primary;
create index contact_customer on contact (customer_id);

-- Append-only: reports and the timeline read this and never a column that changes.
create table journal (
    id          bigint primary key,
    customer_id bigint not null references customer,
    at          timestamptz not null,
    by_id       text not null,
    kind        text not null,
    text        text not null,
    data        jsonb not null default '{}'
);

create sequence journal_seq increment 50;
create index journal_customer on journal (customer_id, id desc);

create function journal_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The journal is append-only: an entry can be neither changed nor removed';
end $$;

create trigger journal_append_only before update or delete on journal
    for each statement execute function journal_is_append_only();

-- Dates that were agreed for one customer; where none is agreed, follow-up-windows.dmn says when a step is due.
create table agreed_date (
    customer_id bigint not null references customer,
    follow_up   text not null,
    due_at      timestamptz not null,
    primary key (customer_id, follow_up)
);

create table handoff (
    id             bigint primary key,
    version        integer not null,
    customer_id    bigint not null references customer,
    giving_team    text not null,
    receiving_team text not null,
    giver          text not null,
    receiver       text,
    state          text not null check (state in ('PREPARING', 'OFFERED', 'RETURNED', 'ACCEPTED')),
    since          timestamptz not null,
    note           text,
    return_reason  text,
    times_returned integer not null default 0
);

create sequence handoff_seq increment 50;
create index handoff_customer on handoff (customer_id, id desc);
-- One handoff at a time: custody is in one hand or on its way to one other.
create unique index handoff_open on handoff (customer_id) where state <> 'ACCEPTED';

-- What a call with an Idempotency-Key answered, so that the same call again does nothing and answers the same.
create table idempotent_call (
    caller       text not null,
    operation    text not null,
    key          text not null,
    request_hash text not null,
    status       integer not null,
    location     text,
    body         text not null,
    created_at   timestamptz not null,
    primary key (caller, operation, key)
);
create index idempotent_call_created on idempotent_call (created_at);

-- What this database is for. One row.
create table installation (
    only_one boolean primary key default true check (only_one),
    demo     boolean not null
);

-- Leads on their way to a person: where each was routed, when somebody last really touched it, and who had it.

create table lead (
    customer_id bigint primary key references customer,
    pool        text not null check (length(pool) between 1 and 100),
    priority    integer not null check (priority between 0 and 1000),
    validity    text not null,
    routed_at   timestamptz not null,
    -- The last time somebody reached the lead; nothing else counts as a touch.
    touched_at  timestamptz,
    -- When its present owner took it; null while the pool has it.
    taken_at    timestamptz,
    -- Up to which moment what recycle-lead.dmn wants of an idle lead was done.
    idle_done   timestamptz not null,
    recycled    integer not null default 0 check (recycled >= 0)
);
create index lead_pool on lead (pool, priority desc, customer_id);

-- Who took or got which lead, and which were taken back: limits, turns and cooldowns are counted from here.
create table lead_assignment (
    id            bigint generated always as identity primary key,
    customer_id   bigint not null references customer,
    pool          text not null,
    person        text not null,
    how           text not null check (how in ('claimed', 'assigned')),
    at            timestamptz not null,
    taken_back_at timestamptz,
    check (taken_back_at is null or taken_back_at >= at)
);
create index lead_assignment_turn on lead_assignment (pool, person, at desc);
create index lead_assignment_customer on lead_assignment (customer_id, id desc);

-- The two questions of a pool: what waits in it, and how many leads somebody has in hand.
create index customer_waiting_lead on customer (id) where stage = 'new-lead' and owner_type = 'TEAM';
create index customer_lead_in_hand on customer (owner_id) where stage = 'new-lead' and owner_type = 'PERSON';

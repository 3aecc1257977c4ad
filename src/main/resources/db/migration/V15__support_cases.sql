-- What a customer reported and waits to hear about. A case never moves the customer or changes its owner.
create sequence case_number;

create table support_case (
    -- The case's number S-000045 is this id, padded.
    id                  bigint primary key,
    version             integer not null,
    customer_id         bigint not null references customer,
    process_instance_id text not null unique,
    summary             text not null check (length(summary) between 1 and 200),
    severity            text not null check (severity in ('urgent', 'high', 'normal', 'low')),
    owner               text,
    opened_at           timestamptz not null,
    opened_by           text not null,
    acknowledged_at     timestamptz,
    last_update_at      timestamptz,
    last_update_text    text,
    solved_at           timestamptz,
    -- Handed off once owner and severity are on record (C10).
    check ((acknowledged_at is null) = (owner is null)),
    check (solved_at is null or acknowledged_at is not null)
);

create index support_case_customer on support_case (customer_id, id desc);
create index support_case_open on support_case (owner, id) where solved_at is null;

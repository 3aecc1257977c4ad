-- A manager let a customer leave a stage though something was missing. It holds for one stay in that stage, under one playbook.
create table stage_override (
    id          bigint primary key,
    customer_id bigint not null references customer,
    stage       text not null,
    playbook    text not null,
    granted_at  timestamptz not null,
    by_id       text not null,
    reason      text not null
);

create sequence stage_override_seq increment 50;
create index stage_override_customer on stage_override (customer_id, stage, id desc);

-- Who was brought in beside the owner: they read and note, and are not accountable.
create table contributor (
    customer_id bigint not null references customer,
    person      text not null,
    named_by    text not null,
    named_at    timestamptz not null,
    reason      text not null,
    primary key (customer_id, person)
);

-- Who has how many customers in hand, which is counted when a receiver is proposed.
create index customer_in_hand on customer (owner_id)
    where owner_type = 'PERSON' and stage not in ('lost', 'former-customer');

-- A missed step that climbs a ladder until somebody answers or it is done.
create table escalation (
    id                  bigint primary key,
    version             integer not null,
    deadline_id         bigint not null unique references deadline,
    customer_id         bigint references customer,
    process_instance_id text,
    ladder              text not null,
    rung                integer not null check (rung >= 0),
    -- who was told or asked last, and everybody who was asked
    handler             text,
    asked               text not null,
    next_rung_at        timestamptz,
    opened_at           timestamptz not null,
    ended_at            timestamptz,
    outcome             text check (outcome in ('STEP_DONE', 'TAKEN_OVER', 'REASSIGNED', 'EXTENDED')),
    ended_by            text,
    reason              text,
    check ((ended_at is null) = (outcome is null))
);

create sequence escalation_seq increment 50;
create index escalation_customer on escalation (customer_id, id desc);
create index escalation_open on escalation (handler) where ended_at is null;
create index escalation_opened on escalation (opened_at, id);

create function escalation_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'Escalation % is closed: its outcome stands', old.id;
end $$;

create trigger escalation_final before update on escalation
    for each row when (old.ended_at is not null) execute function escalation_is_final();

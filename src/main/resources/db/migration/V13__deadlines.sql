-- By when each step is due, and what became of it. A row is opened with its task and closed with it.
create table deadline (
    id                  bigint primary key,
    version             integer not null,
    -- null where the process is about no customer
    customer_id         bigint references customer,
    process_instance_id text not null,
    activity_id         text not null,
    task_id             text not null,
    follow_up           text not null,
    -- whether the task's own due date is this one; another may stand beside it
    of_task             boolean not null,
    what                text not null,
    -- what the table of windows was asked with
    playbook            text not null,
    stage               text not null,
    value_tier          text not null,
    severity            text not null,
    started_at          timestamptz not null,
    -- where the window counts from: the same, or the day on which the stage began
    counted_from        timestamptz not null,
    -- the day that was agreed with the customer, which goes before the window
    agreed_on           date,
    due_at              timestamptz not null,
    -- when the customer's answer was waited for last, or is waited for still
    paused_from         timestamptz,
    paused_until        timestamptz,
    reminded_at         timestamptz,
    breached_at         timestamptz,
    breach_owner_type   text check (breach_owner_type in ('PERSON', 'TEAM')),
    breach_owner_id     text,
    breach_assignee     text,
    ended_at            timestamptz,
    ended_by            text,
    ended_as            text check (ended_as in ('DONE', 'DROPPED', 'EXTENDED')),
    check ((paused_from is null) = (paused_until is null)),
    check (paused_from < paused_until or paused_from = paused_until),
    check (breached_at is null or breached_at >= due_at),
    check ((ended_at is null) = (ended_as is null))
);

create sequence deadline_seq increment 50;
-- One of a kind at a time for a step that waits.
create unique index deadline_open_task on deadline (task_id, follow_up) where ended_at is null;
create index deadline_open_step on deadline (process_instance_id) where ended_at is null;
create index deadline_open on deadline (id) where ended_at is null;
create index deadline_customer on deadline (customer_id, id desc);

-- Reports read what became of a deadline, so nobody can change it afterwards.
create function deadline_is_final() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null then
        raise exception 'Deadline % is closed: what became of it stands', old.id;
    end if;
    if old.breached_at is not null
            and (new.breached_at, new.due_at, new.breach_owner_type, new.breach_owner_id, new.breach_assignee)
                is distinct from
                (old.breached_at, old.due_at, old.breach_owner_type, old.breach_owner_id, old.breach_assignee) then
        raise exception 'Deadline % was missed: the breach stands as it was recorded', old.id;
    end if;
    return new;
end $$;

create trigger deadline_final before update on deadline for each row execute function deadline_is_final();

create function deadline_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'A deadline cannot be removed: reports count it';
end $$;

create trigger deadline_kept before delete on deadline for each statement execute function deadline_is_kept();

-- While the customer was waited for.
create table deadline_pause (
    id          bigint primary key,
    deadline_id bigint not null references deadline,
    from_at     timestamptz not null,
    until_at    timestamptz not null,
    reason      text not null,
    by_id       text not null,
    check (from_at <= until_at)
);

create sequence deadline_pause_seq increment 50;
create index deadline_pause_deadline on deadline_pause (deadline_id, from_at);

-- The day itself, so that the end of it can be computed anew when working hours change.
alter table agreed_date add column agreed_on date;
-- It was kept as the end of a business day, at about five o'clock somewhere between Honolulu and Tonga.
update agreed_date set agreed_on = (due_at at time zone 'UTC' - interval '4 hours')::date;
alter table agreed_date alter column agreed_on set not null;
alter table agreed_date drop column due_at;

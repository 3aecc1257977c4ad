-- Who stands in for whom, how much each can carry, and who is away when.

-- What a team lead says about a person; who has no row has no backup and no limit.
create table team_member (
    person   text primary key,
    backup   text check (backup <> person),
    capacity integer check (capacity > 0)
);

-- A range of texts, so that the database can say "the same person" and "at the same time" in one constraint without an
-- extension that somebody would have to be allowed to install.
create type person_range as range (subtype = text, collation = "C");

create table absence (
    id           bigint generated always as identity primary key,
    person       text not null,
    from_at      timestamptz not null,
    until_at     timestamptz not null,
    -- Before the person's own backup in team_member, for this absence.
    backup       text check (backup <> person),
    reason       text,
    planned_by   text not null,
    planned_at   timestamptz not null,
    -- Called off, or back early: from then on it counts no more.
    cancelled_at timestamptz,
    cancelled_by text,
    -- The process instance that hands over and gives back.
    instance_id  text not null unique,
    check (from_at < until_at),
    check ((cancelled_at is null) = (cancelled_by is null)),
    constraint absence_no_overlap exclude using gist (
        person_range(person, person, '[]') with &&, tstzrange(from_at, until_at) with &&) where (cancelled_at is null)
);

-- Asked at each new task: is this person away now?
create index absence_person on absence (person, until_at) where cancelled_at is null;
create index absence_newest on absence (from_at desc, id desc);

-- A task that somebody else has while its person is away; nobody stands in where it went back to its team.
create table lent_task (
    id          bigint generated always as identity primary key,
    task_id     text not null,
    absence_id  bigint not null references absence,
    person      text not null,
    stand_in    text,
    lent_at     timestamptz not null,
    returned_at timestamptz
);

-- One loan of a task at a time.
create unique index lent_task_open on lent_task (task_id) where returned_at is null;
create index lent_task_absence on lent_task (absence_id) where returned_at is null;
create index lent_task_stand_in on lent_task (person, stand_in) where returned_at is null;

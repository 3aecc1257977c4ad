-- Tables that people bring along: each run, its rows as they were read, and what became of each.

create table import_run (
    id            bigint primary key,
    by_id         text not null,
    created_at    timestamptz not null,
    file_name     text not null,
    -- how the file was read, in words
    read_as       text not null,
    warnings      jsonb not null,
    headings      jsonb not null,
    -- what the columns' texts look like, which decides how dates and amounts are read
    looks         jsonb not null,
    mapping       jsonb not null,
    state         text not null
        check (state in ('CHECKED', 'RUNNING', 'DONE', 'DISCARDED', 'UNDOING', 'UNDONE')),
    row_count     integer not null,
    started_at    timestamptz,
    ended_at      timestamptz,
    undone_by     text
);

create sequence import_run_seq;

create table import_row (
    run_id      bigint not null references import_run,
    -- where it stands in the file
    line        bigint not null,
    cells       text[] not null,
    kinds       text not null,
    -- what the dry run said
    outcome     text check (outcome in ('new', 'update', 'unchanged', 'duplicate', 'refused', 'skipped')),
    problems    jsonb not null default '[]',
    notes       jsonb not null default '[]',
    customer_id bigint references customer,
    -- whether the run still has to do it
    todo        boolean not null default false,
    -- what the run did
    result      text check (result in ('created', 'updated', 'unchanged', 'refused', 'failed', 'undone', 'kept')),
    done_at     timestamptz,
    -- what an update replaced
    before      jsonb,
    primary key (run_id, line)
);

create index import_row_todo on import_row (run_id, line) where todo;
create index import_row_outcome on import_row (run_id, outcome, line);
create index import_row_customer on import_row (customer_id) where customer_id is not null;

-- Which line of a file is the first to speak of a customer; those after it are its duplicates.
create table import_key (
    run_id bigint not null references import_run,
    key    text not null,
    line   bigint not null,
    primary key (run_id, key)
);

-- The number that a customer has in another system.
create table customer_reference (
    reference   text primary key check (length(reference) between 1 and 200),
    customer_id bigint not null references customer
);

create index customer_reference_customer on customer_reference (customer_id);

-- What stages ask for that a customer was placed behind, and of which nobody showed any evidence.
create table skipped_criterion (
    customer_id bigint not null references customer,
    stage       text not null,
    criterion   text not null,
    since       timestamptz not null,
    primary key (customer_id, stage, criterion)
);

-- Spreadsheets write numbers without their country: what is alike then are the last digits.
create index contact_phone_digits on contact (right(regexp_replace(phone, '\D', '', 'g'), 8)) where phone is not null;

-- Brought in by an import that was undone: the record and its journal are kept, and no list shows them.
alter table customer add column undone_at timestamptz;

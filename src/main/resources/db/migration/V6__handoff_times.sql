-- How long each handoff sat with the giver and with the receiver, and why it went back as a reason that is counted.
alter table handoff
    add column giver_seconds bigint not null default 0 check (giver_seconds >= 0),
    add column receiver_seconds bigint not null default 0 check (receiver_seconds >= 0);

-- What an open date was counted by, so that a changed table moves it, and that nobody has to remember to.

-- The date that a window counts back from, such as the renewal for its review, instead of the day that came out once.
alter table agreed_date add column counts_back boolean not null default false;
update agreed_date
   set agreed_on = customer.renewal_on, counts_back = true
  from customer
 where customer.id = agreed_date.customer_id
   and agreed_date.follow_up = 'renewal-review'
   and customer.renewal_on is not null;

alter table deadline add column counts_back_from date;
-- A day that a manager set in an answer to an escalation: the customer was promised nothing by it.
alter table deadline add column set_by_manager boolean not null default false;
alter table deadline add constraint deadline_one_day check (agreed_on is null or counts_back_from is null);
alter table deadline add constraint deadline_day_of_manager check (agreed_on is not null or not set_by_manager);

-- When the rung was climbed from which on the next one counts; where that is not known, the next one stays where it is.
alter table escalation add column climbed_at timestamptz;
update escalation set climbed_at = opened_at where ended_at is null and rung = 1;
create index escalation_waiting on escalation (id) where ended_at is null;

-- By which versions of the tables open dates were looked at last; one row at most.
create table counted_tables (
    one        boolean primary key default true check (one),
    versions   text not null,
    counted_at timestamptz not null
);

-- What customers are compared by: mail addresses, numbers and names in one form, however they were written. The application
-- makes them, for the rows that are there already in the migration after this one.
alter table customer
    add column company_key text,
    -- what it cost to get the lead, where somebody knows it
    add column cost_amount numeric(14, 2) check (cost_amount >= 0),
    add column cost_currency text check (length(cost_currency) = 3),
    add check ((cost_amount is null) = (cost_currency is null));

alter table contact
    add column name_key text,
    add column email_key text,
    add column email_domain text,
    add column phone_key text;

-- Signs the moment at which the public lead form was opened, on whichever node it is sent. One row.
create table lead_form_key (
    only_one boolean primary key default true check (only_one),
    secret   text not null
);
insert into lead_form_key (secret) values (gen_random_uuid()::text || gen_random_uuid()::text);

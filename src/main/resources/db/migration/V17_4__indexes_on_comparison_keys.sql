alter table customer alter column company_key set not null;
alter table contact alter column name_key set not null;

create index customer_company_key on customer (company_key);
create index customer_company_like on customer using gin (company_key gin_trgm_ops);
create index contact_name_key on contact (name_key);
create index contact_email_key on contact (email_key) where email_key is not null;
create index contact_email_domain on contact (email_domain) where email_domain is not null;
create index contact_phone_key on contact (phone_key) where phone_key is not null;

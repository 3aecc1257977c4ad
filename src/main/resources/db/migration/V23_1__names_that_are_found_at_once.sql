-- A search reads all that waits to go into the index one by one: on a day with many new customers that took longer than
-- everything else about a lead.
alter index customer_company_like set (fastupdate = off);
select gin_clean_pending_list('customer_company_like');

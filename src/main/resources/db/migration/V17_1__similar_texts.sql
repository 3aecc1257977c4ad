-- Similar names are found by trigrams. The extension comes with PostgreSQL and is trusted: whoever may create things in the
-- database may create it. Where that is not so, somebody who may does it once.
do $$
begin
    create extension if not exists pg_trgm;
exception
    when insufficient_privilege then
        raise exception 'Baton needs the PostgreSQL extension pg_trgm and may not create it. A database administrator runs, in this database: create extension pg_trgm;'
            using errcode = 'insufficient_privilege';
    when undefined_file or feature_not_supported then
        raise exception 'Baton needs the PostgreSQL extension pg_trgm, which is not installed on the database server. A database administrator installs the package postgresql-contrib, and runs in this database: create extension pg_trgm;';
end $$;

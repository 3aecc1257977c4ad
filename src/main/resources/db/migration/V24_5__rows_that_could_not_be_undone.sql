-- What failed on our side while an import was undone is no customer whom somebody worked on: it can be undone once more.
alter table import_row add column undo_failed boolean not null default false;

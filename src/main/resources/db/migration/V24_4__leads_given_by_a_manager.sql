-- A lead that waits can be given to somebody by a manager, beyond the limits of its pool: neither claimed nor assigned by turns.
alter table lead_assignment drop constraint lead_assignment_how_check;
alter table lead_assignment add constraint lead_assignment_how_check check (how in ('claimed', 'assigned', 'given'));

-- Lists of those who see only what is theirs find it along these: whom they were brought in for, gave away, or had as a lead.
create index contributor_person on contributor (person);
create index handoff_giver on handoff (giver);
create index lead_assignment_person on lead_assignment (person);

-- Whose numbers a lead counts in, pool by pool and period by period.
create index lead_assignment_period on lead_assignment (pool, at);
create index journal_lead_outcome on journal (at) where kind in ('stage', 'closed', 'recycled');

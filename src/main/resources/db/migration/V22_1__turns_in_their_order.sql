-- Whose turn it is says the order in which leads were given, and not the clocks of the nodes that gave them.
create index lead_assignment_last on lead_assignment (pool, person, id desc);

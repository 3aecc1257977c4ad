-- What the engine's own scripts leave out and its queries need on a full database.

-- completing a task looks for its subtasks
create index baton_idx_task_parent on act_ru_task (parent_task_id_);

-- the job executor asks for what is due, oldest first
create index baton_idx_job_duedate on act_ru_job (duedate_);

-- and for what a node that died holds locked; few rows at any time
create index baton_idx_job_locked on act_ru_job (lock_exp_time_) where lock_owner_ is not null;

-- Each step of each customer leaves a row in the engine's history, and each row an entry in ten indexes. These serve reports
-- over all steps, which the engine's Community Edition does not have and for which the journal is there, or repeat another
-- index. What an instance did, what ended when its time to live is over, and what is due are found as before.
drop index act_idx_hi_act_inst_comp;
drop index act_idx_hi_act_inst_stats;
drop index act_idx_hi_act_inst_end;
drop index act_idx_hi_act_inst_start_end;
drop index act_idx_hi_ai_pdefid_end_time;
drop index act_idx_hi_act_inst_proc_def_key;
-- the beginning of act_idx_hi_dec_in_clause
drop index act_idx_hi_dec_in_inst;
-- the beginning of act_idx_job_handler
drop index act_idx_job_handler_type;
-- begins with the primary key
drop index act_idx_hi_taskinstid_procinst;

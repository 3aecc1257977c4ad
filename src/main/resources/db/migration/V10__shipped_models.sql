-- Every content of a diagram, table or form that a release brought here, so that what a process owner deployed is told
-- apart from what may be upgraded.

create table shipped_model (
    kind        text not null check (kind in ('DIAGRAM', 'TABLE', 'FORM')),
    -- The id of the process, decision or form.
    id          text not null,
    sha256      text not null check (length(sha256) = 64),
    shipped_at  timestamptz not null default now(),
    primary key (kind, id, sha256)
);

-- What releases brought before this was written down.
insert into shipped_model (kind, id, sha256, shipped_at)
select distinct on (model.kind, model.key_, content.hash)
       model.kind, model.key_, content.hash, deployment.deploy_time_ at time zone 'UTC'
from (select 'DIAGRAM' as kind, key_, deployment_id_, resource_name_ from act_re_procdef
      union all
      select 'TABLE', key_, deployment_id_, resource_name_ from act_re_decision_def
      union all
      select 'FORM', key_, deployment_id_, resource_name_ from act_re_camformdef) model
join act_re_deployment deployment
  on deployment.id_ = model.deployment_id_ and deployment.name_ = 'Baton' and deployment.source_ is null
join (select deployment_id_, name_, encode(sha256(bytes_), 'hex') as hash from act_ge_bytearray
      where deployment_id_ is not null) content
  on content.deployment_id_ = model.deployment_id_ and content.name_ = model.resource_name_
order by model.kind, model.key_, content.hash, deployment.deploy_time_;

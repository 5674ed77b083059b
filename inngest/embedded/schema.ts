/**
 * What the executor keeps, in a schema of its own that only the owner reads. `json` rather than `jsonb`, because results
 * of steps may hold characters that jsonb refuses. Applied at every start; every statement may run again.
 *
 * `runs.version` is the fence: a call carries the version it was made for and is ignored when it is not the run's.
 * `runs.lease` tells two deliveries of the same call apart; the last one to start is the one that may write.
 */
export const JOBS_SCHEMA = /* sql */ `
create schema if not exists jobs;

do $$ begin
  if not exists (select from pg_roles where rolname = 'inbox_app') then create role inbox_app nologin; end if;
end $$;

create table if not exists jobs.events (
  id text primary key,
  name text not null,
  body json not null,
  sent_at timestamptz not null default now()
);
create index if not exists events_sent_at on jobs.events (sent_at);

create table if not exists jobs.runs (
  id text primary key,
  function_id text not null,
  event_id text not null references jobs.events on update cascade,
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
  version int not null default 0,
  lease int not null default 0,
  attempts int not null default 0,
  lane text,
  idempotency_key text,
  singleton_key text,
  parent_run_id text,
  parent_step_id text,
  replay_of text,
  output json,
  error json,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index if not exists runs_once_per_event on jobs.runs (function_id, event_id) where replay_of is null;
create unique index if not exists runs_once_per_key on jobs.runs (function_id, idempotency_key);
create unique index if not exists runs_singleton on jobs.runs (function_id, singleton_key) where status = 'running';
create index if not exists runs_by_status on jobs.runs (status, id);
create index if not exists runs_by_event on jobs.runs (event_id);
create index if not exists runs_ended_at on jobs.runs (ended_at) where ended_at is not null;

create sequence if not exists jobs.step_order;

create table if not exists jobs.steps (
  run_id text not null references jobs.runs on delete cascade,
  id text not null,
  name text not null,
  op text not null,
  status text not null check (status in ('pending', 'retrying', 'done', 'failed', 'abandoned')),
  eager boolean not null default false,
  attempts int not null default 0,
  result json,
  error json,
  position bigint,
  started_at timestamptz not null default now(),
  due_at timestamptz,
  ended_at timestamptz,
  primary key (run_id, id)
);

create table if not exists jobs.waits (
  run_id text not null references jobs.runs on delete cascade,
  step_id text not null,
  event_name text not null,
  condition text,
  until timestamptz,
  primary key (run_id, step_id)
);
create index if not exists waits_by_event on jobs.waits (event_name);

create table if not exists jobs.processes (
  lock_key bigint primary key,
  pool_ids text[] not null,
  started_at timestamptz not null default now()
);

create or replace function jobs.enqueue(task text, payload json, lane text, run_at timestamptz, key text)
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- Held against retain: a lane must not be collected between its creation and its first job.
  if lane is not null then perform pg_advisory_xact_lock_shared(727002); end if;
  perform graphile_worker.add_job(task, payload, queue_name => lane, run_at => run_at, job_key => key);
end $$;

create or replace function jobs.send(events json) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare batch json;
begin
  update jobs.events e set id = e.id || '@' || extract(epoch from e.sent_at)
    from json_array_elements(events) s where e.id = s->>'id' and e.sent_at < now() - interval '24 hours';
  for batch in
    with sent as (
      insert into jobs.events (id, name, body)
      select s->>'id', s->>'name', (s->>'body')::json from json_array_elements(events) s
      on conflict (id) do nothing returning id),
    numbered as (select id, (row_number() over () - 1) / 50 as batch from sent)
    select json_build_object('eventIds', json_agg(id)) from numbered group by numbered.batch
  loop
    perform graphile_worker.add_job('events', batch);
  end loop;
end $$;

revoke all on function jobs.send, jobs.enqueue from public;
grant usage on schema jobs to inbox_app;
grant execute on function jobs.send to inbox_app;
`;

/**
 * Company isolation and search, applied after every migration and safe to apply again. A table with a `company_id`
 * joins by itself: row-level security enabled and forced, one policy for the role the app works as.
 *
 * Search is a SECURITY DEFINER function because under RLS PostgreSQL will not use an index for an operator that is not
 * leakproof, and `@@` is not; the owner needs policies of its own because RLS is forced.
 */
export const ISOLATION = /* sql */ `
do $$ begin
  if not exists (select from pg_roles where rolname = 'inbox_app') then create role inbox_app nologin; end if;
  if not pg_has_role(current_user, 'inbox_app', 'member') then execute format('grant inbox_app to %I', current_user); end if;
end $$;

grant usage on schema public to inbox_app;
grant select, insert, update, delete on all tables in schema public to inbox_app;
grant usage on all sequences in schema public to inbox_app;
revoke update, delete, truncate on activities from inbox_app;
revoke insert, update, delete, truncate on companies, people from inbox_app;
revoke all on attempts from inbox_app;
revoke insert, update, delete, truncate on employees from inbox_app;
grant update (name, role, left_at) on employees to inbox_app;
grant update (name, locale, time_zone) on companies to inbox_app;

create or replace function current_company() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('app.company_id', true), '')::int $$;

do $$
declare t record;
begin
  for t in
    select c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
    where c.relkind = 'r'
  loop
    execute format('alter table %I enable row level security', t.name);
    execute format('alter table %I force row level security', t.name);
    execute format('drop policy if exists tenant on %I', t.name);
    execute format('create policy tenant on %I to inbox_app using (company_id = (select current_company())) with check (company_id = (select current_company()))', t.name);
  end loop;
end $$;

alter table companies enable row level security;
alter table companies force row level security;
drop policy if exists tenant on companies;
create policy tenant on companies to inbox_app using (id = (select current_company()));
alter table people enable row level security;
alter table people force row level security;
drop policy if exists tenant on people;
create policy tenant on people to inbox_app
  using (exists (select from employees e where e.person_id = people.id and e.company_id = (select current_company())));

do $$
declare t text;
begin
  foreach t in array array['companies', 'people', 'employees', 'sessions', 'integrations'] loop
    execute format('drop policy if exists across_companies on %I', t);
    execute format('create policy across_companies on %I to current_user using (true) with check (true)', t);
  end loop;
  foreach t in array array['message_search', 'words', 'inbound_emails', 'messages', 'refilings', 'article_passages'] loop
    execute format('drop policy if exists owner_reads on %I', t);
    execute format('create policy owner_reads on %I for select to current_user using (true)', t);
  end loop;
end $$;

do $$ begin
  if not exists (select from pg_ts_config where cfgname = 'inbox') then
    create text search dictionary stop_fr (template = simple, stopwords = french, accept = false);
    create text search dictionary stop_en (template = simple, stopwords = english, accept = false);
    create text search configuration inbox (copy = simple);
    alter text search configuration inbox alter mapping for asciiword, word, hword, hword_part, asciihword, hword_asciipart
      with unaccent, stop_fr, stop_en, simple;
  end if;
end $$;

drop function if exists search_messages(tsquery, tsquery, int);
create or replace function search_messages(drive tsquery, whole tsquery, page int,
  before_at timestamptz default 'infinity', before_id bigint default 0, newest_only boolean default false)
returns table (message_id bigint, conversation_id bigint, sent_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare c int := current_company(); n int;
begin
  if c is null then return; end if;
  return query with newest as materialized (
      select s.message_id, s.conversation_id, s.sent_at, s.search from message_search s
      where s.company_id = c and (s.sent_at, s.message_id) < (before_at, before_id)
      order by s.sent_at desc nulls last, s.message_id desc nulls last limit 5000)
    select w.message_id, w.conversation_id, w.sent_at from newest w where w.search @@ whole limit page;
  get diagnostics n = row_count;
  if n >= page or newest_only then return; end if;
  return query with hits as materialized (
      select s.message_id, s.conversation_id, s.sent_at, s.search from message_search s
      where s.company_id = c and s.search @@ drive)
    select h.message_id, h.conversation_id, h.sent_at from hits h
    where h.search @@ whole and (h.sent_at, h.message_id) < (before_at, before_id)
    order by h.sent_at desc, h.message_id desc offset n limit page - n;
end $$;
revoke all on function search_messages from public;
grant execute on function search_messages to inbox_app;

create or replace function search_passages(asked tsquery[], page int)
returns table (passage_id bigint, score real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare c int := current_company(); total int;
begin
  if c is null then return; end if;
  select count(*) into total from article_passages p where p.company_id = c;
  return query with hits as materialized (
      select p.id, a.number, ts_rank_cd('{0.3, 0.4, 0.7, 1}', p.search, a.word) as found
      from unnest(asked) with ordinality a(word, number)
      join article_passages p on p.company_id = c and p.search @@ a.word),
    rarity as (
      select h.number, ln(1 + (total - count(*) + 0.5) / (count(*) + 0.5)) as weight from hits h group by h.number)
    select h.id, sum(r.weight * h.found / (h.found + 0.8))::real as score
    from hits h join rarity r on r.number = h.number
    group by h.id order by score desc, h.id limit page;
end $$;
revoke all on function search_passages from public;
grant execute on function search_passages to inbox_app;
`;

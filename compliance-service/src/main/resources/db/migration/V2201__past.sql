-- What was open at a moment.
create index passport_case_lasted on passport_case using gist (
  (case when closed_at is null then tstzrange(opened_at, null)
        else tstzrange(opened_at, greatest(opened_at, closed_at)) end));

-- A case that is opened again overwrites when it was opened; of the few that are, the timeline tells the rounds before.
alter table passport_case add column opened_first timestamptz; -- null if it was opened once
update passport_case c set opened_first = m.at
  from (select key, min(at) as at from timeline_entry where type = 'passport.missing.v1' group by key having count(*) > 1) m
 where m.key = c.key and m.at < c.opened_at;
create index passport_case_opened_again on passport_case (opened_first, opened_at) where opened_first is not null;

create function passport_case_opened_again() returns trigger language plpgsql as $$
begin
  new.opened_first := coalesce(old.opened_first, old.opened_at);
  return new;
end
$$;
create trigger passport_case_opened_again before update on passport_case
  for each row when (new.opened_at is distinct from old.opened_at) execute function passport_case_opened_again();

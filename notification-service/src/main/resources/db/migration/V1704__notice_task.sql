-- A notice that could not be sent by API is a task for a person, as a step of a reminder is.
alter table notice
  add column order_number  text not null default '',  -- '' if it was not known
  add column deadline_at   timestamptz,               -- when Ozon is expected to cancel; null where nothing is awaited
  add column until_at      timestamptz,               -- it is of no use from then on
  add column awaited_since timestamptz,
  add column awaited_why   text,
  add column hand_by       text,                      -- one of the seller's own people
  add column hand_at       timestamptz,
  add column hand_skipped  text;                      -- why he left it unsent; null if he sent it, or did not say
update notice set until_at = asked_at + interval '24 h';
update notice set awaited_since = changed_at, awaited_why = reason where state = 'awaiting-operator';
alter table notice alter column until_at set not null, alter column order_number drop default;
create index notice_by_hand on notice (key) where awaited_since is not null;
create index notice_awaiting on notice (until_at) where state = 'awaiting-operator';
create index notice_failed on notice (changed_at) where state = 'failed';

-- What ever awaited a person. The message of a step is about all postings of its order: the earliest of them counts.
create view task as
  select 'reminder' as kind, id, key, replace(key, ':', '.') || '.' || round || '.' || step as name,
         min(deadline_at) over (partition by split_part(key, ':', 1), coalesce(nullif(order_number, ''), key), round, step) as due_at,
         state, hand_by
    from reminder_step where awaited_since is not null
  union all
  select 'notice', id, key, replace(key, ':', '.') || '.' || substr(id, length(key) + 2), until_at, state, hand_by
    from notice where awaited_since is not null;

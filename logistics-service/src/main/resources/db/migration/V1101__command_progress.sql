-- How far an open command is, and how long one that came too early waits. Null in rows from before: accepted, and no waiting.
alter table shipment_command
  add column progress   text check (progress in ('accepted', 'waiting', 'checked', 'executing', 'unknown')),
  add column wait_until timestamptz;

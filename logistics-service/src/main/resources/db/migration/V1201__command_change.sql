-- What became of commands, one row a change, for those who follow them live. Positions are given to what is committed,
-- by one at a time and in the order of seq: whoever has read up to a position has missed nothing below it. Neither seq
-- nor a transaction's number is such an order by itself.
create table command_change (
  seq        bigint generated always as identity primary key,
  position   bigint unique,      -- null until it was given
  key        text not null,
  command_id text not null,
  action     text not null,
  state      text not null,
  code       text,
  at         timestamptz not null,                     -- the service's time
  written_at timestamptz not null default clock_timestamp()
);
create index command_change_to_place on command_change (seq) where position is null;
create index command_change_by_age on command_change (written_at);
create sequence command_change_position owned by command_change.position;

create function note_command_change() returns trigger language plpgsql as $$
begin
  insert into command_change (key, command_id, action, state, code, at)
  values (new.key, new.command_id, new.action, new.state, new.code, coalesce(new.settled_at, new.asked_at));
  return null;
end $$;

create trigger shipment_command_added after insert on shipment_command
  for each row execute function note_command_change();
create trigger shipment_command_changed after update on shipment_command
  for each row when ((old.state, old.code) is distinct from (new.state, new.code)) execute function note_command_change();

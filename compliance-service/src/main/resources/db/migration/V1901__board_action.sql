-- What people asked for on the page, and what became of it: never changed after it ended, never deleted.
create table board_action (
  id      uuid        not null primary key,
  at      timestamptz not null, -- by the story's clock
  person  text        not null,
  role    text        not null,
  key     text        not null, -- <store>:<posting number>
  act     text        not null,
  command text        not null, -- the id under which it is carried out once
  why     text        not null,
  outcome text        not null, -- asked until it is known: done, accepted, refused, forbidden, unknown
  code    text                  -- why not
);
create index board_action_of_posting on board_action (key, at);
create index board_action_by_time on board_action (at);

create table timeline (
  key     text primary key,           -- <store>:<posting number>
  told    bigint not null,            -- events, those that are forgotten too
  last_at timestamptz not null
);

create table timeline_entry (
  id    text primary key,             -- <key>/<id of the event>
  key   text not null,
  type  text not null,                -- wire name
  at    timestamptz not null,
  facts text not null                 -- word=value, with blanks between
);
create index timeline_entry_by_key on timeline_entry (key, at, id);
create index timeline_entry_by_age on timeline_entry (at);

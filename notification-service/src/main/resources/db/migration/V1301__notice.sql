-- What buyers are told besides the reminders: one row a posting, and one a thing told. The text is ours.
create table notices (
  key   text primary key,  -- <store>:<posting number>
  count int not null
);
create table notice (
  id         text primary key,  -- <key>/<name>
  key        text not null,
  position   int not null,
  situation  text not null,
  number     int not null,
  tracking   text not null,
  text       text not null,
  asked_by   text not null,
  state      text not null,     -- planned, sent, suppressed, failed, awaiting-operator
  reason     text,
  chat_id    text,
  asked_at   timestamptz not null,
  changed_at timestamptz not null
);
create index notice_of on notice (key);
create index notice_by_state on notice (split_part(key, ':', 1), state, asked_at);

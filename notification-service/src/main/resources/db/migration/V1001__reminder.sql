-- One row a posting: whether its buyer is still to be reminded. A round begins whenever Ozon asks for the data anew.
create table reminder (
  key   text primary key,
  state text not null,  -- open, supplied, lost, expired, split
  round int not null
);
create index reminder_open on reminder (key) where state = 'open';

-- What became of each step. The text is ours; nothing a buyer wrote is kept.
create table reminder_step (
  id           text primary key,  -- <key>/<id of the call>
  key          text not null,
  round        int not null,
  step         int not null,
  order_number text not null,
  deadline_at  timestamptz not null,
  text         text not null,
  state        text not null,     -- planned, sent, suppressed, failed, awaiting-operator
  reason       text,
  chat_id      text,
  planned_at   timestamptz not null,
  changed_at   timestamptz not null
);
create index reminder_step_of on reminder_step (key);
create index reminder_step_by_state on reminder_step (state, changed_at);

-- Which chat is a posting's: Ozon's own list of chats does not say. Written before anything is sent to it.
create table chat (
  key     text primary key,
  chat_id text not null
);

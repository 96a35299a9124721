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

create index reminder_step_of_order on reminder_step (order_number, step) where state = 'planned';

-- One message an order, step and round: which posting writes it, for which, in which words. Written before it is sent.
create table order_message (
  id          bigint generated always as identity primary key,
  of_order    text not null,      -- <store>:<order number>
  round       int not null,
  step        int not null,
  deadline_at timestamptz not null,
  writer      text not null,      -- <store>:<posting number>
  postings    text not null,      -- the keys of those that it names
  text        text not null
);
create index order_message_of on order_message (of_order, step);
create index order_message_by on order_message (writer);

-- Which chat is a posting's: Ozon's own list of chats does not say. Written before anything is sent to it.
create table chat (
  key     text primary key,
  chat_id text not null
);

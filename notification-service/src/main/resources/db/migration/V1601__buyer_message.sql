-- When a buyer was written to, or may have been, so that he is not written to too often. Nothing of the person is kept.
create table buyer_message (
  id    text primary key,          -- <feature>/<key>/<call>: a message is counted once, however often it is tried
  store text not null,
  buyer text not null,             -- a hash
  at    timestamptz not null
);
create index buyer_message_of on buyer_message (buyer, at);
create index buyer_message_old on buyer_message (at);

-- What else is due to the same buyer.
create index reminder_step_planned on reminder_step (key text_pattern_ops) where state = 'planned';

-- A step that could not be sent by API is a task for a person: since when, why, and what he said he did.
alter table reminder_step
  add column awaited_since timestamptz,
  add column awaited_why   text,
  add column hand_by       text,         -- one of the seller's own people
  add column hand_at       timestamptz,
  add column hand_skipped  text;         -- why he left it unsent; null if he sent it
update reminder_step set awaited_since = changed_at, awaited_why = reason where state = 'awaiting-operator';
create index reminder_step_by_hand on reminder_step (key) where awaited_since is not null;

-- Whether a store's chat can be used by API, as its refusals tell. A store without a row was never refused.
create table store_chat (
  store     text primary key,
  refusals  int not null,         -- in a row, of the kind that concerns the whole store
  why       text,                 -- of the last of them
  since     timestamptz,          -- since when it counts as refused; null if it does not
  probed_at timestamptz           -- when it was last tried all the same
);

-- Orders whose buyers want no messages. By order number: nothing of the person is kept.
create table opted_out (
  store        text not null,
  order_number text not null,
  at           timestamptz not null,
  by_whom      text not null,     -- one of the seller's own people
  primary key (store, order_number)
);

-- Whether a posting's buyer owes passport data, since when, and how it ended.
create table owing (
  key          text primary key,  -- <store>:<posting number>
  state        text not null,     -- owes, supplied, lost, expired, split
  order_number text not null,
  since        timestamptz not null,
  deadline_at  timestamptz not null,
  ended_at     timestamptz        -- null while it is owed
);
create index owing_open on owing (deadline_at) where state = 'owes';
create index owing_ended on owing (ended_at) where ended_at is not null;
create index owing_of_order on owing (order_number);

-- One alert to the seller's people: what of one kind gathered in one store.
create table alert (
  id        text primary key,
  store     text not null,
  kind      text not null,
  raised_at timestamptz not null,
  level     int not null,         -- 1 for the first route
  told_at   timestamptz not null, -- when it came to this level
  due_at    timestamptz,          -- the earliest of its subjects; null if none has one
  subjects  int not null,
  state     text not null,        -- open, acked, over
  acked_by  text,                 -- one of the seller's own people
  acked_at  timestamptz
);
create index alert_open on alert (store, kind, raised_at);

-- What an alert is about, once for ever.
create table alert_subject (
  store    text not null,
  kind     text not null,
  subject  text not null,
  alert_id text not null references alert on delete cascade,
  primary key (store, kind, subject)
);
create index alert_subject_of on alert_subject (alert_id);

-- One letter to one channel, once; only the mailbox writes these rows.
create table delivery (
  key        text primary key,    -- <store>~<channel>:<letter>
  letter     text not null,
  level      int not null,
  state      text not null,       -- planned, delivered, failed
  reason     text,
  planned_at timestamptz not null,
  changed_at timestamptz not null
);
create index delivery_of on delivery (letter, level);

-- Which digests were written: one a store and day.
create table digest (
  store text not null,
  day   date not null,
  at    timestamptz not null,
  primary key (store, day)
);

-- What concerns people now, and since when. What is lost is a concern as long as whoever asks finds it new.
create view concern as
  select 'TASK' as kind, split_part(key, ':', 1) as store, id as subject,
         min(deadline_at) over (partition by split_part(key, ':', 1), coalesce(nullif(order_number, ''), key), round, step) as due_at,
         awaited_since as since
    from reminder_step where state = 'awaiting-operator'
  union all
  select 'UNREACHED', split_part(o.key, ':', 1), o.key || '/' || to_char(o.deadline_at at time zone 'UTC', 'YYYYMMDDHH24MISS'),
         o.deadline_at, greatest(o.since, o.deadline_at - interval '4 h')
    from owing o
   where o.state = 'owes'
     and not exists (select from reminder_step s join reminder r on r.key = s.key and r.round = s.round
                      where s.key = o.key and s.state = 'sent')
  union all
  select 'CHAT_REFUSED', store, to_char(since at time zone 'UTC', 'YYYYMMDDHH24MISS'), null, since
    from store_chat where since is not null
  union all
  select 'ORDER_LOST', split_part(key, ':', 1), key, null, ended_at
    from owing where state = 'lost';

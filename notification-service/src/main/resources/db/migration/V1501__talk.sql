-- Who wrote last in each chat with a buyer, never what.
create table talk (
  key           text primary key,  -- <store>:<chat id>
  version       bigint not null,   -- of the newest event heard
  order_number  text not null,     -- '' until Ozon shows it
  open          boolean not null,
  seller_at     timestamptz,
  buyer_at      timestamptz,
  buyer_message text not null,     -- Ozon's number of the buyer's last message; '' for none
  about         text               -- what that is about, in a word; null until it is known
);
create index talk_unanswered on talk (buyer_at)
  where open and about is not null and (seller_at is null or seller_at < buyer_at);

-- What buyers did about the messages of a posting.
create table message_marks (
  key         text primary key,    -- <store>:<posting number>
  last_answer text not null        -- Ozon's number of the last message of the buyer's that was told
);
create table message_mark (
  id          text primary key,    -- <key>/<round>/<step>
  key         text not null,
  round       int not null,
  step        int not null,        -- 0 where none was sent
  read_at     timestamptz,
  answered_at timestamptz,
  about       text                 -- what the last answer is about, in a word
);
create index message_mark_of on message_mark (key, round, step);

create index chat_by_id on chat (chat_id);
create index reminder_step_by_chat on reminder_step (chat_id) where chat_id is not null;

-- An answer that nobody has answered concerns people; the seller may write until 48 h after it (seller-api.md 7.1).
create or replace view concern as
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
    from owing where state = 'lost'
  union all
  select 'ANSWER', split_part(key, ':', 1),
         split_part(key, ':', 1) || ':' || coalesce(nullif(order_number, ''), split_part(key, ':', 2)) || ' ' || about || '/' || buyer_message,
         buyer_at + interval '48 h', buyer_at
    from talk
   where open and about is not null and (seller_at is null or seller_at < buyer_at);

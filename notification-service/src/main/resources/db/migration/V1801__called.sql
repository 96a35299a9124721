-- When people were called because of a posting's messages; what else they are called for is told of as a task,
-- a refused chat or a buyer that was not reached.
alter table owing
  add column unread_at timestamptz,  -- the last message lies unread
  add column failed_at timestamptz;  -- a message could not be sent, nor can a person send it

-- Notices that await a person, matters of a posting that wait, notices that nobody can send; and those calls: until the
-- buyer read or answered, until a later message was sent.
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
   where open and about is not null and (seller_at is null or seller_at < buyer_at)
  union all
  select 'TASK', split_part(key, ':', 1), id, until_at, changed_at
    from notice where state = 'awaiting-operator'
  union all
  select 'NOTICE_REFUSED', split_part(key, ':', 1), id, null, changed_at
    from notice where state = 'failed'
  union all
  select kind, split_part(key, ':', 1), id, due_at, since
    from matter where closed_at is null
  union all
  select 'UNREAD', split_part(o.key, ':', 1), o.key || '/' || to_char(o.deadline_at at time zone 'UTC', 'YYYYMMDDHH24MISS'),
         o.deadline_at, o.unread_at
    from owing o
   where o.state = 'owes' and o.unread_at is not null
     and not exists (select from message_mark m where m.key = o.key and greatest(m.read_at, m.answered_at) > o.unread_at)
  union all
  select 'MESSAGE_FAILED', split_part(o.key, ':', 1), o.key || '/' || to_char(o.deadline_at at time zone 'UTC', 'YYYYMMDDHH24MISS'),
         o.deadline_at, o.failed_at
    from owing o
   where o.state = 'owes' and o.failed_at is not null
     and not exists (select from reminder_step s where s.key = o.key and s.state = 'sent' and s.changed_at > o.failed_at);

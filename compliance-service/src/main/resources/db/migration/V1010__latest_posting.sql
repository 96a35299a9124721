create table latest_posting (
  key          text primary key,           -- <store>:<posting number>
  store        text not null,
  status       text not null,              -- Ozon's words, as they came
  substatus    text not null,
  created_at   timestamptz not null,       -- start of processing, else when it was first seen
  changed_at   timestamptz not null,
  first_seen   timestamptz not null,
  cancelled_at timestamptz,
  before_end   text not null,              -- the substatus before it was cancelled
  snapshot     bytea not null              -- posting.state.v1
);
create index latest_posting_by_creation on latest_posting (store, created_at);
create index latest_posting_by_end on latest_posting (store, cancelled_at) where cancelled_at is not null;
create index latest_posting_on_hold on latest_posting (store, key)
  where substatus = 'posting_awaiting_passport_data' and cancelled_at is null;

-- What Ozon last showed of each posting. The snapshot is the posting.state.v1 that was published; the columns are for people.
create table known_posting (
  key           text primary key,  -- <store>:<posting number>
  store         text not null,
  version       bigint not null,
  status        text not null,
  substatus     text not null,
  integration   text not null,
  order_number  text not null,
  in_process_at timestamptz,
  shipment_date timestamptz,
  promised      timestamptz,
  read_at       timestamptz not null,
  snapshot      bytea not null
);
create index known_posting_by_store on known_posting (store);
create index known_posting_awaiting on known_posting (store) where substatus = 'posting_awaiting_passport_data';

-- How far each store was read: everything that changed before the mark was seen.
create table poll (
  store     text primary key,
  mark      timestamptz,
  polled_at timestamptz not null,
  outcome   text not null,
  odd       text[] not null  -- what could not be read in the last round, and how often
);

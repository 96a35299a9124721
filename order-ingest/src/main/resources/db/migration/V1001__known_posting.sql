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

-- How far each reading of each store got: everything that changed before the mark was seen.
create table poll (
  store     text not null,
  reading   text not null,
  mark      timestamptz,
  polled_at timestamptz not null,
  outcome   text not null,
  odd       text[] not null, -- what could not be read in the last round, and how often
  primary key (store, reading)
);

-- Postings that pushes hint at, until they were worked through.
create table hint (
  store      text not null,
  posting    text not null,
  noted_at   timestamptz not null,                            -- by the clock that all services share
  not_before timestamptz not null default clock_timestamp(),  -- real time
  attempts   int not null default 0,
  primary key (store, posting)
);

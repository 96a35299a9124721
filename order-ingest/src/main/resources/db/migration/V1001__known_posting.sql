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

-- What Ozon last showed of each return; the snapshot is what was published.
create table known_return (
  key         text primary key,  -- <store>:return-<scheme>-<Ozon's number>
  store       text not null,
  posting     text not null,
  scheme      text not null,
  return_id   bigint not null,
  version     bigint not null,
  status      text not null,
  group_state text not null,
  actions_known boolean not null,
  open        boolean not null,
  read_at     timestamptz not null,
  snapshot    bytea not null
);
create index known_return_open on known_return (store, scheme) where open;
create index known_return_of on known_return (store, posting);

-- What Ozon last showed of each request to cancel; the snapshot is what was published.
create table known_request (
  key             text primary key,  -- <store>:cancellation-<Ozon's number>
  store           text not null,
  posting         text not null,
  cancellation_id bigint not null,
  version         bigint not null,
  state           text not null,
  open            boolean not null,
  read_at         timestamptz not null,
  snapshot        bytea not null
);
create index known_request_open on known_request (store) where open;

-- What Ozon showed of each posting, version after version; for people.
create table posting_version (
  key      text not null,
  version  bigint not null,
  read_at  timestamptz not null,
  snapshot bytea not null,  -- posting.state.v1
  primary key (key, version)
);

-- Who works on what. Every write of a worker names its epoch.
create table lease (
  name  text primary key,
  owner text not null,
  epoch bigint not null,
  until timestamptz not null
);

-- How far each partition was worked through; moves in the transaction of the work.
create table consumer_offset (
  topic     text not null,
  partition int not null,
  next      bigint not null,
  topic_id  uuid,  -- Kafka's, of the topic that was read; null until it was asked
  primary key (topic, partition)
);

-- Events that were worked through, by id; kept longer than any topic keeps its records.
create table inbox (
  id      uuid primary key,
  seen_at timestamptz not null default clock_timestamp()
);
create index inbox_by_age on inbox using brin (seen_at);

-- Append-only. A row goes to Kafka and is dropped with its partition.
create table outbox (
  id         bigint generated always as identity,
  xid        xid8 not null default pg_current_xact_id(),
  shard      smallint not null,
  topic      text not null,
  key        text not null,
  headers    text not null,  -- one 'name: value' a line
  payload    bytea,
  envelope   bytea,          -- key and headers of a dead letter, as they came; else null
  written_at timestamptz not null default now()
) partition by range (written_at);
create index outbox_by_shard on outbox (shard, xid);
create table outbox_rest partition of outbox default;

-- The window of the outbox that is being relayed: what is visible in hi and not in lo, in the order of the ids.
create table relay_cursor (
  shard   smallint primary key,
  lo      pg_snapshot not null,
  hi      pg_snapshot,
  last_id bigint not null default 0
);

-- Live rows only: a timer that fires is deleted in the transaction of its consequences.
create table timer (
  shard smallint not null,
  due   timestamptz not null,
  id    bigint generated always as identity,
  name  text not null,
  ref   text not null,
  trace text,                            -- the traceparent of what set it
  later boolean not null default false,  -- whether it was due only after it was set
  primary key (shard, due, id)
);
create unique index timer_of on timer (ref, name);
alter table timer set (autovacuum_vacuum_scale_factor = 0.01);

-- Nothing below the mark is due any more, so dead index entries are never walked again.
create table timer_mark (
  shard smallint primary key,
  low   timestamptz not null
);

-- Outgoing calls: planned, sending, unknown, then done, refused or superseded.
create table call (
  seq        bigint generated always as identity,
  id         uuid primary key,
  shard      smallint not null,
  feature    text not null,
  key        text not null,
  kind       text not null,
  name       text not null,
  payload    bytea not null,  -- of the outlet's own kind, as JSON
  state      text not null default 'planned',
  attempt    int not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  answer     text,
  trace      text,  -- the traceparent of what planned it
  planned_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  noes        int not null default 0,  -- refusals that may have been for now only, and since when
  no_since    timestamptz,
  doubts      int not null default 0,  -- answers that left a doubt, and since when
  doubt_since timestamptz
);
create index call_ended on call using brin (changed_at);
create index call_open on call (shard, key, seq) where state in ('planned', 'sending', 'unknown');

-- Records that could not be worked through. One whose rule failed holds back what follows of its key; one that could not
-- even be read does not, for nothing can rest on it. Key and headers are bytes: anybody may have written them.
create table dead_letter (
  seq       bigint generated always as identity primary key,
  key_id    uuid not null,  -- of the key, however long that is
  topic     text not null,
  partition int not null,
  position  bigint not null,
  envelope  bytea not null,
  payload   bytea,
  reason    text not null,
  attempts  int not null,
  holds     boolean not null,
  parked_at timestamptz not null default clock_timestamp()
);
create index dead_letter_of on dead_letter (key_id, seq);

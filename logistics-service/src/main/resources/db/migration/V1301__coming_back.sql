-- Postings that somebody asked to cancel, and the requests.
create table cancellation_requests (
  key     text primary key,   -- <store>:<posting number>
  waiting int not null        -- how many of them wait for an answer
);
create table cancellation_request (
  id              text primary key,   -- <key>/<Ozon's number>
  key             text not null,
  cancellation_id bigint not null,
  state           text not null,
  initiator       text not null,
  due             timestamptz,        -- when Ozon approves it by itself; null once it is answered
  told            boolean not null,
  snapshot        bytea not null      -- as order-ingest told it
);
create index cancellation_request_by_key on cancellation_request (key);
create index cancellation_request_by_number on cancellation_request (cancellation_id);
create index cancellation_request_due on cancellation_request (due) where due is not null;

-- Postings of which something comes back, and the returns.
create table returns_of_posting (
  key     text primary key,
  returns int not null
);
create table return_of_posting (
  id        text primary key,   -- <key>/<scheme>-<Ozon's number>
  key       text not null,
  return_id bigint not null,
  scheme    text not null,
  phase     text not null,
  since     timestamptz not null,
  due       timestamptz,        -- when the next thing comes to pass
  told      timestamptz,        -- until when all that ran out was said
  snapshot  bytea not null
);
create index return_of_posting_by_key on return_of_posting (key);
create index return_of_posting_by_number on return_of_posting (return_id);
create index return_of_posting_due on return_of_posting (due) where due is not null;

-- What of a posting waits for the seller's own people, besides messages: one row a posting, and one a matter.
create table matters (
  key   text primary key,      -- <store>:<posting number>
  count int not null
);
create table matter (
  id        text primary key,  -- <key>/<kind>-<about>-<time>
  key       text not null,
  position  int not null,
  kind      text not null,     -- TICKET_STALE, CANCELLATION_DUE, RETURN_DUE
  about     text not null,     -- the ticket's id, or Ozon's number of the request or return
  since     timestamptz not null,
  due_at    timestamptz,       -- null where no time runs
  closed_at timestamptz        -- null as long as it waits
);
create index matter_of on matter (key);
create index matter_open on matter (due_at) where closed_at is null;

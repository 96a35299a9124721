create table passport_case (
  key            text primary key,           -- <store>:<posting number>
  state          text not null check (state in ('waiting', 'expired', 'supplied', 'lost', 'split')),
  order_number   text not null,
  version        bigint not null,            -- of the posting that was seen last
  opened_at      timestamptz not null,
  deadline_at    timestamptz not null,
  deadline_basis text not null,
  steps_taken    int not null,
  parent         text,                       -- the posting that it was split off
  closed_at      timestamptz,
  cancel_reason  bigint,
  cancelled_by   text,
  after_ship     boolean,
  affects_rating boolean
);
create index passport_case_by_deadline on passport_case (state, deadline_at);

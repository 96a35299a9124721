-- Postings in the trial of reminders: filled while a share of orders is held out.
create table trial (
  key      text primary key,     -- <store>:<posting number>
  store    text not null,
  held_out boolean not null,
  at       timestamptz not null, -- when its case was opened
  outcome  text not null check (outcome in ('OPEN', 'SUPPLIED', 'LOST', 'SPLIT'))
);
create index trial_by_time on trial (at);

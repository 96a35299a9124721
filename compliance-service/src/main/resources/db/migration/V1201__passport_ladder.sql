alter table passport_case
  add column zone          text,                            -- the buyer's, by its IANA name
  add column reminded_at   timestamptz,                     -- when the last step was taken
  add column sent_step     int not null default 0,          -- the last that reached the buyer
  add column sent_at       timestamptz,
  add column escalated     text not null default '',        -- why a person was called, with blanks
  add column snoozed_until timestamptz,
  add column stopped       boolean not null default false;

create table passport_order (
  id          text primary key,            -- <key>/<the order's own id>
  key         text not null,               -- <store>:<posting number>
  what        text not null check (what in ('SNOOZE', 'STOP', 'RESUME', 'SEND_NOW')),
  given_at    timestamptz not null,
  given_by    text not null,
  why         text not null,
  ends_at     timestamptz                  -- of a snooze
);
create index passport_order_by_key on passport_order (key);

-- Ozon's own cancellations, from which its real deadline is learned.
create index passport_case_lost on passport_case (key text_pattern_ops) where state = 'lost';

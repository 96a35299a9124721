-- What is known of a posting.
create table shipment (
  key         text primary key,   -- <store>:<posting number>
  version     bigint not null,    -- of the snapshot; 0 as long as there is none
  status      text not null,
  substatus   text not null,
  integration text not null,
  snapshot    bytea not null      -- posting.state.v1 as it goes over the wire; empty as long as there is none
);

-- What was asked to be done with it, and what became of that. The comment for Ozon is not kept here.
create table shipment_command (
  id              text primary key,  -- <key>/<command id>
  key             text not null,
  command_id      text not null,
  action          text not null check (action in ('cancel', 'change-tracking', 'extend-delivery')),
  details         text not null,     -- what belongs to the action, in JSON
  requested_by    text not null,
  asked_at        timestamptz not null,
  state           text not null check (state in ('open', 'done', 'refused')),
  code            text,
  explanation     text,
  settled_at      timestamptz
);
create index shipment_command_by_key on shipment_command (key);
create index shipment_command_by_state on shipment_command (action, state);

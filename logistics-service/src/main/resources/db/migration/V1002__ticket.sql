-- A request to Ozon's support belongs to the command that was refused for it; null where there is none.
alter table shipment_command
  add column ticket_id         text,         -- as /api/tickets knows it
  add column ticket_state      text check (ticket_state in ('drafted', 'filed', 'stale', 'done', 'dropped')),
  add column ticket_number     text,         -- Ozon's; empty as long as it was not filed
  add column ticket_before     text,         -- what Ozon showed when it was drafted
  add column ticket_drafted_at timestamptz,
  add column ticket_since      timestamptz;  -- since when it is in its state
create unique index shipment_command_by_ticket on shipment_command (ticket_id) where ticket_id is not null;

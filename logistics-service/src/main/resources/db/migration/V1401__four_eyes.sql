-- A command that a second person has to approve, and what he said. How far a command is, is for the code to say: it reads
-- each word, and an older version beside this one writes none of the new ones. Nothing here rewrites or scans the table.
alter table shipment_command drop constraint shipment_command_progress_check;
alter table shipment_command
  add column approve_until timestamptz, -- null unless it is proposed
  add column proposed_type text,        -- wire name of the command as it came; null likewise
  add column proposed_data text,        -- its data, with the comment for Ozon: only until it is decided
  add column approved      boolean,     -- false if it was declined; null if nobody said anything
  add column decided_by    text,
  add column decided_at    timestamptz,
  add column decided_why   text;        -- in the person's own words; empty for none

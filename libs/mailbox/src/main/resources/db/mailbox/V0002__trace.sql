-- The W3C traceparent of what set a timer or planned a call; null where nobody follows it. The outbox has it among its headers.
alter table timer add trace text;
-- Set for later than the moment: what it does begins a trace of its own, linked to that one.
alter table timer add later boolean not null default false;
alter table call add trace text;

alter table passport_case
  add column read_step      int not null default 0,  -- the last that the buyer was seen to have read
  add column read_at        timestamptz,
  add column answered_at    timestamptz,             -- when the buyer last wrote
  add column answered_about text;                    -- what that is about, in a word

-- A notice is read and answered as a step is: its marks stand beside those of the steps. The version before writes no name.
alter table message_mark
  add column notice text not null default '';  -- its name among those of its posting; '' for a step

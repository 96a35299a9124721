-- What was open at a moment, and which cases had been opened before they were opened again.
create index passport_case_lasted on passport_case using gist (
  (case when closed_at is null then tstzrange(opened_at, null)
        else tstzrange(opened_at, greatest(opened_at, closed_at)) end));
create index timeline_entry_opened on timeline_entry (key, at) where type = 'passport.missing.v1';

-- How far each upload with a key of its own got.
create table upload (
  key        text primary key,
  lines      bigint not null,      -- all up to this one were answered
  digest     bytea not null,       -- SHA-256 of these lines
  reached_at timestamptz not null
);
create index upload_by_time on upload (reached_at);

-- Versions are forgotten by age.
create index posting_version_by_time on posting_version (read_at);

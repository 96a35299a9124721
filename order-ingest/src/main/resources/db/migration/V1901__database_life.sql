-- In which life the database is: one row, made by whoever notices it first.
create table database_life (
  one        boolean primary key default true check (one),
  system     text not null default '',  -- of PostgreSQL; empty if it does not tell
  timeline   text not null default '',
  word       text not null default '',  -- orderwatch.ingest.database.life
  floor      bigint not null default 0, -- the least version that is given
  noticed_at timestamptz                -- when it began, as far as we know; null while nobody has noticed
);

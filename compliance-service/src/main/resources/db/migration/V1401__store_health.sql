-- How each store was last told to stand, and what Ozon last said of it.
create table store_health (
  key      text primary key,     -- the store's Client-Id
  read_at  timestamptz not null, -- when the rows were read that it was reckoned from (real time)
  snapshot bytea not null        -- store.health.v1
);

create table store_rating (
  key      text primary key,     -- the store's Client-Id
  at       timestamptz not null, -- when order-ingest read it
  snapshot bytea not null        -- store.rating.v1
);

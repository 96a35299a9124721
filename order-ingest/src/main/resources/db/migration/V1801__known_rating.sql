-- What Ozon last said of each store's error index; the snapshot is what was published.
create table known_rating (
  key      text primary key,  -- the store's Client-Id
  read_at  timestamptz not null,
  snapshot bytea not null     -- store.rating.v1
);

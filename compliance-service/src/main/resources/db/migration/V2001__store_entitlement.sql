-- What Ozon lets a store do, as order-ingest told it last.
create table store_entitlement (
  key      text primary key,     -- the store's Client-Id
  snapshot bytea not null        -- store.entitlement.v1
);

-- What Ozon last said of each store's key and subscription. The snapshot is the store.entitlement.v1 that was published.
create table store_entitlement (
  key            text primary key,  -- the store's Client-Id
  version        bigint not null,
  key_accepted   boolean not null,
  key_expires_at timestamptz,
  subscription   text not null,
  read_at        timestamptz not null,
  snapshot       bytea not null
);

-- Who said when that a buyer wants no messages, and who took it back. Never changed, only added to.
create table opt_out_change (
  id           bigint generated always as identity primary key,
  store        text not null,
  order_number text not null,
  opted_out    boolean not null,   -- false where it was taken back
  at           timestamptz not null,
  by_whom      text not null       -- one of the seller's own people
);
create index opt_out_change_of on opt_out_change (store, order_number, id);
insert into opt_out_change (store, order_number, opted_out, at, by_whom)
select store, order_number, true, at, by_whom from opted_out;

-- What Ozon last showed of each chat with a buyer: how far it is, never a word of it. Numbers of messages are Ozon's, '' for none.
create table known_chat (
  key            text primary key,  -- <store>:<chat id>
  store          text not null,
  order_number   text not null,     -- '' until Ozon shows it
  open           boolean not null,
  version        bigint not null,
  last_message   text not null,
  read_by_buyer  text not null,     -- the last of the seller's
  read_by_seller text not null,     -- the last of anybody else's
  own_last       text not null,     -- the seller's last
  own_last_at    timestamptz,
  read_at        timestamptz not null
);
create index known_chat_open on known_chat (store) where open;

comment on column hint.posting is 'a posting''s number, or chat:<id>';

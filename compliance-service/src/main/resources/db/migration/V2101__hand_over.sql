-- Who has a case in hand, as long as it is open; the orders and the page's trail keep who had it.
alter table passport_case add column holder text;
create index passport_case_held on passport_case (holder, deadline_at, key) where closed_at is null;

alter table passport_order add column handed_to text; -- of HAND_OVER
alter table passport_order drop constraint passport_order_what_check;
alter table passport_order add constraint passport_order_what_check
  check (what in ('SNOOZE', 'STOP', 'RESUME', 'SEND_NOW', 'HAND_OVER', 'LET_GO'));

alter table board_action add column whom text not null default ''; -- to whom a case was handed over

-- What the operators' page looks for, in the order in which it shows it.
alter table latest_posting add column value_cents bigint; -- of the goods; null: not known, or unchanged since before this column
alter table latest_posting add column currency text;      -- ISO 4217
create index latest_posting_by_change on latest_posting (store, changed_at);
create index passport_case_open on passport_case (deadline_at, key) where closed_at is null;
create index passport_case_open_of_store on passport_case (split_part(key, ':', 1), deadline_at, key) where closed_at is null;
create index passport_case_closed on passport_case (closed_at, key) where closed_at is not null;
create index passport_case_by_order on passport_case (order_number collate "C");
create index passport_case_by_posting on passport_case (split_part(key, ':', 2) collate "C");

-- What a suspicion is held against: postings that wait to be packed or handed over.
create index latest_posting_unshipped on latest_posting (changed_at)
  where status like 'awaiting%' and cancelled_at is null;

-- What the assistant learned, under the hash of what it learned from: the same examples are learned once for all processes.
create table conversations.learned (
  key text primary key,
  learned_at timestamptz not null,
  -- Labels, steps and biases, then one byte a weight; gzip.
  weights bytea not null
);

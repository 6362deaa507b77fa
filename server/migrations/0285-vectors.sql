-- Vectors of sections of articles, where an operator named an endpoint that makes them: each text once for each model.
create table conversations.vectors (
  -- Hash of the model's name and the text.
  key text primary key,
  model text not null,
  made_at timestamptz not null,
  -- Numbers of 32 bits, little end first; one long.
  vector bytea not null
);

-- What is said outside is counted with what owners report: a desk that writes voices down or brings them in is one source.
alter table voices.voices add column desk_of text;
create index on voices.voices (brand_id, said_at) where twin_of is null and severity <= 3;

-- An issue may be of one batch of a model (the cars delivered in one quarter) or of one software version that reporters name.
alter table improvement.issues add column batch text check (batch ~ '^\d{4}Q[1-4]$');
alter table improvement.issues add column software text;
alter table improvement.issues add constraint issues_part_of_a_model check ((batch is null and software is null) or (model_id is not null and (batch is null or software is null)));
drop index improvement.issues_brand_id_trouble_coalesce_coalesce1_idx;
create unique index issues_open_once on improvement.issues (brand_id, trouble, coalesce(model_id, ''), coalesce(outlet_id, ''), coalesce(batch, ''), coalesce(software, '')) where state in ('raised', 'looking', 'fixing');

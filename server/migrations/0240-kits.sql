-- A kit lies on the shelf as its pieces: whoever asks what is there asks which numbers are kits.
create index kits on parts.catalogue (brand_id) where kit <> '[]'::jsonb;

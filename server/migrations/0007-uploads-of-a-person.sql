-- How much somebody uploaded in the last day is looked up at every upload.
create index files_by_person on platform.files (uploaded_by, uploaded_at);

-- Numbers that people read come from sequences: who takes one makes nobody wait for the end of their transaction. A series of a
-- month gets its sequence with its first number and goes on from the counter that it had.
create function platform.nextval_of(series text) returns bigint language plpgsql security definer set search_path = platform, pg_catalog as $$
declare
  sequence_name text := 'platform.' || quote_ident('number_' || series);
  begins bigint;
begin
  for attempt in 1..5 loop
    if to_regclass(sequence_name) is not null then
      return nextval(sequence_name::regclass);
    end if;
    begin
      select coalesce(max(value), 0) + 1 into begins from platform.counters where name = series;
      execute format('create sequence if not exists %s start with %s', sequence_name, begins);
    exception when unique_violation or duplicate_table then
      null; -- somebody else made it in the same moment
    end;
  end loop;
  raise exception 'no number could be taken in the series %', series;
end $$;

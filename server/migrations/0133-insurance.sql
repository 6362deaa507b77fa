-- An accident that an insurer pays for: the report, the survey with the grade of the damage, what the insurer approved line by line,
-- first and in supplements, and its payment. The states are kept by the database too.
create schema insurance;
create table insurance.accidents (
  id text primary key, number text not null unique, brand_id text not null, owner_id text not null, outlet_id text not null, case_id text not null, work_order_id text not null, order_number text not null, vehicle_id text not null, vin text not null,
  insurer text not null, report_no text not null, policy_no text, fault text not null check (fault in ('own', 'third', 'shared', 'unknown')), happened_at timestamptz not null, words text not null,
  state text not null check (state in ('reported', 'surveyed', 'asked', 'approved', 'supplementAsked', 'billed', 'settled', 'refused', 'totalLoss', 'withdrawn')),
  survey jsonb, assessments jsonb not null default '[]', billed_fen int, paid_fen int not null default 0, borne_fen int not null default 0, reference text, ended_why text,
  opened_by text not null, opened_at timestamptz not null, state_since timestamptz not null, version int not null default 1
);
create unique index one_accident_per_order on insurance.accidents (work_order_id) where state not in ('withdrawn', 'refused', 'totalLoss');
create index on insurance.accidents (outlet_id, opened_at desc);
create index on insurance.accidents (owner_id, opened_at desc);
call platform.wall('insurance.accidents');
create function insurance.moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not ((old.state, new.state) in (('reported', 'surveyed'), ('reported', 'refused'), ('reported', 'withdrawn'), ('surveyed', 'asked'), ('surveyed', 'refused'), ('surveyed', 'totalLoss'), ('surveyed', 'withdrawn'),
    ('asked', 'approved'), ('asked', 'billed'), ('asked', 'refused'), ('asked', 'totalLoss'), ('asked', 'withdrawn'), ('approved', 'supplementAsked'), ('approved', 'billed'), ('approved', 'totalLoss'), ('approved', 'withdrawn'),
    ('supplementAsked', 'approved'), ('supplementAsked', 'billed'), ('supplementAsked', 'totalLoss'), ('billed', 'settled'))) then
    raise exception 'an accident cannot go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger moves before update on insurance.accidents for each row execute function insurance.moves();

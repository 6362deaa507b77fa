-- GB/T 32960.3-2025 tells the level of every general alarm flag: the flags of level 2 and higher, 3 and higher, and 4.
alter table telemetry.states add column alarm_bits2 bigint, add column alarm_bits3 bigint, add column alarm_bits4 bigint;
alter table telemetry.readings add column alarm_bits2 bigint, add column alarm_bits3 bigint, add column alarm_bits4 bigint;

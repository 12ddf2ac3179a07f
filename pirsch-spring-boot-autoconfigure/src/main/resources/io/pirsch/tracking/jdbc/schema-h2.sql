create table if not exists pirsch_hit (
	id bigint generated always as identity primary key,
	kind varchar(16) not null,
	format smallint not null,
	hit_time bigint not null,
	payload varbinary(1000000) not null
);
create table if not exists pirsch_lock (id smallint primary key);
insert into pirsch_lock (id) select 0 where not exists (select id from pirsch_lock where id = 0);

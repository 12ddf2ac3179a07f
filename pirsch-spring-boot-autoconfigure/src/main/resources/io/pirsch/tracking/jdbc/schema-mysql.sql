create table if not exists pirsch_hit (
	id bigint not null auto_increment primary key,
	kind varchar(16) not null,
	format smallint not null,
	hit_time bigint not null,
	payload mediumblob not null
) engine = innodb;
create table if not exists pirsch_lock (id smallint not null primary key) engine = innodb;
insert ignore into pirsch_lock (id) values (0);

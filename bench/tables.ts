/**
 * A table as databases have them: eight columns, a key, a unique constraint, an index and a link to
 * the table before. The same on every vendor.
 */
export function createTable(index: number): string {
  const target = `t${Math.max(0, index - 1)}`
  return `create table t${index} (
    id integer primary key,
    parent_id integer,
    code varchar(20) not null,
    name varchar(200) not null default 'unnamed',
    amount decimal(12, 2),
    active boolean not null default true,
    created_at timestamp not null default current_timestamp,
    notes text,
    constraint t${index}_code unique (code),
    constraint t${index}_parent foreign key (parent_id) references ${target} (id)
  ); create index t${index}_created on t${index} (created_at, name)`
}

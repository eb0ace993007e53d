import { describe, it } from 'vitest'
import { expectPlanned } from './expect-planned.js'

// https://www.postgresql.org/docs/current/sql-createtable.html
// https://dev.mysql.com/doc/refman/8.4/en/create-table.html
// https://learn.microsoft.com/en-us/sql/t-sql/statements/create-table-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html
// https://www.sqlite.org/lang_createtable.html
describe('DDL of columns of every type', () => {
  it('makes a table of every type', async () => {
    await expectPlanned(
      [
        {
          kind: 'create-table',
          table: {
            name: 'every',
            comment: "it's all",
            primaryKey: ['a', 'b'],
            columns: [
              { name: 'a', type: 'uuid', default: { kind: 'uuid' } },
              { name: 'b', type: 'string', length: 20 },
              { name: 'text', type: 'text', default: { kind: 'literal', value: "it's" } },
              {
                name: 'flag',
                type: 'boolean',
                nullable: false,
                default: { kind: 'literal', value: true },
              },
              {
                name: 'big',
                type: 'bigInteger',
                default: { kind: 'literal', value: '9007199254740993' },
              },
              { name: 'price', type: 'decimal', precision: 12, scale: 2, comment: 'in euros' },
              { name: 'ratio', type: 'float' },
              { name: 'day', type: 'date', default: { kind: 'now' } },
              { name: 'at', type: 'time' },
              { name: 'moment', type: 'dateTime', default: { kind: 'now' } },
              { name: 'made', type: 'timestamp', default: { kind: 'now' } },
              { name: 'meta', type: 'json' },
              { name: 'data', type: 'binary' },
              { name: 'place', type: 'geometry' },
              { name: 'tags', type: 'csv' },
              { name: 'secret', type: 'hash' },
              { name: 'state', type: 'string', length: null, values: ['draft', "it's"] },
            ],
            uniques: [{ columns: ['price', 'flag'] }],
            indexes: [{ columns: ['day'] }],
          },
        },
      ],
      {
        postgres: `
        create table "public"."every" (
          "a" uuid default gen_random_uuid() not null,
          "b" varchar(20) not null,
          "text" text default 'it''s',
          "flag" boolean default true not null,
          "big" bigint default 9007199254740993,
          "price" numeric(12, 2),
          "ratio" real,
          "day" date default current_date,
          "at" time,
          "moment" timestamp default current_timestamp,
          "made" timestamp with time zone default current_timestamp,
          "meta" json,
          "data" bytea,
          "place" geometry(geometry, 4326),
          "tags" text,
          "secret" varchar(255),
          "state" text,
          primary key ("a", "b"),
          constraint "every_price_flag_unique" unique ("price", "flag"),
          constraint "every_state_values" check ("state" in ('draft', 'it''s'))
        )
        ---
        create index "every_day_index" on "public"."every" ("day")
        ---
        comment on table "public"."every" is 'it''s all'
        ---
        comment on column "public"."every"."price" is 'in euros'
      `,
        cockroachdb: `
        create table "public"."every" (
          "a" uuid default gen_random_uuid() not null,
          "b" varchar(20) not null,
          "text" text default 'it''s',
          "flag" boolean default true not null,
          "big" bigint default 9007199254740993,
          "price" numeric(12, 2),
          "ratio" real,
          "day" date default current_date,
          "at" time,
          "moment" timestamp default current_timestamp,
          "made" timestamp with time zone default current_timestamp,
          "meta" jsonb,
          "data" bytea,
          "place" geometry(geometry, 4326),
          "tags" text,
          "secret" varchar(255),
          "state" text,
          primary key ("a", "b"),
          constraint "every_price_flag_unique" unique ("price", "flag"),
          constraint "every_state_values" check ("state" in ('draft', 'it''s'))
        )
        ---
        create index "every_day_index" on "public"."every" ("day")
        ---
        comment on table "public"."every" is 'it''s all'
        ---
        comment on column "public"."every"."price" is 'in euros'
      `,
        mariadb: `
        create table "shop"."every" (
          "a" char(36) default uuid() not null,
          "b" varchar(20) not null,
          "text" text default 'it''s' null,
          "flag" tinyint(1) default 1 not null,
          "big" bigint default 9007199254740993 null,
          "price" decimal(12, 2) null comment 'in euros',
          "ratio" float null,
          "day" date default (curdate()) null,
          "at" time null,
          "moment" datetime default current_timestamp null,
          "made" timestamp(3) default current_timestamp(3) null,
          "meta" json null,
          "data" blob null,
          "place" geometry null,
          "tags" text null,
          "secret" varchar(255) null,
          "state" text null,
          primary key ("a", "b"),
          constraint "every_price_flag_unique" unique ("price", "flag"),
          constraint "every_state_values" check ("state" in ('draft', 'it''s'))
        ) comment = 'it''s all'
        ---
        create index "every_day_index" on "shop"."every" ("day")
      `,
        mysql: `
        create table "shop"."every" (
          "a" char(36) default (uuid()) not null,
          "b" varchar(20) not null,
          "text" text default ('it''s') null,
          "flag" tinyint(1) default 1 not null,
          "big" bigint default 9007199254740993 null,
          "price" decimal(12, 2) null comment 'in euros',
          "ratio" float null,
          "day" date default (curdate()) null,
          "at" time null,
          "moment" datetime default current_timestamp null,
          "made" timestamp(3) default current_timestamp(3) null,
          "meta" json null,
          "data" blob null,
          "place" geometry null,
          "tags" text null,
          "secret" varchar(255) null,
          "state" text null,
          primary key ("a", "b"),
          constraint "every_price_flag_unique" unique ("price", "flag"),
          constraint "every_state_values" check ("state" in ('draft', 'it''s'))
        ) comment = 'it''s all'
        ---
        create index "every_day_index" on "shop"."every" ("day")
      `,
        mssql: `
        create table "dbo"."every" (
          "a" uniqueidentifier not null constraint "every_a_default" default newid(),
          "b" nvarchar(20) not null,
          "text" nvarchar(max) null constraint "every_text_default" default N'it''s',
          "flag" bit not null constraint "every_flag_default" default 1,
          "big" bigint null constraint "every_big_default" default 9007199254740993,
          "price" decimal(12, 2) null,
          "ratio" float null,
          "day" date null constraint "every_day_default" default getdate(),
          "at" time null,
          "moment" datetime2 null constraint "every_moment_default" default sysdatetime(),
          "made" datetimeoffset null constraint "every_made_default" default sysdatetimeoffset(),
          "meta" nvarchar(max) null,
          "data" varbinary(max) null,
          "place" geometry null,
          "tags" nvarchar(max) null,
          "secret" nvarchar(255) null,
          "state" nvarchar(max) null,
          primary key ("a", "b"),
          constraint "every_state_values" check ("state" in (N'draft', N'it''s'))
        )
        ---
        create unique index "every_price_flag_unique" on "dbo"."every" ("price", "flag") where "price" is not null and "flag" is not null
        ---
        create index "every_day_index" on "dbo"."every" ("day")
        ---
        exec sp_addextendedproperty @name = N'MS_Description', @value = N'it''s all', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'every'
        ---
        exec sp_addextendedproperty @name = N'MS_Description', @value = N'in euros', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'every', @level2type = N'COLUMN', @level2name = N'price'
      `,
        oracle: `
        create table "SHOP"."every" (
          "a" char(36 char) default lower(regexp_replace(rawtohex(sys_guid()), '(.{8})(.{4})(.{4})(.{4})(.{12})', '\\1-\\2-\\3-\\4-\\5')) not null,
          "b" varchar2(20 char) not null,
          "text" clob default 'it''s',
          "flag" number(1) default 1 not null,
          "big" number(20) default 9007199254740993,
          "price" number(12, 2),
          "ratio" float,
          "day" date default current_date,
          "at" timestamp with local time zone,
          "moment" timestamp default current_timestamp,
          "made" timestamp with local time zone default current_timestamp,
          "meta" varchar2(4000 char),
          "data" blob,
          "place" sdo_geometry,
          "tags" clob,
          "secret" varchar2(255 char),
          "state" clob,
          primary key ("a", "b"),
          constraint "every_price_flag_unique" unique ("price", "flag"),
          constraint "every_flag_boolean" check ("flag" in (0, 1)),
          constraint "every_meta_json" check ("meta" is json),
          constraint "every_state_values" check ("state" in ('draft', 'it''s'))
        )
        ---
        create index "SHOP"."every_day_index" on "SHOP"."every" ("day")
        ---
        comment on table "SHOP"."every" is 'it''s all'
        ---
        comment on column "SHOP"."every"."price" is 'in euros'
      `,
        sqlite: `
        create table "every" (
          "a" char(36) default (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))) not null,
          "b" varchar(20) not null,
          "text" text default 'it''s',
          "flag" boolean default true not null,
          "big" bigint default 9007199254740993,
          "price" decimal(12, 2),
          "ratio" float,
          "day" date default current_date,
          "at" time,
          "moment" datetime default current_timestamp,
          "made" timestamp default current_timestamp,
          "meta" json,
          "data" blob,
          "place" geometry,
          "tags" text,
          "secret" varchar(255),
          "state" text,
          primary key ("a", "b"),
          constraint "every_state_values" check ("state" in ('draft', 'it''s'))
        )
        ---
        create unique index "every_price_flag_unique" on "every" ("price", "flag")
        ---
        create index "every_day_index" on "every" ("day")
      `,
      },
      { before: [] },
    )
  })
})

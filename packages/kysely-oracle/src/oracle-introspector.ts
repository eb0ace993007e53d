import {
  type ColumnMetadata,
  type DatabaseIntrospector,
  type DatabaseMetadataOptions,
  type Kysely,
  type SchemaMetadata,
  sql,
  type TableMetadata,
} from 'kysely'
import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE } from 'kysely/migration'

interface ColumnRow {
  readonly schema: string
  readonly table: string
  readonly kind: 'TABLE' | 'VIEW'
  readonly column: string
  readonly type: string
  readonly type_schema: string | null
  readonly nullable: 'Y' | 'N'
  readonly identity: 'YES' | 'NO'
  readonly default_length: number | null
  readonly comment: string | null
}

export class OracleIntrospector implements DatabaseIntrospector {
  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  readonly #db: Kysely<any>

  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  constructor(db: Kysely<any>) {
    this.#db = db
  }

  /** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_USERS.html */
  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } = await sql<SchemaMetadata>`
      select username as "name" from all_users where oracle_maintained = 'N' order by username`.execute(
      this.#db,
    )
    return rows
  }

  /**
   * The tables and views of the session's own schema.
   *
   * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_TAB_COLUMNS.html
   */
  async getTables(options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
    const { rows } = await sql<ColumnRow>`
      select c.owner as "schema", c.table_name as "table", o.object_type as "kind",
        c.column_name as "column", c.data_type as "type", c.data_type_owner as "type_schema",
        c.nullable as "nullable", c.identity_column as "identity",
        c.default_length as "default_length", m.comments as "comment"
      from all_tab_columns c
        join all_objects o on o.owner = c.owner and o.object_name = c.table_name
        left join all_col_comments m on m.owner = c.owner and m.table_name = c.table_name
          and m.column_name = c.column_name
      where c.owner = sys_context('userenv', 'current_schema')
        and o.object_type in ('TABLE', 'VIEW')
      order by c.table_name, c.column_id`.execute(this.#db)
    const kept = rows.filter((row) => options?.withInternalKyselyTables || !isInternal(row.table))
    const tables = new Map<string, ColumnRow[]>()
    for (const row of kept) tables.set(row.table, [...(tables.get(row.table) ?? []), row])
    return [...tables.values()].map(toTable)
  }
}

function isInternal(table: string): boolean {
  return table === DEFAULT_MIGRATION_TABLE || table === DEFAULT_MIGRATION_LOCK_TABLE
}

function toTable(columns: readonly ColumnRow[]): TableMetadata {
  const { schema, table, kind } = columns[0] as ColumnRow // a group has the row that made it
  return {
    schema,
    name: table,
    isView: kind === 'VIEW',
    isForeign: false,
    columns: columns.map(toColumn),
  }
}

function toColumn(row: ColumnRow): ColumnMetadata {
  return {
    name: row.column,
    dataType: row.type,
    ...(row.type_schema === null ? {} : { dataTypeSchema: row.type_schema }),
    isAutoIncrementing: row.identity === 'YES',
    isNullable: row.nullable === 'Y',
    hasDefaultValue: row.default_length !== null,
    ...(row.comment === null ? {} : { comment: row.comment }),
  }
}

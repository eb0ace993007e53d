import type { Table } from '@relvar/schema-introspect/model'
import { ExpressionWrapper, sql, TableNode } from 'kysely'
import type { Sql } from '../dialect/dialect.js'

/** The table, always with its schema: what a search path makes of a name is nobody's business here. */
export function tableRef(table: Table): Sql {
  return sql`${new ExpressionWrapper(TableNode.createWithSchema(table.schema, table.name))}`
}

/** A column of an aliased table, alone where the alias is empty. Each part is quoted as a whole, dots and quotes included. */
export function columnRef(alias: string, name: string): Sql {
  return alias === '' ? sql`${sql.id(name)}` : sql`${sql.id(alias, name)}`
}

export function name(text: string): Sql {
  return sql`${sql.id(text)}`
}

/** What nothing can end or change, in any vendor's literals and whatever a server's settings say of them. */
const PLAIN_NAME = /^\w{1,64}$/

/**
 * The name of a member of a JSON object as text. Names that are plain words stand in the statement, so
 * that they need not be sent and looked at again with each run; all others, which a caller may have
 * made up, are parameters.
 */
export function memberName(key: string): Sql {
  return PLAIN_NAME.test(key) ? sql`${sql.lit(key)}` : sql`${key}`
}

export function commaList(parts: readonly Sql[]): Sql {
  return sql`${sql.join(parts)}`
}

/**
 * Joins conditions as a balanced tree, so that a thousand of them nest ten deep: SQLite bounds the
 * depth of an expression, and a chain of ORs is as deep as it is long.
 */
export function logic(kind: 'and' | 'or', conditions: readonly Sql[]): Sql {
  if (conditions.length === 1) return conditions[0] as Sql
  const middle = conditions.length >> 1
  const left = logic(kind, conditions.slice(0, middle))
  const right = logic(kind, conditions.slice(middle))
  return kind === 'and' ? sql`(${left} and ${right})` : sql`(${left} or ${right})`
}

/** A word that stands in the statement itself. */
export function literal(text: string | null): Sql {
  return text === null ? sql`null` : sql.lit(text)
}

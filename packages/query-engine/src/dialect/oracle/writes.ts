import type { Column, ColumnType, Table } from '@relvar/schema-introspect/model'
import {
  AliasNode,
  ColumnNode,
  ExpressionWrapper,
  IdentifierNode,
  InsertQueryNode,
  type OperationNode,
  PrimitiveValueListNode,
  type RawNode,
  ReturningNode,
  SelectionNode,
  sql,
  TableNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely'
import { columnRef, commaList, logic, name } from '../../compile/build.js'
import { columnForm } from '../../compile/context.js'
import type { EachUpdate, InsertRows, Sql } from '../dialect.js'
import { partition } from '../each-update.js'
import { padded, parameter } from './values.js'

/** What a column makes of a text by itself; one that is compared is worded otherwise. */
const UNWORDED: readonly ColumnType[] = ['bigInteger', 'decimal', 'string', 'text']

/** Dates in the session's own formats: several rows of one INSERT are written without these words. */
export function writeValue(column: Column, value: Sql): Sql {
  if (column.type === 'geometry') return sql`sdo_util.from_geojson(${value})`
  return UNWORDED.includes(column.type) ? value : parameter(columnForm(column), value)
}

/** Several rows are one statement with plain values, which a geometry or a boolean of version 23 is not made of. */
export function insertsTogether(table: Table): boolean {
  return !table.columns.some(
    ({ type, nativeType }) =>
      type === 'geometry' || nativeType === 'boolean' || nativeType.includes('local'),
  )
}

/**
 * Kysely's own node, as `kysely-oracle` makes RETURNING ... INTO of it and runs it for each row; what
 * is returned comes in the order of the rows.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/INSERT.html
 */
export function insert({ target, columns, rows, returned }: InsertRows): Sql {
  const [first] = columns.length > 0 ? columns : target.columns
  const named = columns.length > 0 ? columns : first === undefined ? [] : [first]
  const lists =
    rows.length > 1
      ? rows.map((row) => PrimitiveValueListNode.create(row.map(plainValue)))
      : [ValueListNode.create(named.map((_, index) => expression(rows[0]?.[index] ?? null)))]
  const node = InsertQueryNode.cloneWith(
    InsertQueryNode.create(TableNode.createWithSchema(target.schema, target.name)),
    {
      columns: named.map((column) => ColumnNode.create(column.name)),
      values: ValuesNode.create(lists),
      ...(returned === null ? {} : { returning: returningNode(returned) }),
    },
  )
  return sql`${new ExpressionWrapper(node)}`
}

function expression(value: Sql | null): OperationNode {
  return (value ?? sql`default`).toOperationNode()
}

/** The value within the words around it. */
function plainValue(value: Sql | null): unknown {
  let node: OperationNode | undefined = value?.toOperationNode()
  while (node?.kind === 'RawNode') {
    const { parameters } = node as RawNode
    node = parameters.find((each) => each.kind === 'ValueNode') ?? parameters[0]
  }
  if (node === undefined || !ValueNode.is(node))
    throw new Error('A row has no plain value for a column.')
  return node.value
}

function returningNode({ columns, wire }: NonNullable<InsertRows['returned']>): ReturningNode {
  return ReturningNode.create(
    columns.map((column, index) =>
      SelectionNode.create(
        AliasNode.create(
          wire(column, name(column.name)).toOperationNode(),
          IdentifierNode.create(`k${index}`),
        ),
      ),
    ),
  )
}

/**
 * There is no VALUES list in FROM before version 23, and no UPDATE with a join: MERGE has both.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/MERGE.html
 */
export function updateEach({ table, target, columns, rows }: EachUpdate): Sql {
  const value = (column: Column) => columnRef('v', `c${columns.indexOf(column)}`)
  const [keys, changed] = partition(columns, target.primaryKey)
  const own = (column: Column) => columnRef('t', column.name)
  const matches = (column: Column) => sql`${own(column)} = ${padded(column, value(column))}`
  const sets = (column: Column) => sql`${own(column)} = ${value(column)}`
  const selects = rows.map((row, number) => {
    const values = columns.map((column, index) => {
      const each = typed(column, row[index])
      return number === 0 ? sql`${each} as ${name(`c${index}`)}` : each
    })
    return sql`select ${commaList(values)} from dual`
  })
  return sql`merge into ${table} "t" using (${sql.join(selects, sql` union all `)}) "v" on (${logic('and', keys.map(matches))}) when matched then update set ${commaList(changed.map(sets))}`
}

/** The selects of a union are of the same types, nulls included. */
function typed({ type, nativeType }: Column, value: Sql = sql`null`): Sql {
  switch (type) {
    case 'integer':
    case 'bigInteger':
    case 'decimal':
      return sql`to_number(${value})`
    case 'boolean':
      return nativeType === 'boolean' ? value : sql`to_number(${value})`
    case 'float':
      return nativeType.startsWith('binary')
        ? sql`to_binary_double(${value})`
        : sql`to_number(${value})`
    case 'binary':
      return nativeType === 'blob' ? sql`to_blob(${value})` : sql`hextoraw(rawtohex(${value}))`
    default:
      return nativeType === 'clob' || nativeType === 'nclob' ? sql`to_clob(${value})` : value
  }
}

/** A sequence is moved on by DDL alone, which would commit. */
export function advanceSequence(): null {
  return null
}

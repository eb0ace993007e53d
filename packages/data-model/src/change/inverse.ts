import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { enumOfDraft } from './apply/apply-enum.js'
import { columnOf, constraintOf } from './apply/lookup.js'
import { nameFor } from './apply/apply-constraint.js'
import type { Definitions } from './definitions.js'
import { type Step, tableIn } from './ddl/ddl.js'
import { idOfDraft } from './ddl/standard.js'
import type { AddColumn, AlterColumn, DropColumn, SchemaChange } from './schema-change.js'

/**
 * The change that takes a step back, in the schema that the step leaves; null where rows or values went
 * with it, which no statement brings back.
 */
export function inverseOf({ change, before, after, definitions }: Step): SchemaChange | null {
  switch (change.kind) {
    case 'create-table':
      return { kind: 'drop-table', table: idOfDraft(after, change.table) }
    case 'create-view':
      return { kind: 'drop-view', table: idOfDraft(after, change.view) }
    case 'drop-table':
    case 'extend-enum':
      return null
    case 'drop-column':
      return computedAgain(before, change)
    case 'create-enum':
      return { ...change, kind: 'drop-enum' }
    case 'drop-enum': {
      const { values = [] } = enumOfDraft(before, change.enum) ?? {}
      return { kind: 'create-enum', enum: { ...change.enum, values } }
    }
    case 'drop-view':
      return viewAgain(tableIn(before, change.table), definitions)
    case 'rename-table': {
      const { schema, name } = tableIn(before, change.table)
      return { ...change, table: idOfDraft(after, { schema, name: change.to }), to: name }
    }
    case 'comment-table':
      return { ...change, comment: tableIn(before, change.table).comment }
    case 'rename-column':
      return { ...change, column: change.to, to: change.column }
    case 'add-column':
      return { kind: 'drop-column', table: change.table, column: change.column.name }
    case 'alter-column':
      return { ...change, set: columnAgain(before, change) }
    default:
      return inverseOfConstraint(change, before, after)
  }
}

type ConstraintChange = Extract<
  SchemaChange,
  {
    readonly kind: `${'add' | 'drop'}-${'foreign-key' | 'unique' | 'index' | 'check'}`
  }
>

function inverseOfConstraint(
  change: ConstraintChange,
  before: SchemaModel,
  after: SchemaModel,
): SchemaChange {
  const { table: id } = change
  const table = tableIn(before, id)
  const again = <T extends { readonly name: string }>(list: readonly T[], name: string): T =>
    constraintOf(table, list, name, 'constraint')
  switch (change.kind) {
    case 'add-foreign-key': {
      const name = nameFor(after, table, change.foreignKey, 'foreign')
      return { kind: 'drop-foreign-key', table: id, name }
    }
    case 'add-unique':
      return {
        kind: 'drop-unique',
        table: id,
        name: nameFor(after, table, change.unique, 'unique'),
      }
    case 'add-index':
      return { kind: 'drop-index', table: id, name: nameFor(after, table, change.index, 'index') }
    case 'add-check':
      return { kind: 'drop-check', table: id, name: change.check.name }
    case 'drop-foreign-key':
      return {
        kind: 'add-foreign-key',
        table: id,
        foreignKey: again(table.foreignKeys, change.name),
      }
    case 'drop-unique':
      return { kind: 'add-unique', table: id, unique: again(table.uniques, change.name) }
    case 'drop-index':
      return { kind: 'add-index', table: id, index: again(table.indexes, change.name) }
    case 'drop-check':
      return { kind: 'add-check', table: id, check: again(table.checks, change.name) }
  }
}

function columnAgain(before: SchemaModel, change: AlterColumn): AlterColumn['set'] {
  const column = columnOf(tableIn(before, change.table), change.column)
  const { type, nativeType, length, precision, scale, nullable, default: value, comment } = column
  return { type, nativeType, length, precision, scale, nullable, default: value, comment }
}

/** The values of a computed column are those of others. */
function computedAgain(before: SchemaModel, { table, column: name }: DropColumn): AddColumn | null {
  const { expression, enum: _, ...column } = columnOf(tableIn(before, table), name)
  return expression === undefined
    ? null
    : { kind: 'add-column', table, column: { ...column, expression } }
}

function viewAgain({ id, schema, name }: Table, { views }: Definitions): SchemaChange | null {
  const query = views.find((view) => view.id === id)?.sql
  if (query === undefined || !/^\s*(?:select|with)\b/i.test(query)) return null
  return { kind: 'create-view', view: { schema, name, query } }
}

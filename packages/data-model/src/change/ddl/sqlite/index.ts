import { sql } from 'kysely'
import { nameFor } from '../../apply/apply-constraint.js'
import type { ColumnDraft } from '../../schema-change.js'
import { type Change, type Ddl, definitionOf, type Step, tableIn } from '../ddl.js'
import { defaultSql } from '../default-sql.js'
import type { Sql } from '../sql.js'
import {
  alterTable,
  columnSql,
  createdTable,
  createIndexSql,
  createTableSql,
  indexName,
  indexSteps,
  standardDdl,
} from '../standard.js'
import { rebuild } from './rebuild.js'
import { editedText, newColumn, type TableEdit } from './table-text.js'

/**
 * SQLite can add, rename and drop columns; anything else writes the table anew. Unique constraints are
 * unique indexes, which keep their names and can be dropped.
 *
 * @see https://www.sqlite.org/lang_altertable.html
 */
export const sqliteDdl: Ddl = {
  ...standardDdl,
  'create-table': createTable,
  'comment-table': () => [],
  'add-column': (step) => {
    const { change, before } = step
    if (!canBeAdded(change.column)) return rebuildFor(step)
    const column = newColumn(tableIn(before, change.table), change.column)
    return [alterTable(before, change.table, sql`add column ${column}`)]
  },
  'alter-column': (step) => {
    // Comments are nothing that SQLite keeps.
    const { comment: _, ...set } = step.change.set
    return Object.keys(set).length === 0 ? [] : rebuildFor(step)
  },
  'add-foreign-key': rebuildFor,
  'drop-foreign-key': rebuildFor,
  'add-unique': ({ change, after }) => [uniqueIndex(after, change.table, change.unique)],
  'add-index': addIndex,
  'add-check': rebuildFor,
  'drop-check': rebuildFor,
  'drop-unique': (step) => {
    const { attached } = definitionOf(step, step.change.table)
    const isIndex = attached.some(({ name }) => name === step.change.name)
    return isIndex ? [dropIndex(step.change.name)] : rebuildFor(step)
  },
  'drop-index': ({ change }) => [dropIndex(change.name)],
}

function rebuildFor(step: Step<TableEdit>): readonly Sql[] {
  return rebuild(step, editedText(step))
}

/** @see https://www.sqlite.org/lang_altertable.html#altertabaddcol */
function canBeAdded(draft: ColumnDraft): boolean {
  if (draft.expression !== undefined) return draft.generated === 'virtual'
  const value = draft.default ?? null
  if (value === null || (value.kind === 'literal' && value.value === null))
    return draft.nullable !== false
  return value.kind === 'literal' || !/^(?:\(|current_)/i.test(defaultSql('sqlite', draft, value))
}

function createTable(step: Step<Change<'create-table'>>): readonly Sql[] {
  const { columns, primaryKey, uniques = [] } = step.change.table
  const isNumbered = columns.some(({ generated }) => generated === 'identity')
  const definitions = columns.map((column) =>
    column.generated === 'identity'
      ? sql`${sql.id(column.name)} integer primary key autoincrement`
      : columnSql('sqlite', column, primaryKey.includes(column.name)),
  )
  const { id } = createdTable(step)
  return [
    createTableSql(step, { columns: definitions, key: !isNumbered, uniques: [] }),
    ...uniques.map((unique) => uniqueIndex(step.after, id, unique)),
    ...indexSteps(step).flatMap(addIndex),
  ]
}

function uniqueIndex(
  model: Step['after'],
  id: string,
  unique: Change<'add-unique'>['unique'],
): Sql {
  const name = nameFor(model, tableIn(model, id), unique, 'unique')
  return createIndexSql(model, id, name, unique.columns, { kind: 'unique ' })
}

function addIndex(step: Step<Change<'add-index'>>): readonly Sql[] {
  const { table, index } = step.change
  const { columns, definition } = index
  return [createIndexSql(step.after, table, indexName(step), columns, { definition })]
}

function dropIndex(name: string): Sql {
  return sql`drop index ${sql.id(name)}`
}

import type { DialectName, TableId } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { nameFor } from './apply/apply-constraint.js'
import {
  type AttachedDefinition,
  type Definitions,
  NOTHING_KNOWN,
  type TableDefinition,
} from './definitions.js'
import { type Change, definitionOf, type Step, tableIn } from './ddl/ddl.js'
import { alteredColumn, columnWithoutCheck, newColumn } from './ddl/mariadb.js'
import { defaultName } from './ddl/mssql.js'
import { toText } from './ddl/sql.js'
import { editedText, type TableEdit } from './ddl/sqlite/table-text.js'
import { retypes } from './apply/apply-column.js'
import { idOfDraft } from './ddl/standard.js'
import { printColumn } from './text/column-text.js'
import { CreateTableText } from './text/create-table.js'
import { withColumnNamed, withReferencesTo } from './text/rename-in-table.js'
import { renameInExpression } from './text/rename-in-expression.js'
import { bareName, mentions } from './text/tokens.js'

/**
 * What would be read of the database after a step: later steps of the same plan are made of it.
 *
 * @param texts the statements of the step
 */
export function definitionsAfter(step: Step, texts: readonly string[]): Definitions {
  const { change, definitions } = step
  switch (change.kind) {
    case 'create-table':
      return withCreated({ ...step, change }, texts)
    case 'drop-table':
      return without(definitions, change.table)
    case 'rename-table':
      return renamed({ ...step, change })
    case 'comment-table':
    case 'create-enum':
    case 'extend-enum':
    case 'drop-enum':
      return definitions
    case 'drop-view':
      return { ...definitions, views: definitions.views.filter(({ id }) => id !== change.table) }
    case 'create-view':
      return {
        ...definitions,
        views: [
          ...definitions.views,
          { id: idOfDraft(step.after, change.view), sql: change.view.query },
        ],
      }
    case 'rename-column':
      return withRenamedColumn({ ...step, change })
    case 'add-unique':
    case 'add-index':
      return withIndex({ ...step, change }, texts)
    case 'drop-unique':
    case 'drop-index':
      return withoutIndex({ ...step, change })
    default:
      return edited({ ...step, change })
  }
}

/** The others are never asked for the statement of a table. */
const KEEPS_STATEMENTS: ReadonlySet<DialectName> = new Set(['sqlite', 'mariadb', 'mysql'])

function withCreated(step: Step<Change<'create-table'>>, texts: readonly string[]): Definitions {
  const { change, after } = step
  const id = idOfDraft(after, change.table)
  const table = tableIn(after, id)
  const { dialect } = after
  const [created = null, ...others] = texts
  const indexes = others.flatMap((text) => (isIndex(text) ? [attachedOf(text)] : []))
  const isFiltered = (columns: readonly string[]): boolean =>
    dialect === 'mssql' &&
    table.columns.some(({ name, nullable }) => nullable && columns.includes(name))
  const definition: TableDefinition = {
    ...NOTHING_KNOWN,
    sql: KEEPS_STATEMENTS.has(dialect) ? created : null,
    attached: dialect === 'sqlite' ? indexes : [],
    constraints:
      dialect === 'sqlite'
        ? []
        : table.uniques.filter(({ columns }) => !isFiltered(columns)).map(({ name }) => name),
    defaults: Object.fromEntries(
      table.columns
        .filter((column) => dialect === 'mssql' && column.default !== null)
        .map(({ name }) => [name, defaultName(step, table, name)]),
    ),
  }
  return withTable(step.definitions, id, definition)
}

function isIndex(text: string): boolean {
  return /^create (?:unique )?index /.test(text)
}

function attachedOf(text: string): AttachedDefinition {
  const quoted = /^create (?:unique )?index ("(?:[^"]|"")*")/.exec(text)?.[1] ?? '""'
  return { kind: 'index', name: quoted.slice(1, -1).replaceAll('""', '"'), sql: text }
}

function withTable(
  definitions: Definitions,
  id: TableId,
  definition: TableDefinition,
): Definitions {
  return { ...definitions, tables: { ...definitions.tables, [id]: definition } }
}

function without(definitions: Definitions, id: TableId): Definitions {
  const { [id]: _, ...tables } = definitions.tables
  return { ...definitions, tables }
}

function textOf({ before }: Step, text: string): CreateTableText {
  return new CreateTableText(text, before.dialect !== 'sqlite')
}

function renamed(step: Step<Change<'rename-table'>>): Definitions {
  const { change, before, definitions } = step
  const { name, schema } = tableIn(before, change.table)
  const to = idOfDraft(step.after, { schema, name: change.to })
  const quoted = toText(before.dialect, sql.id(change.to))
  const tables = Object.entries(definitions.tables).map(([id, definition]) => {
    const isOwn = id === change.table
    const text = mapText(definition, (each) => {
      const own = isOwn ? textOf(step, each).named(quoted) : textOf(step, each)
      return withReferencesTo(own, name, quoted).sql
    })
    return [isOwn ? to : id, withStaleTriggers(text, name, isOwn ? change.to : null)] as const
  })
  return { ...definitions, tables: Object.fromEntries(tables) }
}

function mapText(definition: TableDefinition, change: (sql: string) => string): TableDefinition {
  return definition.sql === null ? definition : { ...definition, sql: change(definition.sql) }
}

/**
 * SQLite writes its indexes and triggers anew with what is renamed. Those of a trigger cannot be
 * foreseen: its text is left empty, so that nobody makes it again from what it was.
 */
function withStaleTriggers(
  definition: TableDefinition,
  from: string,
  to: string | null,
): TableDefinition {
  const attached = definition.attached.map((each): AttachedDefinition => {
    if (!mentions(each.sql, from)) return each
    if (each.kind === 'trigger') return { ...each, sql: '' }
    return to === null ? each : { ...each, sql: renameInExpression(each.sql, from, to) }
  })
  return { ...definition, attached }
}

function withRenamedColumn(step: Step<Change<'rename-column'>>): Definitions {
  const { change, before, definitions } = step
  const { name } = tableIn(before, change.table)
  const quoted = toText(before.dialect, sql.id(change.to))
  const tables = Object.entries(definitions.tables).map(([id, definition]) => {
    const isOwn = id === change.table
    const text = mapText(
      definition,
      (each) => withColumnNamed(textOf(step, each), name, isOwn, change.column, quoted).sql,
    )
    const rekeyed = (held: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
      isOwn ? withKeyNamed(held, change.column, change.to) : held
    const to = isOwn ? change.to : null
    const stale = withStaleTriggers(text, change.column, to)
    const { defaults, ownCollations } = definition
    return [
      id,
      { ...stale, defaults: rekeyed(defaults), ownCollations: rekeyed(ownCollations) },
    ] as const
  })
  return { ...definitions, tables: Object.fromEntries(tables) }
}

function withKeyNamed(
  held: Readonly<Record<string, string>>,
  from: string,
  to: string,
): Readonly<Record<string, string>> {
  const { [from]: value, ...others } = held
  return value === undefined ? others : { ...others, [to]: value }
}

function withIndex(
  step: Step<Change<'add-unique' | 'add-index'>>,
  texts: readonly string[],
): Definitions {
  const { change, after } = step
  const { table: id } = change
  const definition = definitionOf(step, id)
  if (after.dialect === 'sqlite')
    return withTable(step.definitions, id, {
      ...definition,
      attached: [...definition.attached, ...texts.map(attachedOf)],
    })
  // On SQL Server it may be an index: see `uniqueStatement` there.
  if (change.kind === 'add-index' || texts.some(isIndex)) return step.definitions
  const name = nameFor(after, tableIn(after, id), change.unique, 'unique')
  return withTable(step.definitions, id, {
    ...definition,
    constraints: [...definition.constraints, name],
  })
}

function withoutIndex(step: Step<Change<'drop-unique' | 'drop-index'>>): Definitions {
  const { change, before, definitions } = step
  const { table: id, name } = change
  const definition = definitionOf(step, id)
  const attached = definition.attached.filter((each) => each.name !== name)
  const isWritten =
    before.dialect === 'sqlite' &&
    change.kind === 'drop-unique' &&
    attached.length === definition.attached.length
  const text = isWritten ? { ...definition, sql: editedText({ ...step, change }).sql } : definition
  return withTable(definitions, id, {
    ...text,
    attached,
    constraints: definition.constraints.filter((each) => each !== name),
  })
}

type Edit = Exclude<TableEdit, Change<'rename-column' | 'drop-unique'>>

function edited(step: Step<Edit>): Definitions {
  const { change, before, definitions } = step
  const definition = definitionOf(step, change.table)
  const text = editedSql(step, definition.sql)
  const defaults =
    before.dialect === 'mssql' ? defaultsAfter(step, definition.defaults) : definition.defaults
  return withTable(definitions, change.table, { ...definition, sql: text, defaults })
}

function editedSql(step: Step<Edit>, text: string | null): string | null {
  const { dialect } = step.before
  if (text === null) return null
  if (dialect === 'sqlite') return editedText(step).sql
  if (dialect !== 'mariadb' && dialect !== 'mysql') return text
  return editedColumns(step, textOf(step, text)).sql
}

/** Only columns are made of what they were there, so that the rest need not be followed. */
function editedColumns(step: Step<Edit>, text: CreateTableText): CreateTableText {
  const { change } = step
  switch (change.kind) {
    case 'add-column':
      return text.withColumn(toText(step.before.dialect, newColumn(step, change.column, false)))
    case 'alter-column':
      return text.replaced(
        text.column(change.column),
        printColumn(alteredColumn({ ...step, change })),
      )
    case 'drop-column':
      return text.without(text.column(change.column))
    case 'drop-check': {
      const column = columnWithoutCheck({ ...step, change })
      if (column === null) return text
      return text.replaced(text.column(bareName(column.name)), printColumn(column))
    }
    default:
      return text
  }
}

function defaultsAfter(
  step: Step<Edit>,
  defaults: TableDefinition['defaults'],
): TableDefinition['defaults'] {
  const { change, after } = step
  if (!('column' in change)) return defaults
  if (change.kind === 'alter-column' && !('default' in change.set || retypes(change.set)))
    return defaults
  const name = typeof change.column === 'string' ? change.column : change.column.name
  const { [name]: _, ...others } = defaults
  const table = tableIn(after, change.table)
  const column = table.columns.find((each) => each.name === name)
  return (column?.default ?? null) === null
    ? others
    : { ...others, [name]: defaultName(step, table, name) }
}

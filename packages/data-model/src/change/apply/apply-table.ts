import type { DialectName, SchemaModel, Table, TableId } from '@relvar/schema-introspect/model'
import { isSupported } from '../ddl/comments.js'
import { ChangeRefusedError } from '../errors.js'
import { holderOf } from '../free-names.js'
import { assertName, isSameName } from '../names.js'
import type {
  CommentTable,
  CreateTable,
  CreateView,
  DropTable,
  DropView,
  RenameTable,
  TableDraft,
} from '../schema-change.js'
import { assertFragment } from '../text/fragment.js'
import { addCheck, addIndex, addUnique, addForeignKey, keyName } from './apply-constraint.js'
import { columnOfDraft } from './column-of-draft.js'
import { withDraftColumn, withValues } from './draft-column.js'
import { idOf, referrersOf, tableOf, withoutTable, withTable } from './lookup.js'

export function createTable(model: SchemaModel, { table: draft }: CreateTable): SchemaModel {
  const { schema = model.defaultSchema, name } = draft
  assertNewTable(model, schema, name)
  assertKey(draft)
  const empty = emptyTable(model, schema, name, draft.comment ?? null)
  const columns = draft.columns.reduce(
    (table, column) =>
      withDraftColumn(
        model.dialect,
        table,
        column,
        columnOfDraft(model.dialect, column, draft.primaryKey.includes(column.name)),
      ),
    empty,
  )
  const made = withTable(model, { ...columns, primaryKey: draft.primaryKey })
  return withConstraints(
    draft.columns.reduce((done, column) => withValues(done, empty.id, column), made),
    empty.id,
    draft,
  )
}

function withConstraints(model: SchemaModel, table: TableId, draft: TableDraft): SchemaModel {
  const { uniques = [], indexes = [], checks = [], foreignKeys = [] } = draft
  const steps = [
    ...uniques.map(
      (unique) => (done: SchemaModel) => addUnique(done, { kind: 'add-unique', table, unique }),
    ),
    ...indexes.map(
      (index) => (done: SchemaModel) => addIndex(done, { kind: 'add-index', table, index }),
    ),
    ...checks.map(
      (check) => (done: SchemaModel) => addCheck(done, { kind: 'add-check', table, check }),
    ),
    ...foreignKeys.map(
      (foreignKey) => (done: SchemaModel) =>
        addForeignKey(done, { kind: 'add-foreign-key', table, foreignKey }),
    ),
  ]
  return steps.reduce((done, step) => step(done), model)
}

function emptyTable(
  model: SchemaModel,
  schema: string,
  name: string,
  comment: string | null,
): Table {
  return {
    id: idOf(model, schema, name),
    schema,
    name,
    kind: 'table',
    columns: [],
    primaryKey: [],
    uniques: [],
    foreignKeys: [],
    indexes: [],
    checks: [],
    relationships: [],
    actions: ['read', 'create', 'update', 'delete'],
    hasTriggers: false,
    comment: isSupported(model.dialect) ? comment : null,
    rowEstimate: null,
    traits: {},
  }
}

/** @throws ChangeRefusedError where the name is none, or taken by a table or a view */
function assertNewTable(model: SchemaModel, schema: string, name: string): void {
  const what = `table "${name}"`
  assertName(model.dialect, name, what)
  const taken = Object.values(model.tables).find(
    (table) => table.schema === schema && isSameName(model.dialect, 'table', table.name, name),
  )
  if (taken !== undefined)
    throw new ChangeRefusedError('name-taken', `There is a ${taken.kind} "${taken.name}" already.`)
  assertNoConstraint(model, schema, name)
  const own = OWN_TABLES[model.dialect]
  if (own?.names.test(name) === true) throw new ChangeRefusedError('invalid-name', own.reason)
}

/**
 * Names that mean tables of another kind.
 *
 * @see https://www.sqlite.org/lang_createtable.html
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/databases/database-identifiers
 */
const OWN_TABLES: Readonly<
  Partial<Record<DialectName, { readonly names: RegExp; readonly reason: string }>>
> = {
  sqlite: { names: /^sqlite_/i, reason: `Names that begin with "sqlite_" are SQLite's own.` },
  mssql: { names: /^#/, reason: 'A table whose name begins with "#" goes with its connection.' },
}

/** @throws ChangeRefusedError where an index or a constraint has the name, with vendors that tell those apart from tables by it */
function assertNoConstraint(model: SchemaModel, schema: string, name: string): void {
  const holder = holderOf(model, schema, name, 'table')
  if (holder !== null && holder.kind !== 'table')
    throw new ChangeRefusedError('name-taken', `Table "${holder.table}" has a "${name}" already.`)
}

function assertKey({ name, columns, primaryKey }: TableDraft): void {
  const refuse = (why: string): ChangeRefusedError =>
    new ChangeRefusedError('invalid-key', `The key of table "${name}" ${why}.`)
  if (primaryKey.length === 0) throw refuse('has no column')
  if (new Set(primaryKey).size < primaryKey.length) throw refuse('names a column twice')
  for (const each of primaryKey) {
    const column = columns.find((draft) => draft.name === each)
    if (column === undefined) throw refuse(`has a column "${each}" that the table has not`)
    if (column.nullable === true) throw refuse(`has a column "${each}" that may be null`)
  }
  const numbered = columns.filter(({ generated }) => generated === 'identity')
  const [first] = numbered
  if (first !== undefined && (primaryKey.length > 1 || first.name !== primaryKey[0]))
    throw new ChangeRefusedError(
      'invalid-key',
      `Column "${first.name}" of table "${name}" cannot be numbered by the database: it is not the whole key.`,
    )
}

export function dropTable(model: SchemaModel, { table: id }: DropTable): SchemaModel {
  const table = tableOf(model, id)
  const [referrer] = referrersOf(model, table.id)
  if (referrer !== undefined)
    throw new ChangeRefusedError(
      'in-use',
      `Table "${id}" cannot be dropped: a foreign key of "${referrer.id}" points to it.`,
    )
  return withoutTable(model, id)
}

export function renameTable(model: SchemaModel, { table: id, to }: RenameTable): SchemaModel {
  const table = tableOf(model, id)
  if (table.name === to) return model
  const others = withoutTable(model, id)
  assertNewTable(others, table.schema, to)
  assertNoConstraint(model, table.schema, to)
  const renamed = { ...withOwnNames(model.dialect, table, to), id: idOf(model, table.schema, to) }
  const tables = [...Object.values(others.tables), renamed].map((each) =>
    pointing(model, each, id, renamed.id),
  )
  return { ...model, tables: Object.fromEntries(tables.map((each) => [each.id, each])) }
}

/**
 * A table under another name. MySQL and MariaDB rename along what they name after it, and what people have
 * given such a name.
 *
 * @see https://dev.mysql.com/doc/refman/8.4/en/rename-table.html
 */
function withOwnNames(dialect: DialectName, table: Table, to: string): Table {
  if (dialect !== 'mysql' && dialect !== 'mariadb') return { ...table, name: to }
  const named = <T extends { readonly name: string }>(list: readonly T[], infix: string): T[] =>
    list.map((each) =>
      each.name.startsWith(table.name + infix)
        ? { ...each, name: to + each.name.slice(table.name.length) }
        : each,
    )
  const checks = dialect === 'mysql' ? named(table.checks, '_chk_') : table.checks
  return { ...table, name: to, foreignKeys: named(table.foreignKeys, '_ibfk_'), checks }
}

/** A table whose foreign keys point to a table by its new id. */
function pointing(model: SchemaModel, table: Table, from: TableId, to: TableId): Table {
  const foreignKeys = table.foreignKeys.map((key) => ({
    ...key,
    name: keyName(model.dialect, table.name, key.columns, key.name),
    target: key.target === from ? to : key.target,
  }))
  return { ...table, foreignKeys }
}

export function commentTable(model: SchemaModel, change: CommentTable): SchemaModel {
  const table = tableOf(model, change.table)
  if (!isSupported(model.dialect)) return model
  return withTable(model, { ...table, comment: change.comment })
}

/** What its columns are only the database can say; the model has the view's name. */
export function createView(model: SchemaModel, { view }: CreateView): SchemaModel {
  const { schema = model.defaultSchema, name, query } = view
  assertNewTable(model, schema, name)
  assertFragment(query, `The query of view "${name}"`)
  if (!/^\s*(?:select|with|values)\b/i.test(query))
    throw new ChangeRefusedError('invalid-expression', `The query of view "${name}" is no query.`)
  const table = emptyTable(model, schema, name, null)
  return withTable(model, { ...table, kind: 'view', actions: ['read'] })
}

export function dropView(model: SchemaModel, { table: id }: DropView): SchemaModel {
  tableOf(model, id, 'view')
  return withoutTable(model, id)
}

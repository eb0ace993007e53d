import type { DialectName, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { type ConstraintKind, constraintName } from './names.js'
import { checksOfDraft } from './apply/draft-column.js'
import { idOf } from './apply/lookup.js'
import type { HiddenName } from './definitions.js'
import type { ColumnDraft, SchemaChange, TableDraft } from './schema-change.js'

/** What has a name in a schema. */
type NamedKind = 'table' | 'unique' | 'index' | 'foreign' | 'check'

/**
 * What shares its names with all of a schema, in groups; the names of all else are those of their table.
 *
 * @see https://www.postgresql.org/docs/current/sql-createindex.html (Parameters, name)
 * @see https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html (Identifiers)
 * @see https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html
 * @see https://mariadb.com/kb/en/foreign-keys/
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-objects-transact-sql
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Database-Object-Names-and-Qualifiers.html
 * @see https://www.sqlite.org/lang_createindex.html
 */
const SHARED: Readonly<Record<DialectName, readonly (readonly NamedKind[])[]>> = {
  postgres: [['table', 'index', 'unique']],
  cockroachdb: [],
  mysql: [['foreign'], ['check']],
  mariadb: [['foreign']],
  mssql: [['table', 'unique', 'foreign', 'check']],
  oracle: [
    ['unique', 'foreign', 'check'],
    ['unique', 'index'],
  ],
  sqlite: [['table', 'index', 'unique']],
}

/**
 * What has this name already, of all that something new of a kind shares its names with; null where it is free.
 * Names that differ in case alone count as one, as they do in most databases.
 *
 * @example
 * holderOf(model, 'public', 'article_title_index', 'index') // { kind: 'index', table: 'article' }
 */
export function holderOf(
  { dialect, tables }: SchemaModel,
  schema: string,
  name: string,
  kind: NamedKind,
): { readonly kind: NamedKind; readonly table: string } | null {
  const kinds = new Set(SHARED[dialect].filter((group) => group.includes(kind)).flat())
  if (kinds.size === 0) return null
  for (const table of Object.values(tables)) {
    if (table.schema !== schema) continue
    const held = namesIn(table).find(
      (each) => kinds.has(each.kind) && each.name.toLowerCase() === name.toLowerCase(),
    )
    if (held !== undefined) return { kind: held.kind, table: table.id }
  }
  return null
}

interface NamedPart {
  readonly kind: NamedKind
  readonly name: string
}

function namesIn(table: Table): readonly NamedPart[] {
  const of = (kind: NamedKind, list: readonly { readonly name: string }[]): NamedPart[] =>
    list.map(({ name }) => ({ kind, name }))
  return [
    { kind: 'table', name: table.name },
    ...of('unique', table.uniques),
    ...of('index', table.indexes),
    ...of('foreign', table.foreignKeys),
    ...of('check', table.checks),
  ]
}

/** Of the names in a database, those that the model does not show. */
export function hiddenNames(
  { tables }: SchemaModel,
  names: readonly HiddenName[],
): readonly HiddenName[] {
  const shown = new Set(
    Object.values(tables).flatMap((table) =>
      namesIn(table).map(({ name }) => JSON.stringify([table.schema, name])),
    ),
  )
  return names.filter(({ schema, name }) => !shown.has(JSON.stringify([schema, name])))
}

/**
 * A change with names for the constraints and indexes that have none: the plain one of `constraintName`, or that
 * with a number where something else has it.
 *
 * @param hidden names that are not free either
 */
export function withFreeNames(
  model: SchemaModel,
  change: SchemaChange,
  hidden: readonly HiddenName[],
): SchemaChange {
  if (change.kind === 'create-table')
    return { ...change, table: namedTable(model, change.table, hidden) }
  const table = 'table' in change ? model.tables[change.table] : undefined
  if (table === undefined) return change
  const namer = new Namer(model, table, hidden)
  switch (change.kind) {
    case 'add-column':
      return { ...change, column: namer.column(change.column) }
    case 'add-foreign-key':
      return { ...change, foreignKey: namer.named(change.foreignKey, 'foreign') }
    case 'add-unique':
      return { ...change, unique: namer.named(change.unique, 'unique') }
    case 'add-index':
      return { ...change, index: namer.named(change.index, 'index') }
    default:
      return change
  }
}

function namedTable(
  model: SchemaModel,
  draft: TableDraft,
  hidden: readonly HiddenName[],
): TableDraft {
  const { schema = model.defaultSchema, name, columns } = draft
  const { uniques = [], indexes = [], foreignKeys = [] } = draft
  const id = idOf(model, schema, name)
  const namer = new Namer(
    model,
    { ...NO_PARTS, id, schema, name, checks: draft.checks ?? [] },
    hidden,
  )
  return {
    ...draft,
    uniques: uniques.map((each) => namer.named(each, 'unique')),
    indexes: indexes.map((each) => namer.named(each, 'index')),
    foreignKeys: foreignKeys.map((each) => namer.named(each, 'foreign')),
    columns: columns.map((each) => namer.column(each)),
  }
}

type Parts = Pick<
  Table,
  'id' | 'schema' | 'name' | 'uniques' | 'indexes' | 'foreignKeys' | 'checks'
>

const NO_PARTS = { uniques: [], indexes: [], foreignKeys: [] }

interface Unnamed {
  readonly name?: string
  readonly columns: readonly string[]
}

/** Gives the names of one table, each one other than those before it. */
class Namer {
  readonly #model: SchemaModel
  readonly #table: Parts
  readonly #hidden: readonly HiddenName[]
  readonly #given: string[] = []

  constructor(model: SchemaModel, table: Parts, hidden: readonly HiddenName[]) {
    this.#model = model
    this.#table = table
    this.#hidden = hidden
  }

  named<T extends Unnamed>(draft: T, kind: 'foreign' | 'unique' | 'index'): T & { name: string } {
    const name =
      draft.name ??
      this.#free(draft.columns, kind, kind, (plain) => this.#isThere(plain, draft.columns, kind))
    this.#given.push(name.toLowerCase())
    return { ...draft, name }
  }

  /** A column with names for the checks that it brings along. */
  column(draft: ColumnDraft): ColumnDraft {
    const { dialect } = this.#model
    const checks = checksOfDraft(dialect, this.#table.name, draft)
    if (checks.length === 0) return draft
    const checkNames = Object.fromEntries(
      checks.map(({ what }) => {
        const name = draft.checkNames?.[what] ?? this.#free([draft.name], what, 'check')
        this.#given.push(name.toLowerCase())
        return [what, name]
      }),
    )
    return { ...draft, checkNames }
  }

  #free(
    columns: readonly string[],
    what: ConstraintKind,
    kind: NamedKind,
    isKept: (plain: string) => boolean = () => false,
  ): string {
    const { dialect } = this.#model
    const numbered = (number: number): string =>
      constraintName(dialect, this.#table.name, columns, what, number)
    const plain = numbered(1)
    if (isKept(plain)) return plain
    let number = 1
    while (this.#isTaken(numbered(number), kind, columns)) number++
    return numbered(number)
  }

  /** The very same is there already, which is refused by its name. */
  #isThere(
    name: string,
    columns: readonly string[],
    kind: 'foreign' | 'unique' | 'index',
  ): boolean {
    const lists = { foreign: 'foreignKeys', unique: 'uniques', index: 'indexes' } as const
    return this.#table[lists[kind]].some(
      (each) => each.name === name && each.columns.join('\0') === columns.join('\0'),
    )
  }

  #isTaken(name: string, kind: NamedKind, columns: readonly string[]): boolean {
    const { schema, uniques, indexes, foreignKeys, checks } = this.#table
    const isName = (each: { readonly name: string }): boolean =>
      each.name.toLowerCase() === name.toLowerCase()
    const inTheWay =
      kind === 'foreign'
        ? indexes.filter((index) => !servesKey(this.#model, index, name, columns))
        : indexes
    return (
      this.#given.includes(name.toLowerCase()) ||
      [...uniques, ...inTheWay, ...foreignKeys, ...checks].some(isName) ||
      this.#hidden.some((each) => each.schema === schema && isName(each)) ||
      holderOf(this.#model, schema, name, kind) !== null
    )
  }
}

/**
 * MySQL and MariaDB make an index for each foreign key, of its name, which stays when that is dropped: it
 * serves the next one.
 */
export function servesKey(
  { dialect }: SchemaModel,
  index: Table['indexes'][number],
  name: string,
  columns: readonly string[],
): boolean {
  if (dialect !== 'mysql' && dialect !== 'mariadb') return false
  return (
    index.name === name && !index.unique && columns.every((each, at) => index.columns[at] === each)
  )
}

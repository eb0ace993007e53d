import { tableActions, withVersion } from './assemble.js'
import { findColumn, findTable } from './find.js'
import type { ColumnOverlay, DeclaredRelationship, Overlay, TableOverlay } from './overlay.js'
import { declareRelationship } from './declare-relationship.js'
import type {
  Action,
  Column,
  ColumnTraits,
  DialectName,
  SchemaModel,
  Table,
  TableId,
  TableTraits,
} from './schema-model.js'

/** Something an overlay says that the model has no place for; it is left out. */
export interface OverlayProblem {
  readonly table: TableId
  /** The column or relationship it is about, null for the table itself. */
  readonly name: string | null
  readonly reason: string
}

/**
 * Lays what people told us over the schema of the database: traits, declared keys, links and
 * aliases. A new model with a new version; names that the model lacks are left out, see
 * {@link overlayProblems}.
 *
 * @example
 * applyOverlay(schema, { tables: { report: { primaryKey: ['year', 'month'] } } })
 */
export function applyOverlay(model: SchemaModel, overlay: Overlay): SchemaModel {
  return layOver(model, overlay).model
}

/** What of an overlay does not fit the model: tables come and go, so that is news, not an error. */
export function overlayProblems(model: SchemaModel, overlay: Overlay): readonly OverlayProblem[] {
  return layOver(model, overlay).problems
}

interface Laid {
  readonly model: SchemaModel
  readonly problems: readonly OverlayProblem[]
}

function layOver(model: SchemaModel, overlay: Overlay): Laid {
  const problems: OverlayProblem[] = []
  const entries = Object.entries(overlay.tables ?? {})
  const tables = new Map(Object.entries(model.tables))
  for (const [id, entry] of entries) {
    const table = findTable(model, id)
    if (table === undefined)
      problems.push({ table: id, name: null, reason: 'There is no such table.' })
    else tables.set(id, new TableLayer(table, problems).apply(entry))
  }
  // A way back needs its link to be there, whichever table declares it.
  for (const kinds of [['many-to-one', 'many-to-any'], ['one-to-many']] as const) {
    for (const [id, entry] of entries)
      addRelationships(model.dialect, tables, id, entry, kinds, problems)
  }
  const { dialect, defaultSchema, enums } = model
  return {
    model: withVersion({ dialect, defaultSchema, enums, tables: Object.fromEntries(tables) }),
    problems,
  }
}

function addRelationships(
  dialect: DialectName,
  tables: Map<TableId, Table>,
  id: TableId,
  entry: TableOverlay,
  kinds: readonly DeclaredRelationship['kind'][],
  problems: OverlayProblem[],
): void {
  for (const [name, declared] of Object.entries(entry.relationships ?? {})) {
    const table = tables.get(id)
    if (table === undefined || !kinds.includes(declared.kind)) continue
    const result = declareRelationship(dialect, tables, table, name, declared)
    if (typeof result === 'string') problems.push({ table: id, name, reason: result })
    else tables.set(id, { ...table, relationships: result })
  }
}

/** Key, traits and columns of one table. */
class TableLayer {
  readonly #table: Table
  readonly #problems: OverlayProblem[]

  constructor(table: Table, problems: OverlayProblem[]) {
    this.#table = table
    this.#problems = problems
  }

  apply(entry: TableOverlay): Table {
    const table = this.#table
    const primaryKey = this.#key(entry.primaryKey)
    return {
      ...table,
      primaryKey,
      actions: entry.closed === true ? [] : tableActions(allowedActions(table), primaryKey),
      columns: this.#columns(entry.columns ?? {}),
      traits: {
        ...table.traits,
        ...this.#traits(entry.traits ?? {}),
        ...(isHeld(table, primaryKey) ? {} : { unheldKey: true as const }),
      },
    }
  }

  #key(declared: readonly string[] | undefined): readonly string[] {
    const own = this.#table.primaryKey
    if (declared === undefined || declared.length === 0) return own
    if (own.length > 0) return this.#refuse(null, 'The table has a primary key of its own.', own)
    const missing = declared.find((name) => findColumn(this.#table, name) === undefined)
    return missing === undefined
      ? declared
      : this.#refuse(missing, 'The declared key names a column that is not there.', own)
  }

  #traits(traits: TableTraits): TableTraits {
    const { sortColumn, archive, ...rest } = traits
    return {
      ...rest,
      ...(sortColumn !== undefined && this.#has(sortColumn) ? { sortColumn } : {}),
      ...(archive !== undefined && this.#has(archive.column) ? { archive } : {}),
    }
  }

  #columns(overlays: Readonly<Record<string, ColumnOverlay>>): readonly Column[] {
    for (const name of Object.keys(overlays)) this.#has(name)
    return this.#table.columns.map((column) =>
      Object.hasOwn(overlays, column.name)
        ? layColumn(column, overlays[column.name] ?? {})
        : column,
    )
  }

  #has(column: string): boolean {
    const found = findColumn(this.#table, column) !== undefined
    return found || this.#refuse(column, 'There is no such column.', false)
  }

  #refuse<T>(name: string | null, reason: string, instead: T): T {
    this.#problems.push({ table: this.#table.id, name, reason })
    return instead
  }
}

/** Whether the database keeps two rows from having the same key. */
function isHeld({ primaryKey, uniques }: Table, key: readonly string[]): boolean {
  const isUnique = uniques.some(({ columns }) => columns.every((name) => key.includes(name)))
  return primaryKey.length > 0 || key.length === 0 || isUnique
}

function layColumn(column: Column, { type = column.type, traits = {} }: ColumnOverlay): Column {
  const codec = codecOf(column, type)
  return {
    ...column,
    type,
    default: codec.codec === 'boolean' ? booleanDefault(column.default) : column.default,
    traits: { ...column.traits, ...codec, ...traits },
  }
}

/** What a number stands for as a default is what it stands for as a value. */
function booleanDefault(initially: Column['default']): Column['default'] {
  return initially?.kind === 'literal' && initially.value !== null
    ? { kind: 'literal', value: Number(initially.value) !== 0 }
    : initially
}

/** What is read as something else than it is kept as has to be decoded and encoded on the way. */
function codecOf(column: Column, type: Column['type']): ColumnTraits {
  const coded = type !== column.type && (type === 'csv' || type === 'json' || type === 'boolean')
  return coded ? { codec: type } : {}
}

/** What the database allows once a key is known: a table without one keeps it in its columns' actions. */
function allowedActions(table: Table): readonly Action[] {
  if (table.primaryKey.length > 0) return table.actions
  const some = (action: Action): boolean =>
    table.columns.some((column) => column.actions.includes(action))
  const actions: Action[] = ['read']
  if (some('create')) actions.push('create')
  if (some('update')) actions.push('update', 'delete')
  return actions
}

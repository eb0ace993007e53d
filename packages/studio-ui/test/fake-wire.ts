import type { FieldType } from '@relvar/data-model/catalogue'
import type { Action } from '@relvar/schema-introspect/model'
import type { Item, WireCollection, WireField, WireRelation } from '../src/wire/objects.js'

/** A table of the fake: its columns by name, and its rows. */
export interface FakeTable {
  readonly columns: Readonly<Record<string, FakeColumn>>
  /** Default: `id`. */
  readonly key?: readonly string[]
  readonly rows: readonly Item[]
  /** What one may do. Default: everything. */
  readonly actions?: readonly Action[]
  /** What is said of its fields that are no columns, such as lists, by name. */
  readonly aliases?: Readonly<Record<string, Item>>
}

interface FakeColumn {
  readonly type?: FieldType
  readonly required?: true
  /** The collection that it leads to, and what is said of the link. */
  readonly to?: string
  readonly link?: Item
  readonly meta?: Item
}

/** A request that writes. */
interface Written {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** A server of some tables, as far as forms ask one, in place of `fetch`. */
export interface FakeWire {
  readonly fetch: typeof fetch
  /** What was sent to be written, in its order. */
  readonly written: readonly Written[]
  /** The next write is refused so. */
  refuse(code: string, extensions: Item): void
  /** What is asked from now on waits until the answer of this is called. */
  hold(): () => void
}

const ALL: readonly Action[] = ['read', 'create', 'update', 'delete']

/** Serves tables: their schema, and rows by filters of equality, page by page. */
export function fakeWire(tables: Readonly<Record<string, FakeTable>>): FakeWire {
  const written: Written[] = []
  let refusal: Item | null = null
  let gate: Promise<void> = Promise.resolve()
  async function answer(input: unknown, init: RequestInit = {}): Promise<Response> {
    const { pathname, searchParams } = new URL(String(input))
    const method = init.method ?? 'GET'
    await gate
    if (method === 'GET') return reply(read(tables, pathname, searchParams))
    written.push({ method, path: pathname, body: JSON.parse(String(init.body)) })
    if (refusal !== null) {
      const failure = refusal
      refusal = null
      return reply({ errors: [{ message: 'Refused.', extensions: failure }] }, 400)
    }
    const [, , id = '', key] = pathname.split('/')
    return reply({ data: key === undefined ? { id: 99 } : byKey(tables[id], key) })
  }
  return {
    fetch: answer,
    written,
    refuse(code, extensions) {
      refusal = { code, ...extensions }
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}

function reply(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status })
}

function read(
  tables: Readonly<Record<string, FakeTable>>,
  path: string,
  query: URLSearchParams,
): unknown {
  const [, place, id = '', key] = path.split('/').map(decodeURIComponent)
  const table = tables[id]
  if (place === 'collections') return { data: Object.entries(tables).map(collectionOf) }
  if (place === 'relations') return { data: Object.entries(tables).flatMap(relationsOf) }
  if (table === undefined) throw new Error(`There is no ${path}.`)
  if (place === 'fields') return { data: fieldsOf(id, table) }
  if (key !== undefined) return { data: byKey(table, key) }
  return pageOf(tables, table, query)
}

function pageOf(
  tables: Readonly<Record<string, FakeTable>>,
  table: FakeTable,
  query: URLSearchParams,
): unknown {
  const filter = JSON.parse(query.get('filter') ?? 'null') as Item | null
  const search = query.get('search') ?? ''
  const found = table.rows.filter((row) => passes(row, filter) && matches(row, search))
  const [limit, page] = [Number(query.get('limit') ?? 100), Number(query.get('page') ?? 1)]
  const paths = (query.get('fields') ?? '*').split(',')
  const shown = found.slice((page - 1) * limit, page * limit)
  return {
    data: shown.map((row) => projected(tables, table, row, paths)),
    meta: { filter_count: found.length },
  }
}

function passes(row: Item, filter: Item | null): boolean {
  return Object.entries(filter ?? {}).every(([name, rule]) => {
    if (name === '_and') return (rule as readonly Item[]).every((each) => passes(row, each))
    const { _eq: one, _nin: none } = rule as { readonly _eq?: unknown; readonly _nin?: unknown[] }
    if (none !== undefined) return !none.map(String).includes(String(row[name]))
    return String(row[name]) === String(one)
  })
}

function matches(row: Item, search: string): boolean {
  return Object.values(row).some((value) => String(value).includes(search))
}

/** The row with what it links to, as far as the paths go. */
function projected(
  tables: Readonly<Record<string, FakeTable>>,
  { columns }: FakeTable,
  row: Item,
  paths: readonly string[],
): Item {
  const links = new Set(paths.filter((path) => path.includes('.')).map(firstOf))
  const followed = [...links].map((name) => {
    const any = columns[name]?.link?.['one_collection_field']
    const target = tables[typeof any === 'string' ? String(row[any]) : (columns[name]?.to ?? '')]
    const [key = 'id'] = target?.key ?? []
    return [name, target?.rows.find((each) => each[key] === row[name]) ?? null] as const
  })
  return { ...row, ...Object.fromEntries(followed) }
}

function firstOf(path: string): string {
  return (path.split('.')[0] ?? '').split(':')[0] ?? ''
}

function byKey(table: FakeTable | undefined, key: string): Item {
  const names = table?.key ?? ['id']
  const found = table?.rows.find((row) => names.map((name) => row[name]).join() === key)
  if (found === undefined) throw new Error(`There is no item ${key}.`)
  return found
}

function collectionOf([id, { key = ['id'], actions = ALL }]: [string, FakeTable]): WireCollection {
  const schema = { schema: '', name: id, comment: null, kind: 'table', primary_key: key, actions }
  return { collection: id, meta: null, schema } as WireCollection
}

function relationsOf([id, { columns }]: [string, FakeTable]): readonly WireRelation[] {
  return Object.entries(columns).flatMap(([field, { to, link }]) => {
    if (to === undefined && link === undefined) return []
    const one = link?.['one_field']
    const schema = { constraint_name: field, column: field, foreign_key_column: 'id' }
    return [
      {
        collection: id,
        field,
        related_collection: to ?? null,
        related_field: typeof one === 'string' ? one : null,
        meta: link ?? null,
        schema: to === undefined ? null : { ...schema, ...(to === 'languages' && CODE) },
      },
    ]
  })
}

const CODE = { foreign_key_column: 'code' }

function fieldsOf(id: string, table: FakeTable): readonly WireField[] {
  const { columns, key = ['id'], actions = ALL, aliases = {} } = table
  const own = Object.entries(columns).map(([field, { type = 'string', required, meta }]) => ({
    collection: id,
    field,
    type,
    meta: meta ?? null,
    schema: {
      data_type: type,
      default_value: null,
      max_length: null,
      numeric_precision: null,
      numeric_scale: null,
      is_nullable: required !== true && !key.includes(field),
      is_unique: false,
      is_indexed: false,
      is_primary_key: key.includes(field),
      is_generated: false,
      has_auto_increment: field === 'id',
      comment: null,
      choices: null,
      actions,
    },
  }))
  const lists = Object.entries(aliases).map(([field, meta]) => ({
    collection: id,
    field,
    type: 'alias' as const,
    meta,
    schema: null,
  }))
  return [...own, ...lists]
}

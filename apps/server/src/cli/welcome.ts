import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { Config } from '../config/config.js'
import { referencePath } from '../http/app.js'
import { maskUrl } from '../log/mask.js'
import { version } from '../version.js'

export interface WelcomeParts {
  readonly schema: SchemaModel
  /** Where the server listens: a URL, or the path of a socket. */
  readonly address: string
  readonly config: Config
  readonly databaseUrl: string
}

/** A line, and what there is to say about it. */
export interface Welcome {
  readonly title: string
  readonly facts: Readonly<Record<string, string>>
}

/** What a person wants to know once the server serves: what, where, how to try it, and who can reach it. */
export function welcome({ schema, address, config, databaseUrl }: WelcomeParts): Welcome {
  const url = address.startsWith('http') ? address : 'http://localhost'
  const socket = address.startsWith('http') ? '' : `--unix-socket '${address}' `
  const isSample = config.databaseUrl === null
  const example = isSample ? samplePath : examplePath(schema)
  return {
    title: `Relvar ${version} listens at ${address}`,
    facts: {
      serves: `${maskUrl(databaseUrl)}: ${describe(schema)}`,
      ...(config.OPENAPI_ENABLED && { reference: `${url}${referencePath}` }),
      ...(example !== null && { try: `curl -g ${socket}'${url}${example}'` }),
      'open to':
        'this machine only: there are no access rights yet, so whoever reaches it may change everything',
      ...(isSample && {
        sample:
          'a shop to try things out; delete the file to begin anew, set DATABASE_URL to serve your own database',
      }),
    },
  }
}

/** The welcome for a terminal: a line for each fact. */
export function formatWelcome(title: string, facts: Welcome['facts']): string {
  const lines = Object.entries(facts).map(([name, fact]) => `  ${name.padEnd(10)} ${fact}`)
  return [title, ...lines].join('\n')
}

function describe(schema: SchemaModel): string {
  const tables = Object.values(schema.tables)
  const views = tables.filter(({ kind }) => kind === 'view' || kind === 'materialized-view').length
  const links = tables
    .flatMap(({ relationships }) => relationships)
    .filter(({ cardinality }) => cardinality !== 'one-to-many').length
  return [
    count(tables.length - views, 'table'),
    count(views, 'view'),
    count(links, 'relationship'),
  ].join(', ')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** A sale with its customer, its lines and their products. */
const samplePath =
  '/items/sales/1?fields=number,sold_at,total,customer_id.first_name,customer_id.last_name,sale_lines.quantity,sale_lines.product_id.name'

/** A read of the table with the most links, nested one level both ways where it has them. */
function examplePath(schema: SchemaModel): string | null {
  const tables = Object.values(schema.tables)
  const [table] = tables.toSorted((a, b) => links(b) - links(a))
  if (table === undefined) return null
  const nested = (['many-to-one', 'one-to-many'] as const).flatMap((cardinality) => {
    const found = table.relationships.find(
      (relationship) => relationship.cardinality === cardinality,
    )
    return found === undefined ? [] : [`${found.name}.*`]
  })
  const fields = ['*', ...nested]
    .map(encodeURIComponent)
    .map((field) => field.replaceAll('%2A', '*'))
  return `/items/${encodeURIComponent(table.id)}?limit=1&fields=${fields.join(',')}`
}

function links(table: Table): number {
  return table.relationships.length
}

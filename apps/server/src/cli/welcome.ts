import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { parseDatabaseUrl } from '@relvar/schema-introspect'
import type { Config } from '../config/config.js'
import { isLoopbackHost } from '../config/loopback.js'
import { referencePath } from '../http/app.js'
import { studioPath } from '../http/studio.js'
import { maskUrl } from '../log/mask.js'
import type { OpenProduct } from '../product/product.js'
import { version } from '../version.js'

export interface WelcomeParts {
  readonly open: OpenProduct
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
export function welcome({ open, address, config, databaseUrl }: WelcomeParts): Welcome {
  const isSocket = !address.startsWith('http')
  const url = isSocket ? 'http://localhost' : address
  const schema = open.schema()
  const example = config.databaseUrl === null ? samplePath : examplePath(schema)
  const studio = config.SERVE_APP && !isSocket ? `${url}${studioPath}` : null
  const curl = `curl -g ${isSocket ? `--unix-socket '${address}' ` : ''}`
  return {
    title: `Relvar ${version} listens at ${address}`,
    facts: {
      serves: `${maskUrl(databaseUrl)}: ${describe(schema)}`,
      'own tables': `${open.isNew ? 'made in' : 'in'} ${namespaceForPeople(open, config, databaseUrl)}`,
      ...(open.setupToken !== null && setUp(open.setupToken, curl, url, studio)),
      ...(studio !== null && { studio }),
      ...(config.OPENAPI_ENABLED && { reference: `${url}${referencePath}` }),
      ...(example !== null && {
        try: `${curl}-H 'Authorization: Bearer <token>' '${url}${example}'`,
      }),
      'open to':
        isLoopbackHost(config.HOST) || isSocket ? 'this machine only' : 'whoever reaches it',
      ...(config.databaseUrl === null && {
        sample:
          'a shop to try things out; delete data/ to begin anew, set DATABASE_URL to serve your own database',
      }),
    },
  }
}

/** From this machine it takes no token; the one printed is for people elsewhere. */
function setUp(token: string, curl: string, url: string, studio: string | null): Welcome['facts'] {
  const body = '{"admin":{"email":"you@example.com","password":"..."}}'
  return {
    'set up': `there is no administrator yet: ${studio === null ? '' : `open ${studio} in a browser, or `}${curl}'${url}/server/setup' -H 'Content-Type: application/json' -d '${body}'`,
    'from afar': `the same with "token":"${token}" beside "admin"`,
  }
}

function namespaceForPeople(
  { namespace }: OpenProduct,
  { METADATA_URL }: Config,
  databaseUrl: string,
): string {
  const url = METADATA_URL ?? databaseUrl
  const isFile = parseDatabaseUrl(url).dialect === 'sqlite'
  if (METADATA_URL === null) return isFile ? 'a file beside it' : `"${namespace}" beside yours`
  const place = isFile ? '' : `"${namespace}" of `
  return `${place}${maskUrl(url)} (METADATA_URL); nothing was made in yours`
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

import type { SchemaFile } from '../wire/schema-file.js'
import type { WireClient, WireRequest } from '../wire/wire-client.js'

/** A change of the schema: a request, or a schema that is merged into the one that there is. */
export type SchemaChange = SchemaRequest | SchemaMerge

/** A change as a part of the schema file, laid over what there is. */
export interface SchemaMerge {
  readonly merge: SchemaFile
}

/** A change of the schema, as the wire takes it. */
export interface SchemaRequest {
  readonly method: NonNullable<WireRequest['method']>
  /** `/collections`, `/fields/orders/status`. */
  readonly path: string
  readonly body?: unknown
}

/** What the wire says of a statement that may lose something, or that is worth a word. */
export interface SchemaWarning {
  readonly message: string
  /** Values go, and that has to be confirmed. */
  readonly lossy: boolean
}

/** What a change would do. */
export interface SchemaPlan {
  /** The very SQL, in its order; none where only words are written. */
  readonly statements: readonly string[]
  readonly warnings: readonly SchemaWarning[]
}

/**
 * Has a change checked and shows its SQL; nothing is done.
 *
 * @throws WireError where it would be refused
 */
export async function planChange(
  client: WireClient,
  change: SchemaChange,
  signal?: AbortSignal,
): Promise<SchemaPlan> {
  const request = 'merge' in change ? await applyOf(client, change, signal) : change
  if (request === null) return { statements: [], warnings: [] }
  const { method, path, body } = request
  const answer = await client.ask<SchemaPlan>(path, {
    method,
    query: { dry_run: 'true' },
    ...(body !== undefined && { body }),
    ...(signal !== undefined && { signal }),
  })
  return answer.data
}

/** The request that makes what is different; null where nothing is. */
async function applyOf(
  client: WireClient,
  { merge }: SchemaMerge,
  signal?: AbortSignal,
): Promise<SchemaRequest | null> {
  const { data } = await client.ask<unknown>('/schema/diff', {
    method: 'POST',
    query: { mode: 'merge' },
    body: merge,
    ...(signal !== undefined && { signal }),
  })
  return data === undefined ? null : { method: 'POST', path: '/schema/apply', body: data }
}

/**
 * Makes a change.
 *
 * @param confirmed that values go with it is meant
 * @throws WireError
 */
export async function makeChange(
  client: WireClient,
  change: SchemaChange,
  confirmed: boolean,
): Promise<void> {
  const request = 'merge' in change ? await applyOf(client, change) : change
  if (request === null) return
  const { method, path, body } = request
  await client.ask(path, {
    method,
    // A deletion is asked for by name; nothing else of it has to be said.
    ...(confirmed && method !== 'DELETE' && { query: { confirm: 'true' } }),
    ...(body !== undefined && { body }),
  })
}

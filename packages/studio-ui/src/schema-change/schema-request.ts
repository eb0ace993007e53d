import type { WireClient, WireRequest } from '../wire/wire-client.js'

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
  { method, path, body }: SchemaRequest,
  signal?: AbortSignal,
): Promise<SchemaPlan> {
  const query = { dry_run: 'true' }
  const answer = await client.ask<SchemaPlan>(path, {
    method,
    query,
    ...(body !== undefined && { body }),
    ...(signal !== undefined && { signal }),
  })
  return answer.data
}

/**
 * Makes a change.
 *
 * @param confirmed that values go with it is meant
 * @throws WireError
 */
export async function makeChange(
  client: WireClient,
  { method, path, body }: SchemaRequest,
  confirmed: boolean,
): Promise<void> {
  await client.ask(path, {
    method,
    // A deletion is asked for by name; nothing else of it has to be said.
    ...(confirmed && method !== 'DELETE' && { query: { confirm: 'true' } }),
    ...(body !== undefined && { body }),
  })
}

import { connect, introspect } from '@relvar/schema-introspect'
import { UsageError } from './usage-error.js'

/** `relvar introspect URL`: prints the model of a database as JSON. */
export async function introspectCommand(
  args: readonly string[],
  schemas: string | undefined,
): Promise<void> {
  const [url, ...rest] = args
  if (url === undefined || rest.length > 0)
    throw new UsageError('introspect takes one argument, the URL of a database.')
  const db = await connect(url, { readOnly: true, maxConnections: 1 })
  try {
    const model = await introspect(
      db,
      schemas === undefined ? {} : { schemas: schemas.split(',').map((name) => name.trim()) },
    )
    process.stdout.write(`${JSON.stringify(model, null, 2)}\n`)
  } finally {
    await db.destroy()
  }
}

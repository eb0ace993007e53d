import type { TestDatabase } from '@relvar/test-databases'

/** The URL of a database for somebody who may look and touch nothing. */
export interface ReadOnlyUrl extends AsyncDisposable {
  readonly url: string
}

/** Makes an account that may only SELECT; a SQLite file has none, and is opened for reading. */
export async function readOnlyUrlOf({ url, execute }: TestDatabase): Promise<ReadOnlyUrl> {
  if (url.startsWith('sqlite:')) return { url: `${url}?mode=ro`, [Symbol.asyncDispose]: nothing }
  const name = `reader_${crypto.randomUUID().slice(0, 8)}`
  const reader = new URL(url)
  reader.username = name
  reader.password = 'reads'
  const database = reader.pathname.slice(1)
  const account = `${name}@'%'`
  const [make, drop] = url.startsWith('postgres:')
    ? [
        [
          `create role ${name} login password 'reads'`,
          `revoke create, temporary on database ${database} from public`,
          'revoke create on schema public from public',
          `grant select on all tables in schema public to ${name}`,
        ],
        [`drop owned by ${name}`, `drop role ${name}`],
      ]
    : [
        [
          `create user ${account} identified by 'reads'`,
          `grant select on ${database}.* to ${account}`,
        ],
        [`drop user ${account}`],
      ]
  await execute(make)
  return { url: reader.href, [Symbol.asyncDispose]: () => execute(drop) }
}

function nothing(): Promise<void> {
  return Promise.resolve()
}

/** The server as people start it: with users, rights and history. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { post } from './cases.js'
import { send } from './load.js'
import { type Endpoint, type Server, startServer } from './processes.js'

const program = join(import.meta.dirname, '../apps/server/dist/bin.js')
const withoutBooks = join(import.meta.dirname, 'without-books.mjs')
const TOKEN = 'the-static-token-of-measurements'

/** Who signs in to the Studio. */
export const ADMINISTRATOR = {
  email: 'admin@example.com',
  password: 'the password of measurements',
} as const

export interface ProductOptions {
  readonly probe?: string
  /** Whether it writes activity and revisions. Default true. */
  readonly books?: boolean
}

/** Starts the product; its requests come from the administrator. */
export function startProduct(
  url: string,
  { probe = '/items/customers/1', books = true }: ProductOptions = {},
): Promise<Server> {
  return startServer({
    name: 'the product',
    args: [...(books ? [] : ['--import', withoutBooks]), program, 'start'],
    env: {
      DATABASE_URL: url,
      LOG_LEVEL: 'warn',
      SECRET: 'the secret of measurements, of which all servers know',
      ADMIN_EMAIL: ADMINISTRATOR.email,
      ADMIN_PASSWORD: ADMINISTRATOR.password,
      ADMIN_TOKEN: TOKEN,
      // What is measured is the work. Whoever asks comes from any address.
      LOGIN_STALL_TIME: '0',
      IP_TRUST_PROXY: 'true',
    },
    // Where there is no file .env.
    folder: tmpdir(),
    headers: bearer(TOKEN),
    probe,
  })
}

/** Creates something as the administrator; answers its id. */
export async function create(server: Endpoint, path: string, item: object): Promise<string> {
  const answer = await send(server, post(path, JSON.stringify(item)))
  return String((JSON.parse(answer) as { readonly data: { readonly id: unknown } }).data.id)
}

/** What brings a token along. */
export function bearer(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` }
}

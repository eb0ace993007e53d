import { plainSql, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import { ADMINISTRATOR } from '../support/administrator.js'
import type { TestServer } from '../support/running-server.js'

const STATEMENTS = [
  'create table authors (id integer not null primary key, name varchar(40) not null, editor char(36), rank integer)',
  'create table books (id integer not null primary key, title varchar(40) not null, author_id integer references authors (id), tags varchar(200), state varchar(10), position integer)',
  'create table reviews (id integer not null primary key, about integer, kind varchar(20), stars integer)',
  'create view top_books as select id, title from books',
  "insert into authors (id, name) values (1, 'Ada')",
  "insert into books (id, title, author_id, tags, state, position) values (1, 'One', 1, 'a,b', 'out', 2)",
  "insert into books (id, title, author_id, tags, state, position) values (2, 'Two', 1, null, 'gone', 1)",
  "insert into reviews (id, about, kind, stars) values (1, 2, 'books', 5)",
]

/** Authors and their books by a foreign key, reviews that name what they are about, and a view. */
export async function createLibrary(dialect: TestDialect): Promise<TestDatabase> {
  const database = await dialect.createDatabase()
  // Where there is a type for them, a link to our users is of it.
  const uuid = dialect.name === 'postgres' ? 'uuid' : 'char(36)'
  const statements = STATEMENTS.map((each) => each.replace('char(36)', uuid))
  await database.execute(statements.map((each) => plainSql(dialect.name, each)))
  return database
}

/** What came of a request. */
export interface Outcome {
  readonly status: number
  /** The codes of errors, in order. */
  readonly codes: readonly string[]
  readonly messages: readonly string[]
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape are looked into.
  readonly data: any
}

/** Asks as the administrator, unless told. */
export async function ask(
  server: TestServer,
  request: string,
  body?: unknown,
  authorization = `Bearer ${ADMINISTRATOR.token}`,
): Promise<Outcome> {
  const [method = '', path = ''] = request.split(' ')
  const headers = { authorization, 'content-type': 'application/json' }
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await server.request(path, init)
  const text = await response.text()
  const answer = (text === '' ? {} : JSON.parse(text)) as {
    readonly data?: unknown
    readonly errors?: readonly {
      readonly message: string
      readonly extensions: { readonly code: string }
    }[]
  }
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code)
  const messages = (answer.errors ?? []).map(({ message }) => message)
  return { status: response.status, codes, messages, data: answer.data }
}

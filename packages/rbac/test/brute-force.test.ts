import { createEngine } from '@relvar/query-engine'
import type { Filter, Row } from '@relvar/query-engine/query'
import { connect, type Database, introspect } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { DIALECTS, plainSql, type TestDatabase } from '@relvar/test-databases'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allow, createPolicy, type Permission } from '../src/index.js'

interface Ticket {
  readonly id: number
  readonly state: string
  readonly owner: number
  readonly secret: string
}

const STATES = ['new', 'open', 'done'] as const
const TICKETS: readonly Ticket[] = Array.from({ length: 12 }, (_, index) => ({
  id: index + 1,
  state: STATES[index % 3] ?? 'new',
  owner: (index % 4) + 1,
  secret: `s${index}`,
}))
/** Owners 1 and 3 are of the team `a`. */
const teamOf = (owner: number): string => (owner % 2 === 1 ? 'a' : 'b')

/** A rule, and what it means. */
interface Rule {
  readonly filter: Filter
  readonly holds: (ticket: Ticket, user: number) => boolean
}

const RULES: readonly Rule[] = [
  { filter: {}, holds: () => true },
  ...STATES.map((state) => ({
    filter: { state: { _eq: state } },
    holds: (ticket: Ticket) => ticket.state === state,
  })),
  { filter: { owner: { _eq: '$CURRENT_USER' } }, holds: ({ owner }, user) => owner === user },
  { filter: { owner: { team: { _eq: 'a' } } }, holds: ({ owner }) => teamOf(owner) === 'a' },
  {
    filter: { _and: [{ id: { _gt: 4 } }, { state: { _in: ['new', 'done'] } }] },
    holds: ({ id, state }) => id > 4 && state !== 'open',
  },
]

const FIELDS = ['id', 'state', 'owner', 'secret'] as const

interface Held {
  readonly rule: Rule
  readonly fields: readonly string[]
}

/** Every permission shows the key, so that rows can be told apart. */
const held: fc.Arbitrary<readonly Held[]> = fc.array(
  fc.record({
    rule: fc.constantFrom(...RULES),
    fields: fc
      .subarray(['state', 'owner', 'secret', '*'])
      .map((fields): readonly string[] => ['id', ...fields]),
  }),
  { minLength: 1, maxLength: 4 },
)

function expected(grants: readonly Held[], user: number): readonly Row[] {
  const readable = FIELDS.filter((field) => grants.some((each) => grantsField(each, field)))
  return TICKETS.filter((ticket) => grants.some(({ rule }) => rule.holds(ticket, user))).map(
    (ticket) =>
      Object.fromEntries(
        readable.map((field) => {
          const seen = grants.some(
            (each) => grantsField(each, field) && each.rule.holds(ticket, user),
          )
          return [field, seen ? ticket[field] : null]
        }),
      ),
  )
}

function grantsField({ fields }: Held, field: string): boolean {
  return fields.includes(field) || fields.includes('*')
}

function permissionsOf(
  action: 'read' | 'update' | 'delete',
  grants: readonly Held[],
): Permission[] {
  return grants.map(({ rule, fields }) => allow(action, 'tickets', { rows: rule.filter, fields }))
}

describe.each(DIALECTS)('permissions added up on $name', (dialect) => {
  const { skip } = dialect
  let database: TestDatabase
  let db: Database
  let schema: SchemaModel
  const test = it.skipIf(skip)

  beforeAll(async () => {
    if (skip !== null) return
    database = await dialect.createDatabase()
    const statements = [
      'create table owners (id integer not null primary key, team varchar(5) not null)',
      'create table tickets (id integer not null primary key, state varchar(10) not null, owner integer not null, secret varchar(10) not null, foreign key (owner) references owners (id))',
      ...[1, 2, 3, 4].map((id) => `insert into owners values (${id}, '${teamOf(id)}')`),
      ...TICKETS.map(
        ({ id, state, owner, secret }) =>
          `insert into tickets (id, state, owner, secret) values (${id}, '${state}', ${owner}, '${secret}')`,
      ),
    ]
    await database.execute(statements.map((each) => plainSql(dialect.name, each)))
    db = await connect(database.url, { maxConnections: 2 })
    schema = await introspect(db)
  })
  afterAll(async () => {
    if (skip !== null) return
    await db.destroy()
    await database[Symbol.asyncDispose]()
  })

  test('show what each of them shows, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(held, fc.integer({ min: 1, max: 4 }), async (grants, user) => {
        const policy = createPolicy({ public: permissionsOf('read', grants) })
        const session = createEngine({ db, schema, policy }).as({ id: String(user) })
        const readable = Object.keys(expected(grants, user)[0] ?? {})
        const rows = await session.read('tickets', { fields: ['*'], sort: ['id'], limit: -1 })
        expect(rows).toEqual(expected(grants, user))
        for (const field of readable.filter((each) => each !== 'id')) {
          const [first] = expected(grants, user).flatMap((row) => row[field] ?? [])
          if (first === undefined) continue
          const found = await session.read('tickets', {
            fields: ['id'],
            filter: { [field]: { _eq: first } },
            sort: ['id'],
          })
          const same = expected(grants, user).filter((row) => row[field] === first)
          expect(found).toEqual(same.map(({ id }) => ({ id })))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('let change a field where one of them grants it, and otherwise nothing at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        held,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 12 }),
        fc.subarray(['state', 'secret'] as const, { minLength: 1 }),
        async (grants, user, id, fields) => {
          const policy = createPolicy({ public: permissionsOf('update', grants) })
          const session = createEngine({ db, schema, policy }).as({ id: String(user) })
          const ticket = TICKETS[id - 1] as Ticket
          const may = fields.every((field) =>
            grants.some((each) => grantsField(each, field) && each.rule.holds(ticket, user)),
          )
          const same = Object.fromEntries(fields.map((field) => [field, ticket[field]]))
          const done = await session.update('tickets', { keys: [id] }, same).then(
            () => true,
            () => false,
          )
          expect(done).toBe(may)
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** What the schema of many tables costs: its first answer, and the memory of the server that holds it. */
import { getIntrospectionQuery } from 'graphql'
import { graphql } from './cases.js'
import { applyLoad, send } from './load.js'
import type { Options } from './options.js'
import { figure, median, printTable, progress } from './report.js'
import { startRelvar } from './servers.js'
import { createDatabase } from './shop.js'

const TABLES = 500
const COLUMNS = 30
const GOALS = { time: 1_000, memory: 250 }

/** A table of 30 columns, one of which leads to the table before; every vendor takes it. */
function createWideTable(index: number): string {
  const types = ['varchar(200)', 'integer', 'decimal(12, 2)', 'timestamp', 'boolean']
  const columns = Array.from(
    { length: COLUMNS - 2 },
    (_, column) => `c${column} ${types[column % types.length]}`,
  )
  const target = `w${Math.max(0, index - 1)}`
  return `create table w${index} (id integer primary key, parent_id integer references ${target} (id), ${columns.join(', ')})`
}

/** Prints both beside their goals. */
export async function measureGraphQLSize(options: Options): Promise<void> {
  progress(`GraphQL over ${TABLES} tables of ${COLUMNS} columns`)
  await using database = await createDatabase('postgres')
  await database.execute(Array.from({ length: TABLES }, (_, index) => createWideTable(index)))
  const times: number[] = []
  const served: number[] = []
  const introspected: number[] = []
  for (let round = 0; round < options.rounds; round++) {
    await using server = await startRelvar(database.url, { probe: '/items/w499' })
    const started = performance.now()
    await send(server, graphql('{ w499 { id c0 parent_id { id c1 } } }'))
    times.push(performance.now() - started)
    const lists = Array.from({ length: TABLES - 1 }, (_, index) =>
      graphql(`{ w${index + 1} { id c0 c1 parent_id { id c2 } } }`),
    )
    await applyLoad(server, lists, options)
    served.push(server.memory())
    await send(server, graphql(getIntrospectionQuery()))
    introspected.push(server.memory())
  }
  printTable(
    `GraphQL over ${TABLES} tables of ${COLUMNS} columns, postgres`,
    ['what', 'measured', 'goal', ''],
    [
      toRow('first answer, its schema built', median(times), 'ms', GOALS.time),
      toRow('memory after lists of every table', median(served), 'MB', GOALS.memory),
      // Nobody serves this often: the whole schema is 24 MB of JSON.
      ['memory after introspection', `${figure(median(introspected))} MB`, '', ''],
    ],
  )
}

function toRow(what: string, value: number, unit: string, goal: number): string[] {
  const isReached = value < goal
  return [
    what,
    `${figure(value)} ${unit}`,
    `< ${figure(goal)} ${unit}`,
    isReached ? 'ok' : 'MISSED',
  ]
}

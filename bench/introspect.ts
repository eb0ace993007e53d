/** How long it takes to read the schema of 1,000 tables: `pnpm bench:introspect`. */
import { connect, introspect } from '@relvar/schema-introspect'
import type { TestDialect } from '@relvar/test-databases'
import { startServers } from '@relvar/test-databases/servers'
import { createTable } from './tables.js'

const tables = 1_000
const repetitions = 5
const limit = 2_000

await using stack = new AsyncDisposableStack()
stack.use(await startServers())
// Only now: the matrix is made from the servers that run.
const { DIALECTS } = await import('@relvar/test-databases')

for (const dialect of DIALECTS.filter(({ name }) => name === 'postgres' || name === 'mariadb')) {
  if (dialect.skip) console.log(`${dialect.name}: skipped, ${dialect.skip}`)
  else await measure(dialect)
}

async function measure({ name, createDatabase }: TestDialect): Promise<void> {
  await using database = await createDatabase()
  await database.execute(Array.from({ length: tables }, (_, index) => createTable(index)).join(';'))
  const db = await connect(database.url)
  try {
    const times: number[] = []
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const start = performance.now()
      const found = Object.keys((await introspect(db)).tables).length
      times.push(performance.now() - start)
      if (found !== tables) throw new Error(`${name} has ${tables} tables, ${found} were found.`)
    }
    report(name, times)
  } finally {
    await db.destroy()
  }
}

function report(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((left, right) => left - right)
  const [first = 0] = times
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const verdict = first < limit ? 'within' : 'OVER'
  console.log(
    `${name}: ${tables} tables, first ${first.toFixed(0)} ms, median of ${repetitions} ${median.toFixed(0)} ms (${verdict} ${limit} ms)`,
  )
  if (first >= limit) process.exitCode = 1
}

import { expect, it } from 'vitest'
import { ConnectionLostError } from '../errors.js'
import type { WorkerConfig } from './protocol.js'
import { WorkerProcess } from './worker-process.js'

const IN_MEMORY: WorkerConfig = {
  location: ':memory:',
  readOnly: false,
  queryOnly: false,
  attached: [],
  made: [],
  maxAnswerSize: undefined,
}

it('keeps the program alive until a process that was at work has ended', async () => {
  const worker = new WorkerProcess(IN_MEMORY)
  const starting = worker.start().catch((error: unknown) => error)
  const closing = worker.close()
  expect(process.getActiveResourcesInfo()).toContain('ProcessWrap')
  await closing
  expect(await starting).toBeInstanceOf(ConnectionLostError)
})

it('runs a statement again that failed while its table was another', async () => {
  const worker = new WorkerProcess({ ...IN_MEMORY, maxAnswerSize: 1_000 })
  await worker.start()
  const run = (sql: string, read = false) =>
    worker.request({ kind: 'run', sql, parameters: [], read })
  try {
    await run('create table t (id integer, x integer)')
    await run('insert into t values (1, 2)')
    expect(await run('select x from t', true)).toMatchObject({ values: [2] })
    await run('alter table t drop column x')
    await expect(run('select x from t', true)).rejects.toThrow('no such column: x')
    await run('alter table t add column x integer')
    expect(await run('select x from t', true)).toMatchObject({ values: [null] })
  } finally {
    await worker.close()
  }
})

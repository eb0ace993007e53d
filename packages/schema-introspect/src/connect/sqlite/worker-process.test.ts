import { expect, it } from 'vitest'
import { ConnectionLostError } from '../errors.js'
import { WorkerProcess } from './worker-process.js'

it('keeps the program alive until a process that was at work has ended', async () => {
  const worker = new WorkerProcess({
    location: ':memory:',
    readOnly: false,
    queryOnly: false,
    attached: [],
    made: [],
    maxAnswerSize: undefined,
  })
  const starting = worker.start().catch((error: unknown) => error)
  const closing = worker.close()
  expect(process.getActiveResourcesInfo()).toContain('ProcessWrap')
  await closing
  expect(await starting).toBeInstanceOf(ConnectionLostError)
})

import { DatabaseUnavailableError, type Session } from '@relvar/query-engine'
import { expect, it } from 'vitest'
import { checkJobs } from './check-jobs.js'

type Read = Session['read']

function doorThat(read: () => ReturnType<Read>): Parameters<typeof checkJobs>[0] {
  return { id: (table) => `relvar_${table}`, system: () => ({ read }) as unknown as Session }
}

it('counts what is to be done, what is done now and what is given up', async () => {
  const groups = [
    { state: 'ready', count: '2' },
    { state: 'waiting', count: '3' },
    { state: 'dead', count: '1' },
  ]
  const checks = await checkJobs(doorThat(() => Promise.resolve(groups)))
  const counts = Object.entries(checks).map(([name, [check]]) => [name, check?.observedValue])
  expect(Object.fromEntries(counts)).toEqual({
    'queue:waiting': 5,
    'queue:running': 0,
    'queue:dead': 1,
  })
})

it('says nothing of jobs while the database is away, and fails for any other reason', async () => {
  const away = new DatabaseUnavailableError('It cannot be reached.')
  expect(await checkJobs(doorThat(() => Promise.reject(away)))).toEqual({})
  const broken = new Error('No such table.')
  await expect(checkJobs(doorThat(() => Promise.reject(broken)))).rejects.toBe(broken)
})

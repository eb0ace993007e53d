import type { JobState } from '@relvar/queue'
import type { HealthCheck, HealthReport } from '@relvar/rest'
import { isAway } from '../database/away.js'
import type { Door } from './door.js'

/** What is told of jobs, and the states that count as it. */
const TOLD: Readonly<Record<string, readonly JobState[]>> = {
  'queue:waiting': ['ready', 'waiting'],
  'queue:running': ['running'],
  'queue:dead': ['dead'],
}

/**
 * How many jobs there are to do, and how many nobody will try again. The server is well with any number of
 * them. Nothing while the database is away, which is told by a check of its own.
 */
export async function checkJobs(
  door: Pick<Door, 'id' | 'system'>,
): Promise<HealthReport['checks']> {
  try {
    const counts = await countJobs(door)
    return Object.fromEntries(
      Object.entries(TOLD).map(([name, states]) => {
        const jobs = states.map((state) => counts.get(state) ?? 0)
        return [name, [checkOf(jobs.reduce((sum, each) => sum + each, 0))]]
      }),
    )
  } catch (error) {
    if (isAway(error)) return {}
    throw error
  }
}

function checkOf(jobs: number): HealthCheck {
  return { status: 'ok', componentType: 'queue', observedValue: jobs, observedUnit: 'jobs' }
}

/** Those that are done are not counted: there may be many, and nothing is left of them to do. */
async function countJobs(door: Pick<Door, 'id' | 'system'>): Promise<ReadonlyMap<unknown, number>> {
  const groups = await door.system().read(door.id('jobs'), {
    filter: { state: { _in: Object.values(TOLD).flat() } },
    aggregate: { count: ['*'] },
    groupBy: ['state'],
    limit: -1,
  })
  return new Map(groups.map(({ state, count }) => [state, Number(count)]))
}

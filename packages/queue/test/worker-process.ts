import { startWorkers } from '../src/index.js'
import { openServer } from './place.js'

/** Does its first jobs, hangs in all others, and is to be killed. `node worker-process.ts URL` */
const { queue } = await openServer(process.argv[2] ?? '')
startWorkers(
  queue,
  { greet: ({ payload }) => (Number(payload) < 2 ? Promise.resolve() : new Promise(() => {})) },
  {
    concurrency: 2,
    lease: 2000,
    onError: (error) => {
      throw error
    },
  },
)

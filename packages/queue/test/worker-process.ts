import { setTimeout as after } from 'node:timers/promises'
import { startWorkers } from '../src/index.js'
import { openServer } from './place.js'

/** Does jobs, one after another and slowly, until it is killed. `node worker-process.ts URL` */
const { queue } = await openServer(process.argv[2] ?? '')
startWorkers(
  queue,
  { greet: async () => after(100) },
  {
    concurrency: 2,
    lease: 500,
    onError: (error) => {
      throw error
    },
  },
)

import type { Logger } from 'pino'
import type { RunningServer } from '../server.js'

export interface Signals {
  /** Whether somebody told the server to stop. */
  readonly received: boolean
  /** Settles when it has stopped. */
  readonly stopped: Promise<void>
}

/** npm passes Ctrl-C on that the terminal has sent already: twice within this time is one wish. */
const oneWish = 500

/** Stops the server on SIGTERM, SIGINT and SIGHUP; another signal later ends the process at once. */
export function stopOnSignals(server: RunningServer, logger: Logger): Signals {
  let receivedAt: number | null = null
  const stopped = new Promise<void>((resolve, reject) => {
    function onSignal(signal: NodeJS.Signals): void {
      if (receivedAt !== null) {
        if (performance.now() - receivedAt < oneWish) return
        logger.warn({ signal }, 'Stopped at once; requests were cut off.')
        process.exit(1)
      }
      receivedAt = performance.now()
      logger.info({ signal }, 'Stopping: running requests may finish.')
      server.stop().then(() => {
        logger.info('Stopped.')
        resolve()
      }, reject)
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal)
  })
  return {
    get received() {
      return receivedAt !== null
    },
    stopped,
  }
}

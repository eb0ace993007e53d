import type { Logger } from 'pino'
import type { RunningServer } from '../server.js'

export interface Signals {
  /** Whether somebody told the server to stop. */
  readonly received: boolean
  /** Settles when it has stopped. */
  readonly stopped: Promise<void>
}

/** Stops the server on SIGTERM and SIGINT; a second signal ends the process at once. */
export function stopOnSignals(server: RunningServer, logger: Logger): Signals {
  let received = false
  const stopped = new Promise<void>((resolve, reject) => {
    function onSignal(signal: NodeJS.Signals): void {
      if (received) {
        logger.warn({ signal }, 'Stopped at once; requests were cut off.')
        process.exit(1)
      }
      received = true
      logger.info({ signal }, 'Stopping: running requests may finish.')
      server.stop().then(() => {
        logger.info('Stopped.')
        resolve()
      }, reject)
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
  return {
    get received() {
      return received
    },
    stopped,
  }
}

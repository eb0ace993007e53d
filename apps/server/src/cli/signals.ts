import type { Logger } from 'pino'
import type { RunningServer } from '../server.js'

/** Whether somebody told the server to stop. */
export interface Signals {
  readonly received: boolean
}

/** npm passes Ctrl-C on that the terminal has sent already: twice within this time is one wish. */
const oneWish = 500

/**
 * Stops the server on SIGTERM, SIGINT and SIGHUP and ends the process; another signal later ends it
 * at once.
 */
export function stopOnSignals(server: RunningServer, logger: Logger): Signals {
  let receivedAt: number | null = null

  function onSignal(signal: NodeJS.Signals): void {
    if (receivedAt !== null) {
      if (performance.now() - receivedAt < oneWish) return
      logger.warn({ signal }, 'Stopped at once; requests were cut off.')
      process.exit(1)
    }
    receivedAt = performance.now()
    logger.info({ signal }, 'Stopping: running requests may finish.')
    void end()
  }

  /** The process is ended, not left to end: a connection that hangs would keep it alive. */
  async function end(): Promise<void> {
    try {
      await server.stop()
    } catch (error) {
      logger.error({ err: error }, 'Stopped, but not in order.')
      process.exit(1)
    }
    logger.info('Stopped.')
    process.exit(0)
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal)
  return {
    get received() {
      return receivedAt !== null
    },
  }
}

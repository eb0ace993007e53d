import { pino, type DestinationStream, type Logger } from 'pino'
import type { Settings } from '../config/variables.js'
import { createMask } from './mask.js'
import { createPrettyStream } from './pretty.js'

export interface LoggerOptions {
  readonly level: Settings['LOG_LEVEL']
  readonly style: 'pretty' | 'raw'
  /** Texts that no line may hold. */
  readonly secrets?: readonly string[]
  /** Where lines go; default is the standard output. */
  readonly destination?: DestinationStream
}

/** Lines go out together: to write each by itself costs a request as much as a read by key. */
const minLength = 4096
/** Milliseconds that a line waits at most. What waits is written when the process ends. */
const periodicFlush = 100

/**
 * The log: structured lines for machines or readable ones for people, both without secrets.
 *
 * @example
 * createLogger({ level: 'info', style: 'raw' }).info({ port: 8055 }, 'listening')
 */
export function createLogger({
  level,
  style,
  secrets = [],
  destination = pino.destination({ dest: 1, sync: false, minLength, periodicFlush }),
}: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: createMask(secrets) },
    },
    style === 'pretty' ? createPrettyStream(destination) : destination,
  )
}

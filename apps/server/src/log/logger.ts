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
  destination = pino.destination(1),
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

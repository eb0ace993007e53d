import { styleText } from 'node:util'
import type { DestinationStream } from 'pino'

type Style = Parameters<typeof styleText>[0]

const levelStyles: Readonly<Record<string, Style>> = {
  trace: 'gray',
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: 'red',
}

/** Turns lines of JSON into lines for people: `14:05:09 info GET /items/sales 200 ms=3`. */
export function createPrettyStream(destination: DestinationStream): DestinationStream {
  return { write: (line) => destination.write(formatLine(line)) }
}

function formatLine(line: string): string {
  const { level, time, pid: _, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>
  const { method, path, query, status, ...rest } = fields
  const isRequest = msg === 'request'
  const parts = [
    styleText('gray', clock(String(time))),
    styleText(levelStyles[String(level)] ?? 'reset', String(level)),
    isRequest ? `${String(method)} ${String(path)}${String(query)} ${String(status)}` : shown(msg),
    ...Object.entries(isRequest ? rest : fields).map(([name, value]) =>
      styleText('gray', `${name}=${shown(value)}`),
    ),
  ]
  return `${parts.join(' ')}\n${stackOf(err)}`
}

function clock(time: string): string {
  return new Date(time).toTimeString().slice(0, 8)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { stack, message } = error as { stack?: string; message?: string }
  return `${(stack ?? message ?? '').replace(/^/gm, '  ')}\n`
}

/** Servers to measure, each in a process of its own on a free port of the loopback interface. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** Where requests go, and what each of them brings along. */
export interface Endpoint {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Server extends Endpoint, AsyncDisposable {
  readonly name: string
  /** Milliseconds from the start of the process to the first good answer. */
  readonly startTime: number
  /** Memory in MB of the process and its children. */
  readonly memory: () => number
  /** Milliseconds that its process has kept a processor busy; not a number where the system does not tell. */
  readonly cpuTime: () => number
}

export interface ServerOptions {
  readonly name: string
  /** What Node runs. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  /** What each request brings along. */
  readonly headers?: Readonly<Record<string, string>>
  /** A path that answers 200 once the server and its database work. */
  readonly probe: string
}

const startLimit = 60_000

export async function startServer(options: ServerOptions): Promise<Server> {
  const port = await freePort()
  const started = performance.now()
  const child = spawn(process.execPath, options.args, {
    cwd: options.folder,
    env: { PATH: process.env['PATH'], ...options.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said = collectTail(child)
  const { headers = {} } = options
  const url = `http://127.0.0.1:${port}`
  try {
    await untilReady(child, url + options.probe, headers)
  } catch (cause) {
    await stop(child)
    throw new Error(`${options.name} did not start:\n${said()}`, { cause })
  }
  return {
    name: options.name,
    url,
    headers,
    startTime: performance.now() - started,
    memory: () => memoryOf(child.pid),
    cpuTime: () => cpuTimeOf(child.pid),
    [Symbol.asyncDispose]: () => stop(child),
  }
}

async function untilReady(
  child: ChildProcess,
  url: string,
  headers: Endpoint['headers'],
): Promise<void> {
  const deadline = Date.now() + startLimit
  for (;;) {
    const answer = await fetch(url, { headers }).catch((error: unknown) => error)
    if (answer instanceof Response && answer.ok) {
      await answer.arrayBuffer()
      return
    }
    if (hasEnded(child) || Date.now() > deadline)
      throw new Error(`No answer from ${url}.`, { cause: answer })
    await delay(5)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** The last of what a process says, for the message when it fails. Reading on keeps it from blocking. */
function collectTail(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4_000)
  })
  return () => text
}

/**
 * Memory in MB of a process and all its descendants. All of them run the same program: what one
 * shares is in the resident memory of each, so that of a descendant only its own pages are added.
 */
function memoryOf(pid: number | undefined): number {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
  const all = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number | undefined): number =>
    all
      .filter(([, above]) => above === parent)
      .reduce((sum, [own = 0, , rss = 0]) => sum + privateOf(own, rss) + below(own), 0)
  const [, , resident = 0] = all.find(([own]) => own === pid) ?? []
  return (resident + below(pid)) / 1024
}

/** Kilobytes that a process shares with no other; all that are resident where the system does not tell. */
function privateOf(pid: number, resident: number): number {
  const file = `/proc/${pid}/smaps_rollup`
  if (!existsSync(file)) return resident
  const found = readFileSync(file, 'utf8').matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)
  return [...found].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0)
}

/** The sum over its threads, of which Linux tells in nanoseconds. */
function cpuTimeOf(pid: number | undefined): number {
  const threads = `/proc/${pid}/task`
  if (!existsSync(threads)) return Number.NaN
  return readdirSync(threads).reduce((sum, thread) => {
    const [nanoseconds] = readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')
    return sum + Number(nanoseconds) / 1e6
  }, 0)
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  listener.close()
  await once(listener, 'close')
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.')
  return address.port
}

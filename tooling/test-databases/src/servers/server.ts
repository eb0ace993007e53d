import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Account } from './account.js'

/** What the keeper is told. */
export interface KeptServer {
  readonly command: string
  readonly args: readonly string[]
  readonly folder: string
  readonly account: Account
  readonly stopSignal: NodeJS.Signals
}

/** A server that runs until it is disposed of, or until this process is gone. */
export interface RunningServer extends AsyncDisposable {
  readonly url: string
}

interface StartOptions extends KeptServer {
  readonly url: string
  /** Answers without throwing once the server takes connections. */
  readonly probe: () => Promise<void>
}

const startLimit = 60_000

export async function startServer({ url, probe, ...server }: StartOptions): Promise<RunningServer> {
  const keeper = spawn(
    process.execPath,
    [join(import.meta.dirname, 'keeper.ts'), JSON.stringify(server)],
    // A process group of its own: Ctrl-C in the terminal goes to the run, which then closes the pipe.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  )
  const said = collectTail(keeper)
  try {
    await untilReady(keeper, probe)
  } catch (cause) {
    await stop(keeper)
    throw new Error(`${server.command} did not start:\n${said()}`, { cause })
  }
  release(keeper)
  return { url, [Symbol.asyncDispose]: () => stop(keeper) }
}

async function untilReady(keeper: ChildProcess, probe: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + startLimit
  for (;;) {
    try {
      return await probe()
    } catch (error) {
      if (hasEnded(keeper) || Date.now() > deadline) throw error
    }
    await delay(50)
  }
}

async function stop(keeper: ChildProcess): Promise<void> {
  keeper.ref()
  keeper.stdin?.end()
  if (!hasEnded(keeper)) await once(keeper, 'exit')
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** The last of what a process says, for the message when it fails. Reading on keeps it from blocking. */
function collectTail(child: ChildProcess): () => string {
  let text = ''
  const add = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-4_000)
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

/** Lets this process end while the server runs. */
function release(child: ChildProcess): void {
  child.unref()
  for (const stream of child.stdio) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}

/** A folder that the account may write. The keeper removes it; here it is removed when preparing it fails. */
export async function withServerFolder<T>(
  name: string,
  account: Account,
  prepare: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `relvar-${name}-`))
  try {
    if (account.uid !== undefined) await chown(folder, account.uid, account.gid ?? account.uid)
    return await prepare(folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Runs a program to its end; what it said is in the error when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd: string } & Account,
): Promise<void> {
  await promisify(execFile)(command, [...args], options)
}

import { type ChildProcess, fork } from 'node:child_process'
import { AnswerTooLargeError, ConnectionLostError } from '../errors.js'
import {
  NO_ROWS,
  type WorkerConfig,
  type WorkerErrorData,
  type WorkerReply,
  type WorkerRequest,
  type WorkerResult,
} from './protocol.js'

/** SQLite's own error, as it came from the worker. */
class SqliteError extends Error {
  override readonly name = 'SqliteError'
  /** `ERR_SQLITE_ERROR` for errors of SQLite itself, else Node's code. */
  readonly code: string | undefined
  /** SQLite's extended result code, e.g. 2067 for a unique constraint. */
  readonly errcode: number | undefined

  constructor(data: WorkerErrorData) {
    super(data.message)
    this.code = data.code
    this.errcode = data.errcode
  }
}

interface Pending {
  readonly resolve: (result: WorkerResult) => void
  readonly reject: (error: unknown) => void
}

const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
)

/** Processes that would otherwise finish their statement after this one has gone. */
const running = new Set<ChildProcess>()
let watchingExit = false

/**
 * The parent's end of one worker. It answers one request at a time; whoever uses it takes care of
 * that. Once its process has ended, `start` makes another.
 */
export class WorkerProcess {
  readonly #config: WorkerConfig
  #child: ChildProcess | undefined
  #isReady = false
  #pending: Pending | undefined

  constructor(config: WorkerConfig) {
    this.#config = config
  }

  get isRunning(): boolean {
    return this.#isReady
  }

  /** Waits for the process to start, where it does not run: a time limit is for statements, not for that. */
  async start(): Promise<void> {
    if (this.#isReady) return
    this.#child = this.#fork()
    await this.#expectReply(this.#child)
    this.#isReady = true
  }

  /** Of a worker that was started. */
  async request(request: WorkerRequest): Promise<WorkerResult> {
    const child = this.#child
    if (child === undefined) throw new ConnectionLostError('The SQLite worker has ended.')
    const reply = this.#expectReply(child)
    child.send(request, (error) => {
      if (error !== null) this.#lose(child, error)
    })
    return await reply
  }

  /** Ends the process, whatever it is doing. What it was asked fails with `reason`. */
  kill(reason: unknown): void {
    const child = this.#child
    if (child === undefined) return
    this.#forget()
    child.kill('SIGKILL')
    this.#take(child)?.reject(reason)
  }

  /** Lets the process end by itself, its file closed, and waits for it. What it is doing fails. */
  async close(): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    const exited = new Promise((resolve) => child.once('exit', resolve))
    if (this.#pending === undefined) {
      this.#forget()
      keepAlive(child, true)
      child.disconnect()
    } else {
      this.kill(new ConnectionLostError('The database was closed.'))
    }
    await exited
  }

  #expectReply(child: ChildProcess): Promise<WorkerResult> {
    if (this.#pending !== undefined)
      throw new Error('A SQLite worker was asked two things at once.')
    keepAlive(child, true)
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject }
    })
  }

  #fork(): ChildProcess {
    const child = startProcess(this.#config)
    child.on('message', (reply: WorkerReply) => this.#answer(child, reply))
    child.on('error', (error) => this.#lose(child, error))
    child.on('exit', () => this.#lose(child))
    return child
  }

  #answer(child: ChildProcess, reply: WorkerReply): void {
    if (child !== this.#child) return
    const pending = this.#take(child)
    if (reply.kind === 'too-large')
      pending?.reject(new AnswerTooLargeError(this.#config.maxAnswerSize ?? 0))
    else if (reply.kind === 'error') pending?.reject(new SqliteError(reply.error))
    else pending?.resolve(reply.kind === 'result' ? reply.result : NO_ROWS)
  }

  #lose(child: ChildProcess, cause?: Error): void {
    running.delete(child)
    if (child !== this.#child) return
    this.#forget()
    child.kill('SIGKILL')
    this.#take(child)?.reject(
      new ConnectionLostError('The SQLite worker ended unexpectedly.', { cause }),
    )
  }

  #forget(): void {
    this.#child = undefined
    this.#isReady = false
  }

  #take(child: ChildProcess): Pending | undefined {
    const pending = this.#pending
    this.#pending = undefined
    keepAlive(child, false)
    return pending
  }
}

function startProcess(config: WorkerConfig): ChildProcess {
  // NODE_OPTIONS may hold an inspector's port or a loader that is meant for the parent alone.
  const { NODE_OPTIONS: _, ...env } = process.env
  const child = fork(workerFile, [JSON.stringify(config)], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env,
  })
  running.add(child)
  if (!watchingExit) {
    watchingExit = true
    process.once('exit', () => {
      for (const each of running) each.kill('SIGKILL')
    })
  }
  return child
}

/** An idle worker does not keep the program alive; one that works does. */
function keepAlive(child: ChildProcess, alive: boolean): void {
  if (alive) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}

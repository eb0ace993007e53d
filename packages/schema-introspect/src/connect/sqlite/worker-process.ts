import { type ChildProcess, fork } from 'node:child_process'
import { AnswerTooLargeError, ConnectionLostError } from '../errors.js'
import {
  NO_ROWS,
  type WorkerConfig,
  type WorkerErrorData,
  type WorkerMessage,
  type WorkerReply,
  type WorkerRequest,
  type WorkerResult,
} from './protocol.js'
import { StatementSlots } from './statement-slots.js'

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

/** Is told what comes of a request. */
export interface Receiver {
  resolve(result: WorkerResult): void
  reject(error: unknown): void
}

/** Another file, or none, is where this one was when it was opened. @see https://www.sqlite.org/rescode.html#readonly_dbmoved */
const SQLITE_READONLY_DBMOVED = 1032

const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
)

/** Processes that would otherwise finish their statement after this one has gone. */
const running = new Set<ChildProcess>()
let watchingExit = false

/**
 * The parent's end of one worker, which answers its requests in the order they came. Once its process
 * has ended, `start` makes another.
 */
export class WorkerProcess {
  readonly #config: WorkerConfig
  #child: ChildProcess | undefined
  #isReady = false
  #slots = new StatementSlots()
  #pending: Receiver[] = []
  /** What goes out when whoever asks has asked for all, as to wake a process costs more than a brief read. */
  #outbox: WorkerMessage[] = []

  constructor(config: WorkerConfig) {
    this.#config = config
  }

  get isRunning(): boolean {
    return this.#isReady
  }

  /** Waits for the process to start, where it does not run: a time limit is for statements, not for that. */
  async start(): Promise<void> {
    if (this.#isReady) return
    const child = this.#fork()
    this.#child = child
    this.#slots = new StatementSlots()
    await new Promise((resolve, reject) => this.#expectReply(child, { resolve, reject }))
    this.#isReady = true
  }

  /** Of a worker that was started. */
  request(request: WorkerRequest): Promise<WorkerResult> {
    return new Promise((resolve, reject) => {
      this.send(request, { resolve, reject })
    })
  }

  /** As `request`, without a promise. Brief reads go together with all that is sent before anything else is done. */
  send(request: WorkerRequest, receiver: Receiver): void {
    const child = this.#child
    if (child === undefined) {
      receiver.reject(new ConnectionLostError('The SQLite worker has ended.'))
      return
    }
    this.#expectReply(child, receiver)
    const isFirst = this.#outbox.push(this.#toMessage(request)) === 1
    if (request.kind !== 'run' || request.isBrief !== true) this.#sendOutbox()
    else if (isFirst) queueMicrotask(() => this.#sendOutbox())
  }

  #sendOutbox(): void {
    const child = this.#child
    const messages = this.#outbox
    if (child === undefined || messages.length === 0) return
    this.#outbox = []
    child.send(messages, (error) => {
      if (error !== null) this.#lose(child, error)
    })
  }

  /** Ends the process, whatever it is doing. The request that it was at fails with `reason`, and those behind it as lost. */
  kill(reason: unknown): void {
    const child = this.#child
    if (child === undefined) return
    this.#forget()
    child.kill('SIGKILL')
    this.#failAll(child, reason)
  }

  /** Lets the process end by itself, its file closed, and waits for it. What it is doing fails. */
  async close(): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    const exited = new Promise((resolve) => child.once('exit', resolve))
    if (this.#pending.length === 0) {
      this.#forget()
      keepAlive(child, true)
      child.disconnect()
    } else {
      this.kill(new ConnectionLostError('The database was closed.'))
      // It is waited for: without this a program with nothing else to do would end before.
      keepAlive(child, true)
    }
    await exited
  }

  #expectReply(child: ChildProcess, receiver: Receiver): void {
    if (this.#pending.push(receiver) === 1) keepAlive(child, true)
  }

  #toMessage(request: WorkerRequest): WorkerMessage {
    if (request.kind !== 'run') return request
    const { sql, ...rest } = request
    const { slot, isNew } = this.#slots.placeOf(sql)
    return isNew ? { ...rest, slot, sql } : { ...rest, slot }
  }

  #fork(): ChildProcess {
    const child = startProcess(this.#config)
    child.on('message', (replies: readonly WorkerReply[]) => {
      for (const reply of replies) this.#answer(child, reply)
    })
    child.on('error', (error) => this.#lose(child, error))
    child.on('exit', () => this.#lose(child))
    return child
  }

  #answer(child: ChildProcess, reply: WorkerReply): void {
    if (child !== this.#child) return
    if (reply.kind === 'error' && reply.error.errcode === SQLITE_READONLY_DBMOVED) {
      const cause = new SqliteError(reply.error)
      this.kill(
        new ConnectionLostError('The file was moved or deleted while it was open.', { cause }),
      )
      return
    }
    const receiver = this.#pending.shift()
    if (this.#pending.length === 0) keepAlive(child, false)
    if (reply.kind === 'too-large')
      receiver?.reject(new AnswerTooLargeError(this.#config.maxAnswerSize ?? 0))
    else if (reply.kind === 'error') receiver?.reject(new SqliteError(reply.error))
    else receiver?.resolve(reply.kind === 'result' ? reply.result : NO_ROWS)
  }

  #lose(child: ChildProcess, cause?: Error): void {
    running.delete(child)
    if (child !== this.#child) return
    this.#forget()
    child.kill('SIGKILL')
    this.#failAll(
      child,
      new ConnectionLostError('The SQLite worker ended unexpectedly.', { cause }),
    )
  }

  #forget(): void {
    this.#child = undefined
    this.#outbox = []
    this.#isReady = false
  }

  #failAll(child: ChildProcess, reason: unknown): void {
    const [current, ...behind] = this.#pending
    this.#pending = []
    keepAlive(child, false)
    current?.reject(reason)
    for (const receiver of behind)
      receiver.reject(new ConnectionLostError('The SQLite worker ended before it came to this.'))
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

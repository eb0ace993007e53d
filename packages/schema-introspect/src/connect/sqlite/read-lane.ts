import { onAbort } from '../on-abort.js'
import type { RunRequest, WorkerResult } from './protocol.js'
import type { WorkerProcess } from './worker-process.js'

/** How many reads a worker has at one time: with the next at hand it need not fall asleep between two. */
const DEPTH = 4
/** How many where they are brief, so that all of them take hardly longer than to wake another. */
const BRIEF_DEPTH = 16

/** Milliseconds after which a read is no longer short, so that no other shall wait behind it. */
const LONG_MS = 40

interface Settle {
  readonly resolve: (result: WorkerResult) => void
  readonly reject: (error: unknown) => void
}

/** A read that somebody waits for, until it is answered or aborted. */
export class Read {
  readonly request: RunRequest
  readonly since: number = performance.now()
  readonly #stopListening: (() => void) | undefined
  #settle: Settle | undefined

  constructor(request: RunRequest, signal: AbortSignal | undefined, settle: Settle) {
    this.request = request
    this.#settle = settle
    this.#stopListening = signal && onAbort(signal, () => this.reject(signal.reason))
  }

  /** See `asBriefRead`. */
  get isBrief(): boolean {
    return this.request.isBrief === true
  }

  /** Whether nobody waits for it any more. */
  get isSettled(): boolean {
    return this.#settle === undefined
  }

  resolve(result: WorkerResult): void {
    this.#end()?.resolve(result)
  }

  reject(error: unknown): void {
    this.#end()?.reject(error)
  }

  #end(): Settle | undefined {
    const settle = this.#settle
    this.#settle = undefined
    this.#stopListening?.()
    return settle
  }
}

/** A read in the pipe of a worker. One that was taken back may be answered all the same; the first answer counts. */
interface SentRead {
  readonly read: Read
  isTakenBack: boolean
}

/**
 * A worker that runs one read after the other, each sent before the one before it is answered. Those
 * that it does not come to can be taken back: they change nothing, so another may run them too.
 */
export class ReadLane {
  readonly worker: WorkerProcess
  readonly #sent: SentRead[] = []
  readonly #onAnswer: (lane: ReadLane) => void
  #currentSince = 0

  /** @param onAnswer told of each answer, and once when the worker's process has ended */
  constructor(worker: WorkerProcess, onAnswer: (lane: ReadLane) => void) {
    this.worker = worker
    this.#onAnswer = onAnswer
  }

  get load(): number {
    return this.#sent.length
  }

  /** What the worker is at. */
  get current(): Read | undefined {
    return this.#sent[0]?.read
  }

  /** Milliseconds for which it has been at that. */
  runningFor(now: number): number {
    return this.#sent.length === 0 ? 0 : now - this.#currentSince
  }

  hasRoom(now: number): boolean {
    return this.#sent.length < DEPTH && this.runningFor(now) < LONG_MS
  }

  hasRoomForBrief(): boolean {
    return this.worker.isRunning && this.#sent.length < BRIEF_DEPTH
  }

  send(read: Read, now: number): void {
    if (this.#sent.length === 0) this.#currentSince = now
    const sent: SentRead = { read, isTakenBack: false }
    this.#sent.push(sent)
    this.worker.send(read.request, {
      resolve: (result) => this.#proceed(sent, () => read.resolve(result)),
      reject: (error) => this.#proceed(sent, () => read.reject(error)),
    })
  }

  /** The reads behind one that turned out long, each given back once. */
  takeStuck(now: number): readonly Read[] {
    return this.runningFor(now) < LONG_MS ? [] : this.#takeBack(1)
  }

  /** The reads that a worker did not come to whose process has ended. */
  takeAll(): readonly Read[] {
    const reads = this.#takeBack(0)
    this.#sent.length = 0
    return reads
  }

  /** The worker has answered what it was at, or has ended. */
  #proceed(sent: SentRead, settle: () => void): void {
    // Its process ended, and it was taken back.
    if (this.#sent[0] !== sent) return
    this.#sent.shift()
    this.#currentSince = performance.now()
    settle()
    this.#onAnswer(this)
  }

  #takeBack(from: number): readonly Read[] {
    const taken = this.#sent.slice(from).filter((sent) => !sent.isTakenBack)
    for (const sent of taken) sent.isTakenBack = true
    return taken.map(({ read }) => read).filter((read) => !read.isSettled)
  }
}

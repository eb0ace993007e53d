import { ConnectionLostError, DatabaseBusyError, StatementTimeoutError } from '../errors.js'
import type { RunRequest, WorkerResult } from './protocol.js'
import { Read, ReadLane } from './read-lane.js'
import type { WorkerPool } from './worker-pool.js'
import type { WorkerProcess } from './worker-process.js'

/** How often it is looked whether something takes too long, in milliseconds. */
const WATCH_MS = 20

/**
 * How long a worker may be at what nobody waits for any more, in milliseconds: to end it and start
 * another costs more than a short read.
 */
const IN_VAIN_MS = 100

export interface ReadLimits {
  /** How long a read waits for a worker, in milliseconds. */
  readonly acquireTimeout: number
  readonly statementTimeout: number | undefined
}

/**
 * Runs single reads, several in the pipe of each worker. A worker that sleeps costs more to wake than
 * a short read costs to run, so one that is at work gets the next before it is done.
 *
 * A long read that is aborted or takes too long ends with its process, as every statement does. Those
 * behind it are sent to another, and so are those behind one that turns out long: reads change nothing.
 */
export class SharedReads {
  readonly #pool: WorkerPool
  readonly #limits: ReadLimits
  readonly #lanes = new Set<ReadLane>()
  #waiting: Read[] = []
  /** Where the brief reads of this turn of the event loop go, all in one message. */
  #gathering: ReadLane | undefined
  #isClosed = false
  #isInLine = false
  #starting = 0
  #watch: NodeJS.Timeout | undefined

  constructor(pool: WorkerPool, limits: ReadLimits) {
    this.#pool = pool
    this.#limits = limits
  }

  /**
   * The answer to a read, which may be run more than once.
   *
   * @throws DatabaseBusyError where no worker has room for it in time
   * @throws StatementTimeoutError
   */
  run(request: RunRequest, signal?: AbortSignal): Promise<WorkerResult> {
    if (signal?.aborted === true) return Promise.reject(signal.reason)
    if (this.#isClosed) return Promise.reject(closed())
    return new Promise((resolve, reject) => {
      const read = new Read(request, signal, { resolve, reject })
      this.#waiting.push(read)
      this.#watch ??= setInterval(() => this.#look(), WATCH_MS).unref()
      this.#dispatch(read.since)
    })
  }

  /** Fails whatever is under way, and whatever comes later. */
  close(): void {
    this.#isClosed = true
    const sent = [...this.#lanes].flatMap((lane) => lane.takeAll())
    for (const read of [...this.#waiting, ...sent]) read.reject(closed())
    this.#waiting = []
    clearInterval(this.#watch)
    this.#watch = undefined
  }

  #dispatch(now: number): void {
    for (let read = this.#next(); read !== undefined; read = this.#next()) {
      const lane = (read.isBrief ? this.#laneForBrief : undefined) ?? this.#laneFor(now)
      if (lane === undefined) return
      this.#waiting.shift()
      lane.send(read, now)
      if (read.isBrief) this.#gatherIn(lane)
    }
  }

  /** Who waits longest. */
  #next(): Read | undefined {
    while (this.#waiting[0]?.isSettled === true) this.#waiting.shift()
    return this.#waiting[0]
  }

  get #laneForBrief(): ReadLane | undefined {
    const lane = this.#gathering
    const isOpen = lane !== undefined && this.#lanes.has(lane) && lane.hasRoomForBrief()
    return isOpen && !this.#isWanted ? lane : undefined
  }

  #gatherIn(lane: ReadLane): void {
    if (this.#gathering === lane) return
    this.#gathering = lane
    setImmediate(() => {
      if (this.#gathering === lane) this.#gathering = undefined
    })
  }

  /** An idle worker where there is one, else the one with the least to do. */
  #laneFor(now: number): ReadLane | undefined {
    const lane = this.#isWanted ? undefined : leastLoaded(this.#lanes, now)
    if (lane?.load === 0) return lane
    const worker = this.#pool.tryAcquire()
    if (worker?.isRunning === true) return this.#open(worker)
    if (worker !== undefined) void this.#openWhenStarted(worker)
    if (lane === undefined && this.#lanes.size < this.#pool.size) void this.#waitForWorker(now)
    return lane
  }

  /** Whether somebody waits for a worker of their own: then no more is sent to those that are shared. */
  get #isWanted(): boolean {
    return this.#pool.waiting > (this.#isInLine ? 1 : 0)
  }

  #open(worker: WorkerProcess): ReadLane {
    const lane = new ReadLane(worker, this.#onAnswer)
    this.#lanes.add(lane)
    return lane
  }

  /** Waits with all others who need a worker, for all reads at once. */
  async #waitForWorker(since: number): Promise<void> {
    if (this.#isInLine || this.#starting > 0) return
    this.#isInLine = true
    const worker = await this.#pool.acquire().catch((error: unknown) => {
      this.#failSince(since, error)
    })
    this.#isInLine = false
    if (worker !== undefined) await this.#openWhenStarted(worker)
    else this.#dispatch(performance.now())
  }

  async #openWhenStarted(worker: WorkerProcess): Promise<void> {
    const since = performance.now()
    this.#starting++
    try {
      await worker.start()
    } catch (error) {
      if (this.#lanes.size === 0) this.#failSince(since, error)
    }
    this.#starting--
    this.#onAnswer(this.#open(worker))
  }

  /** Those that waited for what failed. */
  #failSince(since: number, error: unknown): void {
    for (const read of this.#waiting) if (read.since <= since) read.reject(error)
  }

  readonly #onAnswer = (lane: ReadLane): void => {
    const now = performance.now()
    if (lane.worker.isRunning) this.#dispatch(now)
    else this.#waiting.unshift(...lane.takeAll())
    if (lane.load > 0 || !this.#lanes.delete(lane)) return
    this.#pool.release(lane.worker)
    this.#dispatch(now)
  }

  #look(): void {
    const now = performance.now()
    this.#failOverdue(now)
    for (const lane of this.#lanes) {
      const reason = this.#reasonToEnd(lane, now)
      if (reason !== null) lane.worker.kill(reason)
      else this.#waiting.unshift(...lane.takeStuck(now))
    }
    this.#dispatch(now)
    if (this.#lanes.size > 0 || this.#waiting.length > 0) return
    clearInterval(this.#watch)
    this.#watch = undefined
  }

  /** The time in which a worker starts is not counted. */
  #failOverdue(now: number): void {
    const { acquireTimeout } = this.#limits
    if (this.#starting > 0) return
    for (const read of this.#waiting)
      if (now - read.since > acquireTimeout) read.reject(new DatabaseBusyError(acquireTimeout))
  }

  #reasonToEnd(lane: ReadLane, now: number): Error | null {
    const { statementTimeout = Infinity } = this.#limits
    const time = lane.runningFor(now)
    if (time >= statementTimeout) return new StatementTimeoutError(statementTimeout, '')
    const isInVain = lane.current?.isSettled === true && time >= IN_VAIN_MS
    return isInVain ? new ConnectionLostError('Nobody waits for the statement any more.') : null
  }
}

function closed(): ConnectionLostError {
  return new ConnectionLostError('The database was closed.')
}

function leastLoaded(lanes: Iterable<ReadLane>, now: number): ReadLane | undefined {
  let least: ReadLane | undefined
  for (const lane of lanes)
    if (lane.hasRoom(now) && (least === undefined || lane.load < least.load)) least = lane
  return least
}

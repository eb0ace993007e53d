import { Turns } from '../turns.js'
import type { WorkerConfig } from './protocol.js'
import { WorkerProcess } from './worker-process.js'

/** Lends workers, each to one borrower at a time, in the order they were asked for. */
export class WorkerPool {
  readonly size: number
  readonly #config: WorkerConfig
  readonly #turns: Turns
  readonly #all: WorkerProcess[] = []
  readonly #idle: WorkerProcess[] = []

  /** @param limit how long a borrower waits at the most, in milliseconds */
  constructor(config: WorkerConfig, size: number, limit: number) {
    this.size = size
    this.#config = config
    this.#turns = new Turns(size, limit)
  }

  /**
   * A worker of its own until `release`. Workers are made as they are needed, up to the pool's size.
   *
   * @throws DatabaseBusyError where none becomes free in time
   */
  async acquire(signal?: AbortSignal): Promise<WorkerProcess> {
    await this.#turns.take(signal)
    return this.#idle.pop() ?? this.#make()
  }

  /** As `acquire` where that needs no waiting, else undefined. */
  tryAcquire(): WorkerProcess | undefined {
    return this.#turns.tryTake() ? (this.#idle.pop() ?? this.#make()) : undefined
  }

  /** How many wait for a worker. */
  get waiting(): number {
    return this.#turns.waiting
  }

  release(worker: WorkerProcess): void {
    this.#idle.push(worker)
    this.#turns.give()
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.close()))
  }

  #make(): WorkerProcess {
    const worker = new WorkerProcess(this.#config)
    this.#all.push(worker)
    return worker
  }
}

import type { WorkerConfig } from './protocol.js'
import { WorkerProcess } from './worker-process.js'

/** Lends workers, each to one borrower at a time, in the order they were asked for. */
export class WorkerPool {
  readonly #config: WorkerConfig
  readonly #size: number
  readonly #all: WorkerProcess[] = []
  readonly #idle: WorkerProcess[] = []
  readonly #waiting: ((worker: WorkerProcess) => void)[] = []

  constructor(config: WorkerConfig, size: number) {
    this.#config = config
    this.#size = size
  }

  /** A worker of its own until `release`. Workers are made as they are needed, up to the pool's size. */
  acquire(signal?: AbortSignal): Promise<WorkerProcess> {
    const worker = this.#idle.pop() ?? this.#make()
    return worker === undefined ? this.#wait(signal) : Promise.resolve(worker)
  }

  release(worker: WorkerProcess): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#idle.push(worker)
    else next(worker)
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.close()))
  }

  #make(): WorkerProcess | undefined {
    if (this.#all.length >= this.#size) return undefined
    const worker = new WorkerProcess(this.#config)
    this.#all.push(worker)
    return worker
  }

  #wait(signal: AbortSignal | undefined): Promise<WorkerProcess> {
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const lend = (worker: WorkerProcess): void => {
        signal?.removeEventListener('abort', giveUp)
        resolve(worker)
      }
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(lend), 1)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#waiting.push(lend)
    })
  }
}

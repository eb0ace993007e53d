/** A stage between a query and its statement. */
export type Stage = 'resolve' | 'guard' | 'plan' | 'compile'

/** Milliseconds of each stage. */
export type StageTimings = Readonly<Record<Stage, number>>

/** Takes the time of stages. */
export class StageTimer {
  readonly #milliseconds: Record<Stage, number> = { resolve: 0, guard: 0, plan: 0, compile: 0 }

  get timings(): StageTimings {
    return { ...this.#milliseconds }
  }

  time<T>(stage: Stage, work: () => T): T {
    const started = performance.now()
    const result = work()
    this.#milliseconds[stage] += performance.now() - started
    return result
  }
}

import type { CallStage } from '@relvar/query-engine'
import type { Context } from 'hono'

/** What a request goes through, in this order; a stage may come again, and some never do. */
export type RequestStage = 'auth' | 'parse' | CallStage | 'answer'

/** Is told of each stage when it ends. */
export type Mark = (stage: RequestStage) => void

/** Takes the time of one request: each stage lasts from the end of the one before it. */
class StageClock {
  #last = performance.now()
  readonly #spent = new Map<RequestStage, number>()

  readonly mark: Mark = (stage) => {
    const now = performance.now()
    this.#spent.set(stage, (this.#spent.get(stage) ?? 0) + now - this.#last)
    this.#last = now
  }

  /** `auth;dur=0.12, parse;dur=0.3`, in milliseconds. */
  header(): string {
    return [...this.#spent].map(([stage, spent]) => `${stage};dur=${spent.toFixed(3)}`).join(', ')
  }
}

const clocks = new WeakMap<Context, StageClock>()

/** What to tell of a request's stages; undefined where their time is not taken. */
export function markOf(context: Context): Mark | undefined {
  return clocks.get(context)?.mark
}

/**
 * Takes the time of what answers a request and says it in the header `Server-Timing`.
 *
 * @see https://www.w3.org/TR/server-timing/#the-server-timing-header-field
 */
export function timed(
  answer: (context: Context) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const clock = new StageClock()
    clocks.set(context, clock)
    const response = await answer(context)
    clock.mark('answer')
    response.headers.set('Server-Timing', clock.header())
    return response
  }
}

import type { CallOptions } from '../session.js'

/** Does the work of a call that is its stage `execute`, whether it fails or not. */
export function executing<T>({ onStage }: CallOptions, work: () => Promise<T>): Promise<T> {
  return onStage === undefined ? work() : work().finally(() => onStage('execute'))
}

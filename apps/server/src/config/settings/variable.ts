import type { ValueType } from '../value-types.js'

/** One variable that people may set. The table in docs/configuration.md is made from these. */
export interface Variable<T> {
  readonly type: ValueType<NonNullable<T>> | ValueType<T>
  /** As a person would write it; null where the setting is null when it is left out. */
  readonly default: null extends T ? string | null : string
  readonly about: string
  /** The value is never printed: not in messages, not in logs. */
  readonly secret?: true
}

/** A variable for each setting of a group. */
export type Variables<TSettings> = {
  readonly [TName in keyof TSettings]: Variable<TSettings[TName]>
}

/** Longer than this nothing is waited for; milliseconds. */
export const day = 86_400_000

import type { GuardedQuery } from '../guard/guard.js'
import type { Capabilities } from '../dialect/dialect.js'
import type { ResolvedQuery } from '../resolve/resolved.js'
import { restCodec } from './codec.js'
import { planRead, type ReadPlan } from './read-plan.js'

declare const resolved: ResolvedQuery
declare const guarded: GuardedQuery
declare const capabilities: Capabilities

export const plan: ReadPlan = planRead(guarded, capabilities, restCodec, 'rows')

// @ts-expect-error -- nobody has asked the policy about this query
export const unguarded: ReadPlan = planRead(resolved, capabilities, restCodec, 'rows')

export const forged: ReadPlan = planRead(
  // @ts-expect-error -- only `guard` can make a guarded query: its brand is not to be had elsewhere
  { query: resolved, guards: new Map() },
  capabilities,
  restCodec,
  'rows',
)

import type { MetaName } from '@relvar/query-engine/query'
import { InvalidQueryError } from '@relvar/query-engine'
import { readList } from './list.js'

const counts: readonly MetaName[] = ['total_count', 'filter_count']
const names: readonly MetaName[] = [...counts, 'estimate', 'cursors']

/** Reads `meta`: what goes beside the data; `*` is all counts. */
export function readMeta(name: string, value: unknown): readonly MetaName[] {
  const list = readList(name, value) ?? []
  for (const entry of list) {
    if (entry !== '*' && !names.some((known) => known === entry)) {
      throw new InvalidQueryError(`"${entry}" of "${name}" is none of *, ${names.join(', ')}.`)
    }
  }
  return names.filter(
    (known) => list.includes(known) || (list.includes('*') && counts.includes(known)),
  )
}

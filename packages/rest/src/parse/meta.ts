import type { MetaCount } from '@relvar/query-engine/query'
import { InvalidQueryError } from '@relvar/query-engine'
import { readList } from './list.js'

const counts: readonly MetaCount[] = ['total_count', 'filter_count']

/** Reads `meta`: the counts that go beside the data; `*` is all of them. */
export function readMeta(name: string, value: unknown): readonly MetaCount[] {
  const list = readList(name, value) ?? []
  for (const entry of list) {
    if (entry !== '*' && !isCount(entry)) {
      throw new InvalidQueryError(`"${entry}" of "${name}" is none of *, ${counts.join(', ')}.`)
    }
  }
  return counts.filter((count) => list.includes('*') || list.includes(count))
}

function isCount(name: string): name is MetaCount {
  return counts.some((count) => count === name)
}

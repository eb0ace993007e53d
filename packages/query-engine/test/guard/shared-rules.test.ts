import { describe, expect, it } from 'vitest'
import { guard } from '../../src/guard/guard.js'
import { anonymous, defaultLimits, type Filter } from '../../src/index.js'
import { templateOf } from '../../src/query/template.js'
import { resolve } from '../../src/resolve/resolve.js'
import { NEVER, TRUE } from '../../src/resolve/resolved.js'
import { drySession, modelOf } from '../support/dry.js'

const cheap: Filter = { price: { _lt: 10 } }
const mine: Filter = { author_id: { _eq: '$CURRENT_USER' } }
/** Equal to `mine` and not the same. */
const alsoMine: Filter = { author_id: { _eq: '$CURRENT_USER' } }

/** What an actor with these rules is held to, of articles. */
function guardOf(rows: Filter, fields: Readonly<Record<string, Filter>>) {
  const schema = modelOf('sqlite')
  const { query } = templateOf({ fields: ['*'] })
  const resolved = resolve('article', query, schema, defaultLimits)
  const answer = { rows, fields: new Map(Object.entries(fields)), validation: [], presets: {} }
  const policy = { guardFor: () => answer, keyOf: () => '' }
  const guarded = guard(resolved, schema, policy, anonymous, defaultLimits)
  const found = guarded.guards.get(resolved.read.source)
  if (found === undefined) throw new Error('The source has a guard.')
  return found
}

describe('rules that say the same', () => {
  it('are one condition in the rule of the rows and in the masks of fields', () => {
    const { rows, masks } = guardOf(
      { _or: [cheap, mine] },
      { id: { _or: [mine, cheap] }, title: mine, price: cheap, made: alsoMine },
    )
    expect(rows).toMatchObject({ kind: 'or' })
    const ways = rows.kind === 'or' ? rows.conditions : []
    expect(masks.get('price')).toBe(ways[0])
    expect(masks.get('title')).toBe(ways[1])
    expect(masks.get('made')).toBe(ways[1])
    // Granted by whatever lets the row through.
    expect(masks.has('id')).toBe(false)
    // Granted by nothing.
    expect(masks.get('meta')).toBe(NEVER)
  })

  it('stay apart from those that say something else', () => {
    const { masks } = guardOf({ _or: [cheap, mine] }, { title: { price: { _lt: 11 } } })
    expect(masks.get('title')).toMatchObject({ operator: '<', right: { value: 11 } })
  })

  it('mask fields that only some of what lets a row through grants', () => {
    const other: Filter = { title: { _eq: 'x' } }
    const { masks } = guardOf({ _or: [cheap, mine, other] }, { title: { _or: [cheap, mine] } })
    expect(masks.get('title')).toMatchObject({ kind: 'or', conditions: { length: 2 } })
  })

  it('are true for no row where one of them has a hole', () => {
    const holes: readonly unknown[] = [
      {},
      { price: {} },
      { _or: [] },
      { price: { _lt: null } },
      null,
    ]
    for (const hole of holes as readonly Filter[]) {
      const { rows, masks } = guardOf({ _or: [cheap, hole] }, { title: { _or: [hole, mine] } })
      expect(rows).toBe(NEVER)
      expect(masks.get('title')).toBe(NEVER)
    }
    expect(guardOf(null as unknown as Filter, { title: mine }).rows).toBe(NEVER)
    expect(guardOf({}, { '*': {} })).toMatchObject({ rows: TRUE, masks: new Map() })
  })

  it('have each of their values bound once in a run', () => {
    let asked = 0
    const actor = {
      id: '7',
      get role() {
        asked += 1
        return 'editor'
      },
    }
    const rule: Filter = { title: { _neq: '$CURRENT_ROLE' } }
    const answer = {
      rows: { _or: [cheap, rule] },
      fields: new Map([['*', rule]]),
      validation: [],
      presets: {},
    }
    const policy = { guardFor: () => answer, keyOf: () => 'editors' }
    const { parameters } = drySession('mariadb', policy).as(actor).explain('article')
    expect(parameters.filter((each) => each === 'editor').length).toBeGreaterThan(3)
    expect(asked).toBe(1)
  })
})

import { describe, expect, it } from 'vitest'
import { askedOf } from './asked.js'

const asked = (query: string) => askedOf(new URL(`http://localhost/fields/books?${query}`))

describe('what a query string asks of a change', () => {
  it.each([
    ['dryrun', 'dry_run'],
    ['dry-run', 'dry_run'],
    ['dryRun', 'dry_run'],
    ['DRY_RUN', 'dry_run'],
    ['dry_runn', 'dry_run'],
    ['confrim', 'confirm'],
    ['concurrent_index_creation', 'concurrentIndexCreation'],
  ])('is never passed over for a slip: %s', (given, meant) => {
    expect(() => asked(`${given}=true`)).toThrow(`did you mean "${meant}"?`)
  })

  it.each(['', 'fields=*', 'access_token=x', 'limit=1', 'meta=*', 'x'.repeat(100_000)])(
    'is nothing where other parameters are sent: %.20s',
    (query) => {
      expect(asked(query)).toEqual({ dryRun: false, confirm: false, concurrentIndexes: false })
    },
  )

  it('is what its own parameters say', () => {
    expect(asked('dry_run&confirm=true&concurrentIndexCreation=0')).toEqual({
      dryRun: true,
      confirm: true,
      concurrentIndexes: false,
    })
  })
})

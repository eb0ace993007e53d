import { describe, expect, it } from 'vitest'
import { anonymous } from '../../src/index.js'
import { InvalidQueryError, ForbiddenError } from '../../src/index.js'
import { followBack, Resolution } from '../../src/resolve/resolution.js'
import { parseCall, splitPath } from '../../src/query/field-path.js'
import { templateOf } from '../../src/query/template.js'
import { toValue, ValueError } from '../../src/query/value.js'
import { resolveVariable } from '../../src/query/variables.js'
import { defaultLimits } from '../../src/limits.js'

/**
 * Each of these once held the process for seconds to minutes. Now they end at once; where they did
 * not, the run would exceed Vitest's own limit of time, so no clock is read here.
 */
describe('text of a request of half a megabyte', () => {
  const blanks = ' '.repeat(500_000)

  it('is no function call, whatever it is made of', () => {
    expect(parseCall(`year(${blanks}x`)).toBeNull()
    expect(parseCall(`year(${blanks}x${blanks})`)).toMatchObject({ name: 'year', path: ['x'] })
  })

  it('is a path of too many parts', () => {
    expect(() => splitPath('a.'.repeat(250_000))).toThrow(InvalidQueryError)
  })

  it('is no number', () => {
    const digits = '1'.repeat(500_000)
    for (const type of ['integer', 'bigInteger', 'decimal', 'float'] as const)
      expect(() => toValue(type, `${digits}x`)).toThrow(ValueError)
  })

  it('is no term to search for', () => {
    expect(() => templateOf({ search: '1'.repeat(500_000) })).toThrow(InvalidQueryError)
  })

  it('is no step in time', () => {
    const now = new Date('2024-02-29T00:00:00Z')
    const value = resolveVariable(`$NOW(1${blanks}!)`, { actor: anonymous, now })
    expect(value).toBe(now.toISOString())
  })

  it('names no way back', () => {
    const schema = {
      dialect: 'sqlite',
      version: '',
      defaultSchema: 'main',
      tables: {},
      enums: {},
    } as const
    const resolution = new Resolution(schema, defaultLimits)
    const table = { id: 't', primaryKey: [], columns: [] } as never
    expect(() => followBack(resolution, table, `$FOLLOW(${blanks}a${blanks}`)).toThrow(
      InvalidQueryError,
    )
    const long = followError(() => followBack(resolution, table, `$FOLLOW(${blanks}a,b${blanks})`))
    expect(long).toBeInstanceOf(ForbiddenError)
    expect(long.message.length).toBeLessThan(1_100)
  })
})

describe('binary', () => {
  it('has to be base64', () => {
    expect(toValue('binary', 'AP8=')).toBe('AP8=')
    expect(toValue('binary', '')).toBe('')
    for (const wrong of ['!!', 'AP8', 'A===', 5])
      expect(() => toValue('binary', wrong)).toThrow(ValueError)
  })
})

function followError(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('Nothing was thrown.')
}

import { describe, expect, it } from 'vitest'
import { resolveVariable } from './variables.js'

const context = {
  actor: { id: 'u1', role: 'editor', roles: ['staff', 'editor'], policies: ['p1'] },
  now: new Date('2024-03-31T12:00:00.500Z'),
}
const nobody = { actor: { id: null }, now: context.now }

describe('resolveVariable', () => {
  it.each([
    ['$NOW', '2024-03-31T12:00:00.500Z'],
    ['$NOW(-1 day)', '2024-03-30T12:00:00.500Z'],
    ['$NOW(+1d)', '2024-04-01T12:00:00.500Z'],
    ['$NOW(2)', '2024-04-02T12:00:00.500Z'],
    ['$NOW(- 2 hours)', '2024-03-31T10:00:00.500Z'],
    ['$NOW(1.5 h)', '2024-03-31T13:30:00.500Z'],
    ['$NOW(-1 month)', '2024-02-29T12:00:00.500Z'],
    ['$NOW(1 mo)', '2024-04-30T12:00:00.500Z'],
    ['$NOW(-1 year)', '2023-03-31T12:00:00.500Z'],
    ['$NOW(11 months)', '2025-02-28T12:00:00.500Z'],
    ['$NOW(0.5 months)', '2024-04-15T12:00:00.500Z'],
    ['$NOW(-1 weeks)', '2024-03-24T12:00:00.500Z'],
    ['$NOW(90 min)', '2024-03-31T13:30:00.500Z'],
    ['$NOW(1 m)', '2024-03-31T12:01:00.500Z'],
    ['$NOW(1 SEC)', '2024-03-31T12:00:01.500Z'],
    ['$NOW(500 ms)', '2024-03-31T12:00:01.000Z'],
    ['$NOW()', '2024-03-31T12:00:00.500Z'],
    ['$NOW(soon)', '2024-03-31T12:00:00.500Z'],
    ['$NOW(1 fortnight)', '2024-03-31T12:00:00.500Z'],
    ['$NOW(999999999999 years)', '2024-03-31T12:00:00.500Z'],
    ['$CURRENT_USER', 'u1'],
    ['$CURRENT_ROLE', 'editor'],
    ['$CURRENT_ROLES', ['staff', 'editor']],
    ['$CURRENT_POLICIES', ['p1']],
    ['$CURRENT_USER.name', null],
  ])('resolves %s', (text, value) => {
    expect(resolveVariable(text, context)).toEqual(value)
  })

  it.each(['$NOWHERE', '$', '$5', '$CURRENT_USERS', '$NOW(', 'NOW', '$now'])(
    'leaves %j as it is',
    (text) => {
      expect(resolveVariable(text, context)).toBe(text)
    },
  )

  it('leaves what is no text as it is', () => {
    expect(resolveVariable(5, context)).toBe(5)
    expect(resolveVariable(null, context)).toBeNull()
  })

  it('knows nothing of nobody', () => {
    expect(resolveVariable('$CURRENT_USER', nobody)).toBeNull()
    expect(resolveVariable('$CURRENT_ROLE', nobody)).toBeNull()
    expect(resolveVariable('$CURRENT_ROLES', nobody)).toEqual([])
    expect(resolveVariable('$CURRENT_POLICIES', nobody)).toEqual([])
  })
})

import { defaultLimits, limitSettings } from '@relvar/query-engine'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config/config.js'
import { engineLimits } from '../src/config/engine-limits.js'
import { variables } from '../src/config/variables.js'

const limits = Object.keys(limitSettings) as (keyof typeof limitSettings)[]

describe('the limits of the engine', () => {
  it('are all named', () => {
    expect(limits.toSorted()).toEqual(Object.keys(defaultLimits).toSorted())
  })

  it.each(limits)('%s is a setting, with the default of the engine', (limit) => {
    const setting = limitSettings[limit]
    expect(Object.keys(variables)).toContain(setting)
    expect(engineLimits(readConfig({ CONFIG_PATH: '/dev/null' }))[limit]).toBe(defaultLimits[limit])
    expect(engineLimits(readConfig({ CONFIG_PATH: '/dev/null', [setting]: '70' }))[limit]).toBe(70)
  })
})

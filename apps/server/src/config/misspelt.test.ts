import { expect, it } from 'vitest'
import { misspeltAmong } from './misspelt.js'
import { variables } from './variables.js'

it.each([
  ['QUERY_LIMIT_DEFALT', 'QUERY_LIMIT_DEFAULT'],
  ['QUERY_LIMIT_DEFUALT', 'QUERY_LIMIT_DEFAULT'],
  ['DATABSE_ULR', 'DATABASE_URL'],
  ['PROT', 'PORT'],
  ['SECRTE', 'SECRET'],
  ['CONFIGPATH', 'CONFIG_PATH'],
])('finds what was meant by %s', (name, meant) => {
  expect(misspeltAmong([name, name])).toEqual([{ name, meant }])
})

it('says nothing of what is known, or of no concern', () => {
  const known = Object.keys(variables)
  const files = known.map((name) => `${name}_FILE`)
  const others = [
    'HOME',
    'PATH',
    'HOSTNAME',
    'SHELL',
    'USER',
    'LANG',
    'TERM',
    'PWD',
    'EDITOR',
    'TZ',
  ]
  const ofOthers = [
    'PGHOST',
    'PGPORT',
    'NODE_ENV',
    'LOGNAME',
    'SSH_AUTH_SOCK',
    'NODE_OPTIONS',
    'CI',
  ]
  expect(misspeltAmong([...known, ...files, 'CONFIG_PATH', ...others, ...ofOthers])).toEqual([])
})

import type { ReadQuery } from '@relvar/query-engine/query'
import { InvalidQueryError } from '@relvar/query-engine'
import { isBlank } from './parameters.js'
import { isObject, mapValues, readStructure } from './structure.js'

/** Reads `alias`: new names for fields. */
export function readAlias(name: string, value: unknown): ReadQuery['alias'] {
  if (isBlank(value)) return undefined
  const alias = readStructure(name, value)
  if (!isObject(alias))
    throw new InvalidQueryError(`"${name}" has to be an object of names and their fields.`)
  return mapValues(alias, (field, key) => {
    if (typeof field === 'string') return field.trim()
    throw new InvalidQueryError(`"${name}.${key}" has to be the name of a field.`)
  })
}

import { RE2JS, RE2JSException } from 're2js'
import { isOperator } from './operators.js'
import { isPlainObject } from './plain.js'

/**
 * What is wrong with the form of a rule, whatever it is about: a word that is no operator, an operator
 * without a field, a list where there has to be none, a pattern that is none. null where nothing is.
 *
 * @example
 * ruleMistake({ age: { _gtee: 18 } }) // '"_gtee" is no operator.'
 */
export function ruleMistake(rule: unknown): string | null {
  if (!isPlainObject(rule)) return 'A rule is an object.'
  return firstOf(Object.entries(rule), ([name, value]) => {
    if (isLogic(name)) return branchMistake(name, value, ruleMistake)
    if (name === '') return 'A field has a name.'
    if (isOperator(name)) return `"${name}" stands below a field.`
    return fieldMistake(value)
  })
}

function fieldMistake(value: unknown): string | null {
  // A value by itself is what the field has to equal.
  if (!isPlainObject(value)) return Array.isArray(value) ? 'A list stands below an operator.' : null
  return firstOf(Object.entries(value), ([name, operand]) => {
    if (isLogic(name)) return branchMistake(name, operand, fieldMistake)
    if (!isOperator(name) && name.startsWith('_')) return `"${name}" is no operator.`
    return operandMistake(name, operand)
  })
}

function operandMistake(name: string, operand: unknown): string | null {
  switch (name) {
    case '_some':
    case '_none':
      return ruleMistake(operand)
    case '_json':
      return isPlainObject(operand) ? firstOf(Object.values(operand), fieldMistake) : null
    case '_regex':
      return isPattern(operand) ? null : `"${String(operand)}" is no pattern.`
    default:
      return isOperator(name) ? null : fieldMistake(operand)
  }
}

function isLogic(name: string): boolean {
  return name === '_and' || name === '_or'
}

function branchMistake(
  name: string,
  branches: unknown,
  mistakeOf: (branch: unknown) => string | null,
): string | null {
  return Array.isArray(branches) ? firstOf(branches, mistakeOf) : `"${name}" has to be a list.`
}

function isPattern(operand: unknown): boolean {
  if (typeof operand !== 'string') return false
  const [, inner = operand] = /^\/([\s\S]*)\/[a-z]*$/.exec(operand) ?? []
  try {
    RE2JS.compile(inner)
    return true
  } catch (error) {
    if (error instanceof RE2JSException) return false
    throw error
  }
}

function firstOf<T>(parts: readonly T[], mistakeOf: (part: T) => string | null): string | null {
  for (const part of parts) {
    const mistake = mistakeOf(part)
    if (mistake !== null) return mistake
  }
  return null
}

import { expect, it } from 'vitest'
import { dialectFor } from '../../src/dialect/dialects.js'
import { InvalidQueryError } from '../../src/index.js'

/** Nested subqueries, and as many after them: the most memory that MariaDB takes for their number. */
function greedy(length: number): string {
  return `select (select 1 from \`t\` as \`a\` where ${rule('a', length)}) from \`t\` as \`b\` where ${rule('b', length)}`
}

function rule(outer: string, length: number): string {
  const conditions = Array.from({ length }, (_, index) => {
    const inner = `\`g${index}\``
    return `exists (select 1 from \`t\` as ${inner} where ${inner}.\`id\` = \`${outer}\`.\`id\` and ${inner}.\`id\` < 3)`
  })
  return conditions.join(' or ')
}

it('refuses what MariaDB has no memory for, by the number of its subqueries and columns', () => {
  const [mariadb, mysql] = [dialectFor('mariadb'), dialectFor('mysql')]
  expect(() => mariadb.checkStatement(greedy(200))).not.toThrow()
  expect(() => mariadb.checkStatement(greedy(300))).toThrow(InvalidQueryError)
  expect(() => mysql.checkStatement(greedy(300))).not.toThrow()
})

import type { CompiledQuery } from 'kysely'

const BEGIN = 'begin not atomic '
const END = '; end'

/** A statement and its parameters. */
export type Part = Pick<CompiledQuery, 'sql' | 'parameters'>

/** A statement without parameters. */
export function command(sql: string): Part {
  return { sql, parameters: [] }
}

/**
 * Several statements as one, which takes one round trip: MariaDB runs them in turn up to the first that
 * fails. The answer is that of those that answer rows.
 *
 * @see https://mariadb.com/kb/en/begin-end/
 *
 * @example
 * compound([command('insert into a (id) values (1)'), command('commit')]).sql
 * // 'begin not atomic insert into a (id) values (1); commit; end'
 */
export function compound(parts: readonly Part[]): Part {
  return {
    sql: `${BEGIN}${parts.map(({ sql }) => inner(sql)).join('; ')}${END}`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  }
}

/** What a compound statement holds stands among others as it is. */
function inner(sql: string): string {
  return isCompound(sql) ? sql.slice(BEGIN.length, -END.length) : sql
}

function isCompound(sql: string): boolean {
  return sql.startsWith(BEGIN) && sql.endsWith(END)
}

const KINDS = /^[\s(]*(?:select|with|values|insert|update|delete)\b/i
/** What would end the statement or hide the rest of the text, wherever it stands. */
const UNSAFE = /;|--|#|\/\*/

/** Whether a statement may stand beside others: it is a compound one, or certainly a single one of a kind that may. */
export function fitsCompound({ sql }: Part): boolean {
  return isCompound(sql) || (KINDS.test(sql) && !UNSAFE.test(sql))
}

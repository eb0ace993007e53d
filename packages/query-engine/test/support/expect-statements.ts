import { init, validate } from '@guanmingchiu/sqlparser-ts'
import * as polyglot from '@polyglot-sql/sdk'
import type { DialectName } from '@relvar/schema-introspect/model'
import { expect } from 'vitest'

/** What each vendor is sent; line breaks are for the reader. */
export type Expected = Readonly<Record<DialectName, string>>

/** Stands between the statements of one text. */
export const THEN = ' --- '

/** Compares what is sent with what is expected, all vendors at once, and asks a grammar about it. */
export async function expectStatements(sent: Expected, expected: Expected): Promise<void> {
  // MySQL and MariaDB quote with backticks, which would end the texts of a test.
  expect(mapped(sent, (text) => text.replaceAll('`', '"'))).toEqual(mapped(expected, line))
  await Promise.all([init(), polyglot.init()])
  for (const [name, text] of Object.entries(sent)) {
    for (const statement of text.split(THEN)) {
      assertGrammar(name as DialectName, statement)
      assertSecondGrammar(name as DialectName, statement)
    }
  }
}

function line(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function mapped(texts: Expected, change: (text: string) => string): Expected {
  const entries = Object.entries(texts).map(([name, text]) => [name, change(text)] as const)
  return Object.fromEntries(entries) as Record<DialectName, string>
}

const GRAMMARS = {
  sqlite: 'sqlite',
  postgres: 'postgresql',
  cockroachdb: 'postgresql',
  mariadb: 'mysql',
  mysql: 'mysql',
  mssql: 'mssql',
  oracle: 'oracle',
} as const

/** What the vendors document and the grammar at hand does not know: it is asked about the rest. */
const BEYOND: Readonly<Partial<Record<DialectName, readonly RegExp[]>>> = {
  cockroachdb: [/ from \[show statistics [^\]]+\]/g],
  sqlite: [/ glob \?(?: \|\| '')?/g],
  // A block of statements that is none of a procedure: https://mariadb.com/kb/en/begin-end/
  mariadb: [/ character set utf8mb4(?= path)/g, /^begin not atomic /g, /; end$/g],
  // A path of OPENJSON that is a parameter; OUTPUT before DEFAULT VALUES.
  mssql: [/, @\d+(?=\) as p )/g, / output [^;]* into @answers(?= default values)/g],
  oracle: [
    / format json/g,
    / with wrapper/g,
    / null on error/g,
    / null on null returning clob/g,
    / returning (?:varchar2\(4000\)|number|clob)/g,
    / into :\d+(?:, :\d+)*/g,
  ],
}

function assertGrammar(name: DialectName, statement: string): void {
  const known = (BEYOND[name] ?? []).reduce((text, words) => text.replaceAll(words, ''), statement)
  expect(() => validate(known, GRAMMARS[name]), `${name}: ${known}`).not.toThrow()
}

/** A grammar that knows what the two say of JSON and OUTPUT, and is asked about their whole statements. */
const SECOND: Readonly<Partial<Record<DialectName, 'tsql' | 'oracle'>>> = {
  mssql: 'tsql',
  oracle: 'oracle',
}

/** What that one does not know. */
const BEYOND_SECOND: readonly RegExp[] = [
  // RETURNING ... INTO the variables of a driver; the type that JSON_SERIALIZE returns; a path of OPENJSON
  // that is a parameter; IF without a block.
  / into :\d+(?:, :\d+)*/g,
  /(?<=json_serialize\([^()]+) returning clob(?=\))/g,
  /, @\d+(?=\) as p )/g,
  / if columnproperty\(.*?\) = 1(?= set identity_insert)/g,
]

function assertSecondGrammar(name: DialectName, statement: string): void {
  const grammar = SECOND[name]
  if (grammar === undefined) return
  const known = BEYOND_SECOND.reduce((text, words) => text.replaceAll(words, ''), statement)
  const { errors } = polyglot.validate(known, grammar)
  expect(errors, `${name}: ${known}`).toEqual([])
}

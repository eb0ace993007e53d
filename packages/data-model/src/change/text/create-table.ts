import { SchemaChangedError } from '../errors.js'
import { bareName, closingOf, isWord, type Token, tokensOf } from './tokens.js'

/** One definition of the list in CREATE TABLE, where it stands in the text. */
export interface Definition {
  readonly kind: 'column' | 'constraint'
  /** The name of a column, without quotes; null for a constraint. */
  readonly name: string | null
  readonly start: number
  readonly end: number
}

const CONSTRAINT_WORDS: ReadonlySet<string> = new Set([
  'constraint',
  'primary',
  'unique',
  'check',
  'foreign',
])

/**
 * A `create table` statement as the database keeps it, edited in place: what is not touched stays as its
 * author wrote it, comments and options included. SQLite, and what SHOW CREATE TABLE of MySQL and MariaDB
 * prints.
 */
export class CreateTableText {
  readonly sql: string
  readonly #backslashes: boolean

  /** @param backslashes texts in it are written with them, as MySQL and MariaDB do */
  constructor(sql: string, backslashes = false) {
    this.sql = sql
    this.#backslashes = backslashes
  }

  get definitions(): readonly Definition[] {
    const tokens = this.#tokens()
    const open = tokens.findIndex(({ text }) => text === '(')
    return split(tokens, open + 1, closingOf(tokens, open)).map((part) => this.#toDefinition(part))
  }

  /**
   * The definition of that column, its name in any case.
   *
   * @throws SchemaChangedError where it is gone: the text is of now, whoever asks goes by an earlier model
   */
  column(name: string): Definition {
    const found = this.definitions.find(
      (each) => each.name !== null && each.name.toLowerCase() === name.toLowerCase(),
    )
    if (found !== undefined) return found
    throw new SchemaChangedError({
      cause: new Error(`There is no column "${name}" in: ${this.sql}`),
    })
  }

  textOf({ start, end }: Definition): string {
    return this.sql.slice(start, end)
  }

  /** What follows the list: `strict`, `without rowid`, options of MySQL. */
  get options(): string {
    const tokens = this.#tokens()
    const close = closingOf(
      tokens,
      tokens.findIndex(({ text }) => text === '('),
    )
    return this.sql.slice(tokens[close]?.end)
  }

  replaced(definition: Definition, text: string): CreateTableText {
    return this.#with(definition.start, definition.end, text)
  }

  /** Without a definition and the comma before or behind it. */
  without(definition: Definition): CreateTableText {
    const all = this.definitions
    const index = all.findIndex(({ start }) => start === definition.start)
    const next = all[index + 1]
    if (next !== undefined) return this.#with(definition.start, next.start, '')
    return this.#with(all[index - 1]?.end ?? definition.start, definition.end, '')
  }

  /** With a further column behind the others. */
  withColumn(text: string): CreateTableText {
    const last = this.definitions.filter(({ kind }) => kind === 'column').at(-1)
    return this.#insertedAfter(last, text)
  }

  /** With a further constraint at the end of the list. */
  withConstraint(text: string): CreateTableText {
    return this.#insertedAfter(this.definitions.at(-1), text)
  }

  /** The same table under another name, which is quoted already. */
  named(name: string): CreateTableText {
    const tokens = this.#tokens()
    const open = tokens.findIndex(({ text }) => text === '(')
    const first = tokens.findIndex((token) => isWord(token, 'table')) + 1
    return this.#with(tokens[first]?.start ?? 0, tokens[open - 1]?.end ?? 0, name)
  }

  /** With every token changed that `change` gives another text for; it is told the tokens around. */
  mapped(change: (tokens: readonly Token[], index: number) => string | null): CreateTableText {
    const tokens = this.#tokens()
    let text = ''
    let place = 0
    for (const [index, token] of tokens.entries()) {
      const changed = change(tokens, index)
      if (changed === null) continue
      text += this.sql.slice(place, token.start) + changed
      place = token.end
    }
    return new CreateTableText(text + this.sql.slice(place), this.#backslashes)
  }

  #insertedAfter(definition: Definition | undefined, text: string): CreateTableText {
    const place = definition?.end ?? this.sql.length
    return this.#with(place, place, `,\n  ${text}`)
  }

  #with(start: number, end: number, text: string): CreateTableText {
    const sql = this.sql.slice(0, start) + text + this.sql.slice(end)
    return new CreateTableText(sql, this.#backslashes)
  }

  #tokens(): readonly Token[] {
    return tokensOf(this.sql, this.#backslashes)
  }

  #toDefinition(tokens: readonly Token[]): Definition {
    const [first] = tokens
    const last = tokens.at(-1)
    const word = first?.text.toLowerCase() ?? ''
    // MySQL quotes every name there, so that any bare word begins a key.
    const isConstraint = CONSTRAINT_WORDS.has(word) || (this.#backslashes && !/^["`]/.test(word))
    return {
      kind: isConstraint ? 'constraint' : 'column',
      name: isConstraint ? null : bareName(first?.text ?? ''),
      start: first?.start ?? 0,
      end: last?.end ?? 0,
    }
  }
}

/** The tokens between two commas each, those within parentheses aside. */
function split(tokens: readonly Token[], from: number, to: number): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens.slice(from, to)) {
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    if (token.text === ',' && depth === 0) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts.filter((part) => part.length > 0)
}

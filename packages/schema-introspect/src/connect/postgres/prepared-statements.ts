import { createHash } from 'node:crypto'
import type { AnswerColumns } from './prepared-query.js'

const MAX_STATEMENTS = 256

/** A statement that a connection keeps prepared on the server, or is about to. */
export interface PreparedStatement {
  readonly name: string
  /** Known once it has run. */
  answer: AnswerColumns | undefined
}

/**
 * Which statements one connection keeps prepared on the server: the ones used last, so that
 * neither side fills up. A text gets a name when it comes a second time; most texts never do.
 */
export class PreparedStatements {
  readonly #statements = new Map<string, PreparedStatement>()
  readonly #seenOnce = new Set<string>()
  #generation = 0

  /** The statement of a text, undefined for one that is not worth preparing or has no room yet. */
  statementFor(sql: string): PreparedStatement | undefined {
    return this.known(sql) ?? this.#admit(sql)
  }

  /** The statement of a text that has one. */
  known(sql: string): PreparedStatement | undefined {
    const statement = this.#statements.get(sql)
    if (statement === undefined) return undefined
    this.#statements.delete(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  /** The server no longer knows the statement as we do. Answers the name to be deallocated. */
  forget(sql: string): string | undefined {
    const statement = this.#statements.get(sql)
    this.#statements.delete(sql)
    return statement?.name
  }

  /** The name of the statement that has to go before another can be prepared. */
  evict(): string | undefined {
    if (this.#statements.size <= MAX_STATEMENTS) return undefined
    const [oldest] = this.#statements.keys()
    return oldest === undefined ? undefined : this.forget(oldest)
  }

  #admit(sql: string): PreparedStatement | undefined {
    if (!this.#seenOnce.delete(sql)) {
      if (this.#seenOnce.size >= MAX_STATEMENTS) this.#seenOnce.clear()
      this.#seenOnce.add(sql)
      return undefined
    }
    // A name is never used twice: pg remembers the text of each, also after it was deallocated.
    const hash = createHash('sha1').update(sql).digest('hex').slice(0, 16)
    const name = `relvar_${hash}_${this.#generation++}`
    const statement = { name, answer: undefined }
    this.#statements.set(sql, statement)
    return statement
  }
}

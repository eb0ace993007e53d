import {
  type CompiledQuery,
  type QueryId,
  type RootOperationNode,
  SqliteQueryCompiler,
} from 'kysely'
import { SharedParameters } from '../shared-parameter.js'

/**
 * Names a parameter that stood in the statement before by its number, so that it is sent once: a comparison of
 * dates looks at its bound six times. A bare `?` has the number after the largest one so far.
 *
 * @see https://www.sqlite.org/lang_expr.html#varparam
 */
export class RelvarSqliteCompiler extends SqliteQueryCompiler {
  /** Those of the statement that is being compiled. */
  readonly #shared = new SharedParameters()

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    this.#shared.clear()
    return super.compileQuery(node, queryId)
  }

  protected override appendValue(parameter: unknown): void {
    const known = this.#shared.numberOf(parameter)
    if (known !== undefined) {
      this.append(`?${known}`)
      return
    }
    super.appendValue(parameter)
    this.#shared.note(parameter, this.numParameters)
  }
}

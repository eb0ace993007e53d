import {
  type CompiledQuery,
  PostgresQueryCompiler,
  type QueryId,
  type RootOperationNode,
} from 'kysely'
import { SharedParameters } from '../shared-parameter.js'

/**
 * Names a parameter that stands in several places by one number, so that it is sent, and read by the
 * server, once: rules of rights say the same about many columns.
 */
export class RelvarPostgresCompiler extends PostgresQueryCompiler {
  /** Those of the statement that is being compiled. */
  readonly #shared = new SharedParameters()

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    this.#shared.clear()
    return super.compileQuery(node, queryId)
  }

  protected override appendValue(parameter: unknown): void {
    const known = this.#shared.numberOf(parameter)
    if (known !== undefined) {
      this.append(`$${known}`)
      return
    }
    super.appendValue(parameter)
    this.#shared.note(parameter, this.numParameters)
  }
}

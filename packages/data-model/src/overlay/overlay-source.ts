import type { SchemaSource, Session, SystemNames } from '@relvar/query-engine'
import {
  applyOverlay,
  type OverlayProblem,
  overlayProblems,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import { overlayOf } from './overlay-of.js'
import { NO_ROWS, type OverlayRows, readOverlayRows } from './overlay-rows.js'

/** What people have said about their tables, held in memory and laid over whatever schema there is. */
export interface OverlaySource {
  /** Reads everything anew; `session` has to pass every policy. */
  read(session: Session, names: SystemNames): Promise<void>
  /** A schema with what was read last laid over it: the same object for the same schema, until it is read anew. */
  apply(model: SchemaModel): SchemaModel
  /** A source of schemas, with the overlay laid over each. */
  over(source: SchemaSource): Required<SchemaSource>
  /** What was said of names that a schema does not have. */
  problems(model: SchemaModel): readonly OverlayProblem[]
}

/**
 * An overlay of nothing, until it is read.
 *
 * @example
 * const overlay = createOverlay()
 * const schema = overlay.over({ current: () => system.withTables(watch.current()) })
 * const engine = createEngine({ db, schema, policy })
 * await overlay.read(engine.as(SYSTEM), system)
 */
export function createOverlay(): OverlaySource {
  return new HeldOverlay()
}

class HeldOverlay implements OverlaySource {
  #rows: OverlayRows = NO_ROWS
  /** Schemas that the rows were laid over. */
  #laid = new WeakMap<SchemaModel, SchemaModel>()
  #begun = 0
  #shown = 0

  async read(session: Session, names: SystemNames): Promise<void> {
    const number = ++this.#begun
    const rows = await readOverlayRows(session, names)
    // An earlier read that took longer must not bring back what was said before.
    if (number < this.#shown) return
    this.#shown = number
    this.#rows = rows
    this.#laid = new WeakMap()
  }

  apply(model: SchemaModel): SchemaModel {
    const known = this.#laid.get(model)
    if (known !== undefined) return known
    const isEmpty = Object.values(this.#rows).every((rows: readonly unknown[]) => rows.length === 0)
    const laid = isEmpty ? model : applyOverlay(model, overlayOf(this.#rows, model))
    this.#laid.set(model, laid)
    return laid
  }

  over(source: SchemaSource): Required<SchemaSource> {
    const current = (): SchemaModel => this.apply(source.current())
    return {
      current,
      refresh: async () =>
        source.refresh === undefined ? current() : this.apply(await source.refresh()),
    }
  }

  problems(model: SchemaModel): readonly OverlayProblem[] {
    return overlayProblems(model, overlayOf(this.#rows, model))
  }
}

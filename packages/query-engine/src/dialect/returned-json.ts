import { sql } from 'kysely'
import type { LevelSql, ReturnedJson, Sql } from './dialect.js'

interface OwnColumns extends Pick<ReturnedJson, 'alias' | 'insert' | 'update' | 'readsAside'> {
  /** The columns of the row as JSON text. */
  readonly text: (level: LevelSql) => Sql
}

/** Answers of a database that knows no more than the row itself where a statement returns it. */
export function ownColumns({ text, ...parts }: OwnColumns): ReturnedJson {
  return {
    ...parts,
    from: null,
    // https://www.sqlite.org/lang_update.html: no lock there; CockroachDB promises none in FROM.
    former: false,
    together: null,
    row: (level, condition) =>
      condition === null ? text(level) : sql`case when ${condition} then ${text(level)} end`,
  }
}

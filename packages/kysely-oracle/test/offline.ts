import { DummyDriver, Kysely } from 'kysely'
import { OracleAdapter, OracleIntrospector, OracleQueryCompiler } from '../src/index.js'

/** Compiles, and runs nothing. */
export function offline<T>(): Kysely<T> {
  return new Kysely<T>({
    dialect: {
      createAdapter: () => new OracleAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new OracleIntrospector(db),
      createQueryCompiler: () => new OracleQueryCompiler(),
    },
  })
}

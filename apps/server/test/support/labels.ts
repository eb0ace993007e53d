import { plainSql, type TestDatabase, type TestDialect } from '@relvar/test-databases'

const STATEMENTS = [
  'create table labels (name varchar(40) not null primary key, note varchar(40))',
  "insert into labels (name, note) values ('alpha', 'first')",
  "insert into labels (name, note) values ('omega', 'last')",
]

/** A user's database with a table that numbers nothing, so that a write can be taken back without a trace. */
export async function createLabels(dialect: TestDialect): Promise<TestDatabase> {
  const database = await dialect.createDatabase()
  await database.execute(STATEMENTS.map((each) => plainSql(dialect.name, each)))
  return database
}

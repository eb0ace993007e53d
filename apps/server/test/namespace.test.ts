import { DIALECTS, type TestDatabase } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { createLabels } from './support/labels.js'
import { customOf, homeOf, makeTableIn, namespacesOf } from './support/namespaces.js'
import { serve, type TestServer } from './support/running-server.js'
import { useServer } from './support/use-everything.js'

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'SYSTEM_NAMESPACE on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('says where our tables lie, which are never served as the user’s', async () => {
      await using database = await createLabels(dialect)
      // The database goes with everything that begins with its name.
      const namespace = `${customOf(database)}_books`
      const env = { DATABASE_URL: database.url, SYSTEM_NAMESPACE: namespace }
      await using first = await serve(env)
      await useServer(first)
      const schemas = [homeOf(database), namespace].join()
      await using server = await serve({ ...env, DB_SCHEMAS: schemas })
      expect(await collectionsOf(server)).toEqual(['labels'])
      for (const table of ['users', `${namespace}.users`, 'relvar_users', `${namespace}.sessions`])
        expect([table, (await server.request(`/items/${table}`)).status]).toEqual([table, 403])
      expect(await server.json('/users?aggregate[count]=*')).toEqual({ data: [{ count: '2' }] })
      const found = JSON.stringify(await namespacesOf(database))
      if (dialect.name !== 'sqlite') expect(found).toContain(`"${namespace}"`)
      expect(found).not.toContain(`"${customOf(database)}"`)
      await dropNamespace(database, namespace)
    })

    test('has to be a place that holds nothing else', async () => {
      await using database = await createLabels(dialect)
      const namespace = dialect.name === 'sqlite' ? 'relvar' : homeOf(database)
      await makeTableIn(database, namespace)
      const env = { DATABASE_URL: database.url, SYSTEM_NAMESPACE: namespace }
      await using server = await serve(env, { wait: false })
      await expect(server.reached).rejects.toThrow(/"precious".*SYSTEM_NAMESPACE.*METADATA_URL/)
      expect(await database.query('select name from labels')).toHaveLength(2)
    })
  },
)

async function collectionsOf(server: TestServer): Promise<readonly string[]> {
  const { paths } = (await server.json('/server/specs/oas')) as { readonly paths: object }
  const items = Object.keys(paths).flatMap((path) => /^\/items\/([^/]+)$/.exec(path)?.[1] ?? [])
  return items.toSorted()
}

/** A database of MariaDB stands for itself; a schema and a file go with the user's. */
async function dropNamespace({ url, execute }: TestDatabase, namespace: string): Promise<void> {
  if (/^(mysql|mariadb):/.test(url)) await execute(`drop database ${namespace}`)
}

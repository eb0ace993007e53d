import {
  createCollection,
  createDirectus,
  createField,
  createItem,
  createRelation,
  deleteCollection,
  deleteField,
  deleteRelation,
  readCollection,
  readCollections,
  readField,
  readFields,
  readFieldsByCollection,
  readItems,
  readRelation,
  readRelationByCollection,
  readRelations,
  rest,
  staticToken,
  updateCollection,
  updateCollectionsBatch,
  updateField,
  updateFields,
  updateRelation,
} from '@directus/sdk'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve } from '../support/running-server.js'
import { createLibrary } from './library.js'

/** The tables of the library, and those that are made here. */
interface Library {
  readonly books: { id: number; title: string }[]
  readonly loans: { id: string; book: number | null; days: number; returned: boolean }[]
}

describe.each(DIALECTS)('the published SDK of this wire shapes $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'makes, changes and drops collections, fields and relations',
    async () => {
      await using database = await createLibrary(dialect)
      await using server = await serve({ DATABASE_URL: database.url, SYSTEM_PREFIX: 'directus_' })
      const client = createDirectus<Library>(server.address)
        .with(staticToken(ADMINISTRATOR.token))
        .with(rest())

      const loans = await client.request(
        createCollection({
          collection: 'loans',
          schema: { name: 'loans' },
          meta: { icon: 'sync_alt', note: 'Who has what' },
          fields: [
            {
              field: 'id',
              type: 'uuid',
              schema: { is_primary_key: true },
              meta: { special: ['uuid'] },
            },
            { field: 'days', type: 'integer', schema: { default_value: 14 }, meta: {} },
          ],
        }),
      )
      expect(loans).toMatchObject({ collection: 'loans', meta: { icon: 'sync_alt' } })
      expect(await client.request(readCollection('loans'))).toEqual(loans)
      const names = (await client.request(readCollections())).map(({ collection }) => collection)
      expect(names).toEqual(expect.arrayContaining(['loans', 'books', 'directus_users']))
      const renoted = await client.request(updateCollection('loans', { meta: { note: 'Lent' } }))
      expect(renoted.meta).toMatchObject({ note: 'Lent', icon: 'sync_alt' })
      const batch = [{ collection: 'loans', meta: { hidden: true } }]
      expect(await client.request(updateCollectionsBatch(batch))).toMatchObject(batch)

      const returned = { field: 'returned', type: 'boolean', schema: { default_value: false } }
      expect(await client.request(createField('loans', { ...returned, meta: {} }))).toMatchObject({
        collection: 'loans',
        ...returned,
        meta: { sort: 3 },
      })
      await client.request(
        createField('loans', { field: 'book', type: 'integer', meta: { special: ['m2o'] } }),
      )
      const field = await client.request(readField('loans', 'days'))
      const sent = { ...field, schema: { ...field.schema, is_nullable: false } }
      expect(await client.request(updateField('loans', 'days', sent))).toEqual(sent)
      const both = [
        { field: 'days', meta: { sort: 9 } },
        { field: 'returned', meta: { sort: 8 } },
      ]
      expect(await client.request(updateFields('loans', both))).toHaveLength(2)
      const fields = await client.request(readFieldsByCollection('loans'))
      expect(fields.map((each) => each.field)).toEqual(['id', 'days', 'returned', 'book'])
      expect(await client.request(readFields())).toEqual(expect.arrayContaining([...fields]))

      const link = { collection: 'loans', field: 'book', related_collection: 'books' }
      const related = await client.request(
        createRelation({ ...link, schema: { on_delete: 'SET NULL' }, meta: { one_field: null } }),
      )
      expect(related).toMatchObject({ ...link, schema: { on_delete: 'SET NULL' } })
      expect(await client.request(readRelation('loans', 'book'))).toEqual(related)
      expect(await client.request(readRelationByCollection('loans'))).toEqual([related])
      expect(await client.request(readRelations())).toContainEqual(related)
      const cascade = { schema: { on_delete: 'CASCADE' as const } }
      expect(await client.request(updateRelation('loans', 'book', cascade))).toMatchObject(cascade)

      const { id } = await client.request(createItem('loans', { book: 1 }))
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      expect(await client.request(readItems('loans'))).toEqual([
        { id, book: 1, days: 14, returned: false },
      ])

      await client.request(deleteRelation('loans', 'book'))
      expect(await client.request(readRelationByCollection('loans'))).toEqual([])
      await client.request(deleteField('loans', 'book'))
      expect(await client.request(readItems('loans'))).toEqual([{ id, days: 14, returned: false }])
      await client.request(deleteCollection('loans'))
      await expect(client.request(readCollection('loans'))).rejects.toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      })
    },
  )
})

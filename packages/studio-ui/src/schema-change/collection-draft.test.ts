import { expect, it } from 'vitest'
import { collectionRequest, emptyCollection } from './collection-draft.js'

const status = { draft: 'Draft', published: 'Published', archived: 'Archived' }

it('makes a collection with a key of its type and the fields that are wanted, by their names', () => {
  const request = collectionRequest(
    {
      ...emptyCollection,
      name: 'orders',
      fields: {
        ...emptyCollection.fields,
        'date-created': { isWanted: true, name: 'create_at' },
      },
    },
    status,
  )
  expect(request).toMatchObject({
    method: 'POST',
    path: '/collections',
    body: {
      collection: 'orders',
      schema: {},
      fields: [
        { field: 'id', type: 'integer', schema: { has_auto_increment: true } },
        { field: 'create_at', type: 'timestamp', meta: { special: ['date-created'] } },
      ],
    },
  })
})

it('fills keys that are UUIDs, and says nothing of those that people write', () => {
  const keyOf = (keyType: 'uuid-v7' | 'string') =>
    collectionRequest({ ...emptyCollection, name: 'a', keyType }, status)?.body
  expect(keyOf('uuid-v7')).toMatchObject({
    fields: [{ type: 'uuid', meta: { special: ['uuid-v7'] } }],
  })
  expect(keyOf('string')).toMatchObject({ fields: [{ type: 'string', meta: { required: true } }] })
})

it('has a status archive items, and a sort field order them', () => {
  const fields = {
    ...emptyCollection.fields,
    status: { isWanted: true, name: 'state' },
    sort: { isWanted: true, name: 'rank' },
  }
  expect(collectionRequest({ ...emptyCollection, name: 'a', fields }, status)?.body).toMatchObject({
    meta: { archive_field: 'state', archive_value: 'archived', sort_field: 'rank' },
  })
})

it('is not ready while a name is missing or stands twice', () => {
  expect(collectionRequest(emptyCollection, status)).toBeNull()
  const fields = { ...emptyCollection.fields, sort: { isWanted: true, name: 'id' } }
  expect(collectionRequest({ ...emptyCollection, name: 'a', fields }, status)).toBeNull()
})

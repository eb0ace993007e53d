import { describe, expect, it } from 'vitest'
import type { WireRelation } from '../wire/objects.js'
import { followPath, linksOf, placeOf } from './field-place.js'

function link(collection: string, field: string, target: string, list: string | null = null) {
  const relation: WireRelation = {
    collection,
    field,
    related_collection: target,
    related_field: list,
    meta: null,
    schema: { column: field, foreign_key_column: 'id' },
  }
  return relation
}

const relations = [
  link('albums', 'artist_id', 'artists', 'albums'),
  link('tracks', 'album_id', 'albums'),
]
const words = { some: 'some', none: 'none' }

describe('a path of a filter', () => {
  it('leads through links, lists and functions to a field', () => {
    const place = (...path: readonly string[]) => placeOf('tracks', path, relations, words)
    expect(place('name')).toEqual({ collection: 'tracks', field: 'name', function: null, way: [] })
    expect(place('album_id', 'artist_id', 'year(born)')).toEqual({
      collection: 'artists',
      field: 'born',
      function: 'year',
      way: ['Album', 'Artist'],
    })
    // A link itself is a field, which holds a key.
    expect(place('album_id')).toMatchObject({ collection: 'tracks', field: 'album_id' })
    expect(place('gone', 'name')).toBeNull()
  })

  it('leads to lists, by the name they have or by the link that leads back', () => {
    expect(placeOf('artists', ['albums', '_none', 'title'], relations, words)).toMatchObject({
      collection: 'albums',
      field: 'title',
      way: ['Albums (none)'],
    })
    expect(placeOf('artists', ['count(albums)'], relations, words)).toMatchObject({
      field: null,
      function: 'count',
    })
    expect(linksOf('albums', relations).map(({ key }) => key)).toEqual([
      'artist_id',
      '$FOLLOW(tracks,album_id)',
    ])
    expect(followPath('albums', ['$FOLLOW(tracks,album_id)'], relations, words)).toMatchObject({
      collection: 'tracks',
    })
  })
})

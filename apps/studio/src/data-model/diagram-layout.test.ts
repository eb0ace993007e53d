import type { WireCollection, WireField, WireRelation } from '@relvar/studio-ui'
import { expect, it } from 'vitest'
import { layOut } from './diagram-layout.js'
import { diagramSvg } from './diagram-svg.js'

const tables = (names: readonly string[]): WireCollection[] =>
  names.map((collection) => ({ collection, meta: null, schema: null }))

const column = (collection: string, field: string): WireField =>
  ({
    collection,
    field,
    type: 'integer',
    meta: null,
    schema: { is_primary_key: false },
  }) as WireField

const link = (collection: string, related: string): WireRelation => ({
  collection,
  field: 'other',
  related_collection: related,
  related_field: null,
  meta: null,
  schema: { column: 'other', foreign_key_column: 'id' },
})

it('lets no table stand on another, linked or alone', () => {
  const names = Array.from({ length: 60 }, (_, index) => `table ${index}`)
  const fields = names.flatMap((name) => ['id', 'other', 'third'].map((each) => column(name, each)))
  const relations = names.slice(0, 30).map((name, index) => link(name, `table ${index >> 1}`))
  const { tables: placed } = layOut(tables(names), fields, relations)
  expect(placed).toHaveLength(60)
  const overlaps = placed.flatMap((a, index) =>
    placed
      .slice(index + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      ),
  )
  expect(overlaps).toEqual([])
})

it('leaves out links to what is not shown, and says how many columns are not drawn', () => {
  const fields = Array.from({ length: 20 }, (_, index) => column('a', `c${index}`))
  const diagram = layOut(tables(['a']), fields, [link('a', 'relvar_users')])
  expect(diagram.links).toEqual([])
  expect(diagram.tables[0]).toMatchObject({ more: 8 })
})

it('writes a picture in which names are no markup', () => {
  const svg = diagramSvg(layOut(tables(['a<b']), [column('a<b', '"x" & y')], []))
  expect(svg).toContain('a&lt;b')
  expect(svg).toContain('&quot;x&quot; &amp; y')
})

import { odditiesFixture, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/index.js'
import { SUPPORTED, useFixture } from '../../support/fixture.js'
import { declaredLinks } from './declared-links.js'

const made = { created_at: '2024-01-01T00:00:00Z' }

describe.each(SUPPORTED)('writes nested through junctions on $name', (dialect) => {
  const shop = useFixture(dialect, shopFixture)
  const odd = useFixture(dialect, odditiesFixture, { overlay: declaredLinks })
  const test = it.skipIf(dialect.skip)

  const first = async (table: string, item: Row): Promise<number> => {
    const [key] = await shop.session.create(table, [item])
    return Number(key?.['id'])
  }
  const tagsOf = (id: number) =>
    shop.facts(`select tag_id from product_tags where product_id = ${id} order by tag_id`)

  test('whose key is made of its links', async () => {
    const id = await first('products', {
      sku: 'J-1',
      name: 'j',
      price: 1,
      ...made,
      product_tags: [{ tag_id: 1 }, { tag_id: { name: 'brand new' } }],
    })
    const [[fresh]] = (await shop.facts(`select id from tags where name = 'brand new'`)) as [
      [number],
    ]
    expect(await tagsOf(id)).toEqual([[1], [fresh]])
    await shop.session.update(
      'products',
      { keys: [id] },
      { product_tags: [{ tag_id: { id: fresh, name: 'renamed' } }, { tag_id: 2 }] },
    )
    expect(await tagsOf(id)).toEqual([[2], [fresh]])
    expect(await shop.facts(`select name from tags where id = ${fresh}`)).toEqual([['renamed']])
    const product_tags = { create: [{ tag_id: 3 }], delete: [`${id},2`] }
    await shop.session.update('products', { keys: [id] }, { product_tags })
    expect(await tagsOf(id)).toEqual([[3], [fresh]])
  })

  test('with a key and data of their own, deleting what is taken out', async () => {
    const [ann] = await odd.session.create('students', [
      {
        name: 'Zoe',
        courses: [{ course_id: 1, grade: '2.0' }, { course_id: { title: 'Drama' } }],
      },
    ])
    const rows = () =>
      odd.facts(
        `select c.title, e.grade, e.sort from enrolments e join courses c on c.id = e.course_id where e.student_id = ${String(ann?.['id'])} order by c.title`,
      )
    // The basic form leaves the order alone, the detailed one goes on at its end.
    expect(await rows()).toEqual([
      ['Algebra', 2, null],
      ['Drama', null, null],
    ])
    const [[algebra]] = (await odd.facts(
      `select e.id from enrolments e where e.student_id = ${String(ann?.['id'])} and e.course_id = 1`,
    )) as [[number]]
    const keys = [ann ?? 0]
    await odd.session.update('students', { keys }, { courses: [{ id: algebra, sort: 4 }] })
    expect(await rows()).toEqual([['Algebra', 2, 4]])
    const create = [{ course_id: 2 }, { course_id: 3, sort: 1 }]
    await odd.session.update('students', { keys }, { courses: { create } })
    expect(await rows()).toEqual([
      ['Algebra', 2, 4],
      ['Botany', null, 5],
      ['Chess', null, 1],
    ])
    await odd.session.update('students', { keys }, { courses: { delete: [algebra] } })
    expect(await odd.facts(`select count(*) from enrolments where id = ${algebra}`)).toEqual([[0]])
  })
})

import { anonymous, type Row } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { forgetHistory } from '../src/index.js'
import { EDITOR, editor, openPlace, READER, reader } from './place.js'

describe.each(DIALECTS)('history on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('tells who did what from where, and how each row was', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    await session.create('orders', [{ id: 7, status: 'new' }])
    await session.update('orders', { keys: [7] }, { status: 'sent' })
    await session.delete('orders', { keys: [7] })
    const facts = {
      user: EDITOR,
      ip: '192.0.2.7',
      user_agent: 'curl/8',
      origin: 'https://app.example',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      collection: 'orders',
      item: '7',
    }
    expect(await place.activity()).toEqual([
      { id: 1, action: 'create', ...facts, revisions: [1] },
      { id: 2, action: 'update', ...facts, revisions: [2] },
      { id: 3, action: 'delete', ...facts, revisions: [] },
    ])
    const row = { id: 7, status: 'new', password: null, note: null }
    const rest = { collection: 'orders', item: '7', parent: null, version: null }
    expect(await place.revisions()).toEqual([
      { id: 1, activity: 1, ...rest, data: row, delta: { id: 7, status: 'new' } },
      { id: 2, activity: 2, ...rest, data: { ...row, status: 'sent' }, delta: { status: 'sent' } },
    ])
  })

  test('takes headers of any length, and actors whose ids are no users', async () => {
    await using place = await openPlace(dialect)
    const long = 'x'.repeat(70_000)
    const session = place.as({ ...editor, id: 'cron', ip: long, userAgent: long, origin: long })
    await session.update('orders', { keys: [1] }, { status: 'sent' })
    const [activity] = await place.activity()
    expect(activity).toMatchObject({ user: null, ip: 'x'.repeat(64), origin: 'x'.repeat(255) })
    expect(String(activity?.['user_agent'])).toHaveLength(1000)
  })

  test('has nothing of what was undone', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    const undone = session.transaction(async (inner) => {
      await inner.create('orders', [{ id: 7, status: 'new' }])
      await inner.update('orders', { keys: [1] }, { status: 'sent' })
      throw new Error('changed my mind')
    })
    await expect(undone).rejects.toThrow('changed my mind')
    await expect(session.create('orders', [{ id: 8 }, { id: 1 }])).rejects.toThrow('unique')
    expect([await place.activity(), await place.revisions()]).toEqual([[], []])
  })

  test('has nothing of rows that were not there, or stayed as they were', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    await session.update('orders', { keys: [4711] }, { status: 'x' })
    await session.update('orders', { keys: [1] }, { status: 'new' })
    await session.update('orders', { keys: [1] }, {})
    await session.delete('orders', { keys: [4711] })
    expect(await place.activity()).toEqual([])
    await session.update('orders', { keys: [1, 2] }, { status: 'sent' })
    expect(await place.activity()).toMatchObject([{ item: '1' }])
  })

  test('is kept as a collection says, and not of what Relvar does', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    for (const table of ['quiet', 'counted']) {
      await session.create(table, [{ id: 1, name: 'a' }])
      await session.update(table, { keys: [1] }, { name: 'b' })
      await session.delete(table, { keys: [1] })
    }
    await place.system.update('orders', { keys: [1] }, { status: 'sent' })
    const seen = await place.activity()
    expect(seen.map(({ collection, action }) => [collection, action])).toEqual([
      ['counted', 'create'],
      ['counted', 'update'],
      ['counted', 'delete'],
    ])
    expect(await place.revisions()).toEqual([])
  })

  test('ties revisions of nested rows to that of the row around them', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    await session.create('orders', [
      {
        id: 7,
        parts: [
          { line: 1, item: 'a' },
          { line: 2, item: 'b' },
        ],
      },
      { id: 8, parts: [{ line: 1, item: 'c' }] },
    ])
    await session.update('parts', { keys: ['7,1'] }, { order_id: { id: 7, status: 'open' } })
    await session.create('parts', [
      { order_id: { id: 9, status: 'by line' }, line: 1 },
      { order_id: { id: 10, status: 'by line' }, line: 1 },
    ])
    const revisions = await place.revisions()
    const nameOf = (id: unknown): string | null => {
      const found = revisions.find((each) => each['id'] === id)
      return found === undefined ? null : `${String(found['collection'])}/${String(found['item'])}`
    }
    expect(revisions.map(({ id, parent }) => [nameOf(id), nameOf(parent)])).toEqual([
      ['parts/7,1', 'orders/7'],
      ['parts/7,2', 'orders/7'],
      ['parts/8,1', 'orders/8'],
      ['orders/7', null],
      ['orders/8', null],
      // The line itself stays as it was.
      ['orders/7', null],
      ['orders/9', 'parts/9,1'],
      ['orders/10', 'parts/10,1'],
      ['parts/9,1', null],
      ['parts/10,1', null],
    ])
  })

  test('never holds a secret, in no column of ours', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    await session.create('orders', [{ id: 7, password: 'canary-created' }])
    await session.update('orders', { keys: [1, 7] }, { password: 'canary-updated' })
    await session.updateEach('orders', [
      { id: 1, password: 'canary-each-1', note: 'x' },
      { id: 7, password: 'canary-each-7', note: 'y' },
    ])
    await session.delete('orders', { keys: [7] })
    const kept = JSON.stringify([await place.activity(), await place.revisions()])
    expect(kept).not.toContain('canary')
    const deltas = (await place.revisions()).map(({ delta }) => (delta as Row)['password'])
    expect(deltas).toEqual(Array.from({ length: 5 }, () => '**********'))
  })

  test('tells long keys apart, and lets no write fail because of one', async () => {
    await using place = await openPlace(dialect)
    const keys = ['a', 'b'].map((end) => `${'k'.repeat(600)}${end}`)
    await place.as(editor).create(
      'named',
      keys.map((name) => ({ name })),
    )
    const items = (await place.revisions()).map(({ item }) => String(item))
    expect(new Set(items).size).toBe(2)
    expect(items.every((item) => item.length === 500)).toBe(true)
  })

  test('takes a call of a thousand rows, and many calls at once', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    const items = Array.from({ length: 1000 }, (_, index) => ({ id: 1000 + index, status: 's' }))
    await session.create('orders', items)
    const revisions = await place.revisions({ collection: { _eq: 'orders' } })
    expect(revisions.map(({ item }) => item)).toEqual(items.map(({ id }) => String(id)))
    const activities = await place.activity()
    expect(revisions.map(({ activity }) => activity)).toEqual(activities.map(({ id }) => id))
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        session.update('orders', { keys: [1] }, { note: `by ${index}` }),
      ),
    )
    const deltas = (await place.revisions({ item: { _eq: '1' } })).map(({ delta, data }) => {
      expect(data).toMatchObject(delta as Row)
      return (delta as Row)['note']
    })
    expect(new Set(deltas).size).toBe(40)
  })

  test('is forgotten when it is old', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(editor)
    const items = Array.from({ length: 1500 }, (_, index) => ({ id: 1000 + index }))
    await session.create('orders', items)
    const { names, system } = place
    const ago = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60 * 1000)
    expect(await forgetHistory(system, names, { activityBefore: ago(1) })).toEqual({
      activity: 0,
      revisions: 0,
    })
    const revisionsBefore = ago(-1)
    expect(await forgetHistory(system, names, { activityBefore: ago(1), revisionsBefore })).toEqual(
      { activity: 0, revisions: 1500 },
    )
    await session.update('orders', { keys: [1] }, { note: 'x' })
    expect(await forgetHistory(system, names, { activityBefore: ago(-1) })).toEqual({
      activity: 1501,
      revisions: 1,
    })
  })

  describe('reverting', () => {
    test('gives an item its former values back, and is noted as that', async () => {
      await using place = await openPlace(dialect)
      const session = place.as(editor)
      await session.update('orders', { keys: [1] }, { status: 'first', note: 'a' })
      await session.update('orders', { keys: [1] }, { status: 'second', password: 'geheim' })
      const [first] = await place.revisions()
      await place.revert(editor, first?.['id'])
      expect(await place.plain.readOne('orders', 1)).toMatchObject({ status: 'first', note: 'a' })
      const activity = await place.activity()
      expect(activity.map(({ action }) => action)).toEqual(['update', 'update', 'revert'])
      expect((await place.revisions()).at(-1)?.['delta']).toEqual({ status: 'first' })
      await place.revert(editor, first?.['id'])
      expect(await place.activity()).toHaveLength(3)
    })

    test('gives back some fields alone, also where another one is gone', async () => {
      await using place = await openPlace(dialect)
      const session = place.as(editor)
      await session.update('orders', { keys: [1] }, { status: 'first', note: 'a' })
      await session.update('orders', { keys: [1] }, { status: 'second', note: 'b' })
      const [first] = await place.revisions()
      const data = { ...(first?.['data'] as Row), dropped: 1 }
      await place.system.update('relvar_revisions', { keys: [Number(first?.['id'])] }, { data })
      await place.revert(editor, first?.['id'], { fields: ['note'] })
      expect(await place.plain.readOne('orders', 1)).toMatchObject({ status: 'second', note: 'a' })
      for (const fields of [[], 'note', [1], null])
        await expect(place.revert(editor, first?.['id'], { fields })).rejects.toMatchObject({
          code: 'INVALID_PAYLOAD',
        })
    })

    test('takes the rights of today', async () => {
      await using place = await openPlace(dialect)
      const session = place.as(editor)
      await session.update('orders', { keys: [1] }, { status: 'first' })
      await session.update('orders', { keys: [1] }, { status: 'second' })
      const [first] = await place.revisions()
      // Somebody who does not see all of its fields would give back less than there was.
      await expect(place.revert(reader, first?.['id'])).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      await expect(place.revert({ ...anonymous }, first?.['id'])).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      expect(await place.plain.readOne('orders', 1)).toMatchObject({ status: 'second' })
    })

    test('answers a code where something is gone', async () => {
      await using place = await openPlace(dialect)
      const session = place.as(editor)
      await session.create('orders', [{ id: 7, status: 'x' }])
      const [revision] = await place.revisions()
      const put = async (values: Row): Promise<void> => {
        await place.system.update('relvar_revisions', { keys: [Number(revision?.['id'])] }, values)
      }
      for (const id of [4711, 'nonsense', '']) {
        await expect(place.revert(editor, id)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      }
      await put({ data: { status: 'x', dropped: 1 } })
      await expect(place.revert(editor, revision?.['id'])).rejects.toThrow(
        'permission to access field "dropped" in collection "orders" or it does not exist',
      )
      await put({ data: { status: 'x' }, item: '7,3' })
      await expect(place.revert(editor, revision?.['id'])).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      await put({ item: '7' })
      await session.delete('orders', { keys: [7] })
      await expect(place.revert(editor, revision?.['id'])).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      await put({ collection: 'constructor' })
      await expect(place.revert(editor, revision?.['id'])).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    })
  })

  describe('comments', () => {
    const place = (item: string, comment: string) => ({ collection: 'orders', item, comment })

    test('are made by users, on items that they may read', async () => {
      await using shop = await openPlace(dialect)
      const session = shop.as(reader)
      await session.create('relvar_comments', [place('2', 'Looks good.')])
      expect(await shop.system.read('relvar_comments')).toMatchObject([
        { ...place('2', 'Looks good.'), user_created: READER, user_updated: null },
      ])
      for (const item of ['3', '4711', 'x', '1,2']) {
        await expect(session.create('relvar_comments', [place(item, 'x')])).rejects.toMatchObject({
          code: 'FORBIDDEN',
        })
      }
      for (const collection of ['quiet', 'nowhere', 'constructor']) {
        const comment = { ...place('1', 'x'), collection }
        await expect(session.create('relvar_comments', [comment])).rejects.toMatchObject({
          code: 'FORBIDDEN',
        })
      }
      const [id] = (await shop.system.read('relvar_comments')).map((row) => String(row['id']))
      await expect(
        session.update('relvar_comments', { keys: [id ?? ''] }, { item: '3' }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' })
      expect(await shop.system.read('relvar_comments')).toHaveLength(1)
    })

    test('need a text and a user', async () => {
      await using shop = await openPlace(dialect)
      const session = shop.as(reader)
      const { comment: _, ...without } = place('1', '')
      for (const item of [without, place('1', ' ')])
        await expect(session.create('relvar_comments', [item])).rejects.toMatchObject({
          code: 'INVALID_PAYLOAD',
        })
      const nobody = shop.as({ ...reader, id: null })
      await expect(nobody.create('relvar_comments', [place('1', 'x')])).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    })

    test('tell users whom they mention, if these may read the item', async () => {
      await using shop = await openPlace(dialect)
      const session = shop.as(editor)
      const all = `@${READER} @${READER.toUpperCase()} @00000000-0000-4000-8000-000000000010 @${EDITOR} @${crypto.randomUUID()}`
      await session.create('relvar_comments', [place('1', all), place('3', all)])
      const told = await shop.system.read('relvar_notifications')
      expect(told).toMatchObject([
        {
          status: 'inbox',
          recipient: READER,
          sender: EDITOR,
          subject: 'You were mentioned in orders',
          message: all,
          collection: 'orders',
          item: '1',
        },
      ])
      const [comment] = await shop.system.read('relvar_comments', {
        filter: { item: { _eq: '1' } },
      })
      const keys = [String(comment?.['id'])]
      await session.update('relvar_comments', { keys }, { comment: `${all}, again` })
      expect(await shop.system.read('relvar_notifications')).toHaveLength(1)
      const crowd = Array.from({ length: 101 }, () => `@${crypto.randomUUID()}`).join(' ')
      await expect(session.create('relvar_comments', [place('1', crowd)])).rejects.toThrow('100')
    })
  })

  test('lets nobody send notifications in the name of others', async () => {
    await using place = await openPlace(dialect)
    const session = place.as(reader)
    await session.create('relvar_notifications', [{ recipient: EDITOR, subject: 'Hello' }])
    expect(await place.system.read('relvar_notifications')).toMatchObject([{ sender: READER }])
    await expect(
      session.create('relvar_notifications', [{ recipient: EDITOR, subject: 'x', sender: EDITOR }]),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, TestApi } from './api.js'
import { codeOf, openApi } from './api.js'

const item = '/items/customers/1?fields=city,notes'

describe.each(DIALECTS)('If-Match on $name', (dialect) => {
  describe.skipIf(dialect.skip)('of an item', () => {
    let api: TestApi
    beforeAll(async () => {
      api = await openApi(dialect, shopFixture(dialect.name))
    })
    afterAll(() => api[Symbol.asyncDispose]())

    const tagOf = async (path: string): Promise<string> =>
      (await api.call(`GET ${path}`)).headers.get('etag') ?? ''
    const patch = (tag: string, notes: string, path = item): Promise<Answer> =>
      api.call(`PATCH ${path}`, { notes }, { 'If-Match': tag })

    it('has a strong tag, the same for the same representation', async () => {
      const tag = await tagOf(item)
      expect(tag).toMatch(/^"[\w-]+"$/)
      expect(await tagOf(item)).toBe(tag)
      expect(await tagOf('/items/customers/1?fields=city')).not.toBe(tag)
      const cached = await api.call(`GET ${item}`, undefined, { 'If-None-Match': tag })
      expect([cached.status, cached.text]).toEqual([304, ''])
    })

    it('changes what is as it was read, and answers the tag to go on with', async () => {
      const first = await patch(await tagOf(item), 'first')
      expect([first.status, first.json.data.notes]).toEqual([200, 'first'])
      const tag = first.headers.get('etag') ?? ''
      expect(tag).toBe(await tagOf(item))
      expect((await patch(tag, 'second')).status).toBe(200)
    })

    it('answers the tag to go on with to a change without conditions, too', async () => {
      const changed = await api.call(`PATCH ${item}`, { notes: 'unconditional' })
      const tag = changed.headers.get('etag') ?? ''
      expect(tag).toBe(await tagOf(item))
      expect((await patch(tag, 'conditional')).status).toBe(200)
    })

    it('changes nothing that has changed since', async () => {
      const tag = await tagOf(item)
      await api.call('PATCH /items/customers/1', { city: 'Paris' })
      const late = await patch(tag, 'too late')
      expect([late.status, codeOf(late)]).toEqual([412, 'PRECONDITION_FAILED'])
      expect(late.json.errors[0].extensions).toEqual({
        code: 'PRECONDITION_FAILED',
        header: 'If-Match',
      })
      expect(await api.data('/items/customers/1?fields=notes')).not.toEqual({ notes: 'too late' })
    })

    it('looks at what the query string shows, related items included', async () => {
      const path = '/items/sales/1?fields=status,sale_lines.quantity'
      const tag = await tagOf(path)
      await api.call('PATCH /items/customers/2', { notes: 'not shown' })
      expect((await api.call(`PATCH ${path}`, {}, { 'If-Match': tag })).status).toBe(200)
      await api.call('PATCH /items/sale_lines/1,1', { quantity: 77 })
      expect((await api.call(`PATCH ${path}`, {}, { 'If-Match': tag })).status).toBe(412)
    })

    it('takes lists of tags, and whatever is there', async () => {
      expect((await patch(`"x", ${await tagOf(item)}`, 'listed')).status).toBe(200)
      expect((await patch('*', 'whatever')).status).toBe(200)
      expect((await patch('*', 'nobody', '/items/customers/4711')).status).toBe(412)
      expect((await patch('"x"', 'nobody', '/items/customers/4711')).status).toBe(412)
    })

    it.each(['weak', 'bare', 'another', 'empty'])('takes no %s tag for it', async (kind) => {
      const tag = await tagOf(item)
      const tags = { weak: `W/${tag}`, bare: tag.slice(1, -1), another: '"another"', empty: '' }
      expect((await patch(tags[kind as keyof typeof tags], 'never')).status).toBe(412)
      expect(await api.data('/items/customers/1?fields=notes')).not.toEqual({ notes: 'never' })
    })

    it('deletes what is as it was read', async () => {
      await api.call('POST /items/tags', { id: 500, name: 'short-lived' })
      const remove = (tag: string) =>
        api.call('DELETE /items/tags/500', undefined, { 'If-Match': tag })
      const tag = await tagOf('/items/tags/500')
      await api.call('PATCH /items/tags/500', { name: 'renamed' })
      expect((await remove(tag)).status).toBe(412)
      expect((await remove(await tagOf('/items/tags/500'))).status).toBe(204)
      expect((await remove('*')).status).toBe(412)
    })

    it('answers as without it what may not be written at all', async () => {
      const answer = await patch('*', 'x', '/items/nothing/1')
      expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN'])
      expect((await patch('*', 'x', '/items/customers/x')).status).toBe(403)
    })

    it.each(['POST', 'PATCH', 'DELETE'])('is refused for %s of several items', async (method) => {
      const answer = await api.call(`${method} /items/tags`, [], { 'If-Match': '*' })
      expect([answer.status, codeOf(answer)]).toEqual([400, 'INVALID_QUERY'])
    })

    it('lets no update get lost between writers who read before they write', async () => {
      const path = '/items/customers/10?fields=loyalty_points'
      await api.call(`PATCH ${path}`, { loyalty_points: 0 })
      const read = () => api.call(`GET ${path}`)
      const increment = async ({ json, headers }: Answer): Promise<number> => {
        const points = Number(json.data.loyalty_points) + 1
        const tag = headers.get('etag') ?? ''
        const written = await api.call(
          `PATCH ${path}`,
          { loyalty_points: points },
          { 'If-Match': tag },
        )
        return written.status
      }
      let done = 0
      for (let round = 0; round < 10; round++) {
        const [one, two] = await Promise.all([read(), read()])
        const statuses = await Promise.all([increment(one), increment(two)])
        expect(new Set(statuses)).toEqual(new Set([200, 412]))
        expect(await increment(await read())).toBe(200)
        done += 2
      }
      expect(await api.data(path)).toEqual({ loyalty_points: String(done) })
    })
  })
})

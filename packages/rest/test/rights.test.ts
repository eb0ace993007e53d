import type { Policy } from '@relvar/query-engine'
import { allowAll } from '@relvar/query-engine'
import { DIALECTS, shopFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { codeOf, openApi } from './api.js'

/** Tags are written by everybody and read by nobody; employees are one's own business below 6000. */
const clerks: Policy<unknown> = {
  keyOf: () => 'clerks',
  guardFor(table, action, actor) {
    if (table.id === 'tags' && action === 'read') return null
    const all = allowAll.guardFor(table, action, actor)
    if (all === null || table.id !== 'employees') return all
    return { ...all, rows: { salary: { _lt: 6000 } } }
  },
}

describe.each(DIALECTS)('what may not be read on $name', (dialect) => {
  it.skipIf(dialect.skip)('is written and not answered', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), { policy: clerks })
    for (const [request, body] of [
      ['POST /items/tags', { name: 'secret' }],
      ['POST /items/tags', [{ name: 'one' }, { name: 'two' }]],
      ['PATCH /items/tags/1', { name: 'changed' }],
      ['PATCH /items/tags', [{ id: 2, name: 'changed too' }]],
    ] as const) {
      const answer = await api.call(request, body)
      expect([request, answer.status, answer.text]).toEqual([request, 204, ''])
    }
    expect((await api.call('GET /items/tags')).status).toBe(403)
  })

  it.skipIf(dialect.skip)('is not answered once it left the rule', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), { policy: clerks })
    const raised = await api.call('PATCH /items/employees/4', { salary: 6001 })
    expect([raised.status, raised.text]).toEqual([204, ''])
    expect((await api.call('GET /items/employees/4')).status).toBe(403)
  })

  it.skipIf(dialect.skip)('looks like what is not there', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name), { policy: clerks })
    const hidden = await api.call('GET /items/employees/1')
    const missing = await api.call('GET /items/employees/999')
    expect([hidden.status, hidden.text]).toEqual([403, missing.text])
    for (const [method, body] of [
      ['PATCH', { name: 'x' }],
      ['DELETE', undefined],
    ] as const) {
      const ofHidden = await api.call(`${method} /items/employees/1`, body)
      const ofMissing = await api.call(`${method} /items/employees/999`, body)
      expect([ofHidden.status, codeOf(ofHidden), ofHidden.text]).toEqual([
        403,
        'FORBIDDEN',
        ofMissing.text,
      ])
    }
  })
})

import { anonymous, type Row } from '@relvar/query-engine'
import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { admin, codeOf, openPlace, type Place, READER, reader } from './place.js'

describe.each(DIALECTS)('what a project keeps about itself on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('settings are there from the first start, with all defaults', async () => {
    await using place = await openPlace(dialect)
    const { status, json } = await place.call(admin, 'GET /settings')
    expect(status).toBe(200)
    expect(json.data).toMatchObject({
      id: 1,
      project_name: 'Relvar',
      project_color: '#6644FF',
      project_id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/) as string,
      project_logo: null,
      default_language: 'en-US',
      auth_login_attempts: 25,
      public_registration: false,
      public_registration_verify_email: true,
      storage_asset_transform: 'all',
      mcp_system_prompt_enabled: true,
      basemaps: null,
    })
    const read = await place.call(reader, 'GET /settings')
    expect(read.json).toEqual({ data: { project_name: 'Relvar' } })
    expect((await place.call(anonymous, 'GET /settings')).status).toBe(403)
  })

  test('settings change one by one, and stay the only ones', async () => {
    await using place = await openPlace(dialect)
    const change = { project_name: 'Bookshop', basemaps: [{ name: 'x' }] }
    const changed = await place.call(admin, 'PATCH /settings', change)
    expect(changed.json.data).toMatchObject({ id: 1, ...change, project_color: '#6644FF' })
    for (const given of [{ id: 2 }, { project_id: crypto.randomUUID() }, { nonsense: 1 }])
      expect(codeOf(await place.call(admin, 'PATCH /settings', given))).toBe('INVALID_PAYLOAD')
    const nonsense = [
      { auth_password_policy: '/(/' },
      { auth_password_policy: '/(?=.*[A-Z]).{8,}/' },
      { public_registration_email_filter: { email: { _ends: '@b.c' } } },
      { public_registration_email_filter: '@b.c' },
    ]
    for (const each of nonsense)
      expect(codeOf(await place.call(admin, 'PATCH /settings', each))).toBe('INVALID_PAYLOAD')
    const sensible = {
      auth_password_policy: '/^.{15,}$/',
      public_registration_email_filter: { email: { _ends_with: '@b.c' } },
    }
    for (const each of [sensible, { auth_password_policy: null }])
      expect((await place.call(admin, 'PATCH /settings', each)).status).toBe(200)
    const wrong = await place.call(admin, 'PATCH /settings', { storage_asset_transform: 'some' })
    expect(codeOf(wrong)).toBe('FAILED_VALIDATION')
    expect(codeOf(await place.call(reader, 'PATCH /settings', change))).toBe('FORBIDDEN')
    expect((await place.call(admin, 'POST /settings', {})).status).toBe(404)
    expect((await place.call(admin, 'DELETE /settings', { query: {} })).status).toBe(404)
    expect(await place.system.read('relvar_settings')).toHaveLength(1)
  })

  test('the owner is named by a route of its own', async () => {
    await using place = await openPlace(dialect)
    const owner = {
      project_owner: 'a@b.c',
      project_usage: 'personal',
      org_name: null,
      product_updates: true,
    }
    expect((await place.call(admin, 'POST /settings/owner', owner)).status).toBe(204)
    expect((await place.call(admin, 'GET /settings')).json.data).toMatchObject(owner)
    for (const body of [undefined, [], { project_name: 'x' }])
      expect(codeOf(await place.call(admin, 'POST /settings/owner', body))).toBe('INVALID_PAYLOAD')
    expect(codeOf(await place.call(reader, 'POST /settings/owner', owner))).toBe('FORBIDDEN')
  })

  test('a key is translated into a language once', async () => {
    await using place = await openPlace(dialect)
    const word = { key: 'hello', language: 'de-DE', value: 'Hallo' }
    expect((await place.call(admin, 'POST /translations', word)).json.data).toMatchObject(word)
    const same = await place.call(admin, 'POST /translations', word)
    expect([same.status, codeOf(same)]).toEqual([400, 'RECORD_NOT_UNIQUE'])
    const { value: _, ...without } = { ...word, key: 'bye' }
    expect(codeOf(await place.call(admin, 'POST /translations', without))).toBe('FAILED_VALIDATION')
    const other = { ...word, language: 'fr-FR', value: 'Bonjour' }
    expect((await place.call(admin, 'POST /translations', other)).status).toBe(200)
  })

  test('a preset belongs to whoever makes it, unless an administrator leaves that out', async () => {
    await using place = await openPlace(dialect)
    const preset = { collection: 'chapters', layout_query: { tabular: { sort: ['id'] } } }
    const made = await place.call(reader, 'POST /presets', preset)
    expect(made.json.data).toMatchObject({ ...preset, user: READER, layout: 'tabular' })
    const shared = await place.call(admin, 'POST /presets', preset)
    expect(shared.json.data).toMatchObject({ ...preset, user: null })
    const narrow = { id: READER, policies: ['narrow'] }
    await place.call(narrow, 'POST /presets', {})
    const [last] = await place.system.read('relvar_presets', { sort: ['-id'], limit: 1 })
    expect(last).toMatchObject({ user: READER, layout: 'cards' })
  })

  test('a preset whose filter no query could hold is refused', async () => {
    await using place = await openPlace(dialect)
    const presetOf = (count: number) => ({
      collection: 'chapters',
      filter: { _and: Array.from({ length: count }, (_, id) => ({ id: { _neq: id } })) },
    })
    expect((await place.call(reader, 'POST /presets', presetOf(1000))).status).toBe(200)
    const refused = await place.call(reader, 'POST /presets', presetOf(1001))
    expect([refused.status, codeOf(refused)]).toEqual([400, 'INVALID_PAYLOAD'])
    expect(JSON.stringify(refused.json)).toContain('at most 1000 (MAX_CONDITIONS)')
  })

  test('random strings are for everybody, of the length asked for', async () => {
    await using place = await openPlace(dialect)
    const ask = (length: string) => place.call(anonymous, `GET /utils/random/string${length}`)
    const { json } = await ask('')
    expect(json.data).toMatch(/^[A-Za-z0-9]{32}$/)
    expect((await ask('')).json.data).not.toBe(json.data)
    expect((await ask('?length=500')).json.data).toHaveLength(500)
    for (const length of ['0', '501', '-1', '1.5', 'x', '', '1e2'])
      expect(codeOf(await ask(`?length=${length}`))).toBe('INVALID_QUERY')
  })

  describe('the order of items by hand', () => {
    const fill = (place: Place, positions: readonly (number | null)[]): Promise<unknown> =>
      place.system.create(
        'chapters',
        positions.map((position, index) => ({ id: index + 1, title: 't', position })),
      )
    const orderOf = async (place: Place): Promise<unknown> => {
      const rows = await place.system.read('chapters', { sort: ['position'] })
      return rows.map(({ id, position }: Row) => [id, position])
    }
    const move = (place: Place, item: unknown, to: unknown, actor = admin) =>
      place.call(actor, 'POST /utils/sort/chapters', { item, to })

    test('changes by moving one to the place of another', async () => {
      await using place = await openPlace(dialect)
      await fill(place, [10, 20, 30, 40, 50])
      expect(await move(place, 2, 4)).toEqual({ status: 200, json: undefined })
      expect(await orderOf(place)).toEqual([
        [1, 10],
        [3, 20],
        [4, 30],
        [2, 40],
        [5, 50],
      ])
      expect((await move(place, '5', 1)).status).toBe(200)
      expect(await orderOf(place)).toEqual([
        [5, 10],
        [1, 20],
        [3, 30],
        [4, 40],
        [2, 50],
      ])
      expect((await move(place, 1, 1)).status).toBe(200)
      expect(await orderOf(place)).toEqual([
        [5, 10],
        [1, 20],
        [3, 30],
        [4, 40],
        [2, 50],
      ])
    })

    test('is mended first where places are missing or taken twice', async () => {
      await using place = await openPlace(dialect)
      await fill(place, [7, 7, 9, 4, 9])
      await move(place, 3, 4)
      expect(await orderOf(place)).toEqual([
        [3, 1],
        [4, 2],
        [1, 3],
        [2, 4],
        [5, 5],
      ])
      await place.system.update('chapters', { keys: [2, 5] }, { position: null })
      await move(place, 1, 3)
      const now = (await orderOf(place)) as readonly (readonly [number, number])[]
      expect(now.map(([, position]) => position)).toEqual([1, 2, 3, 4, 5])
      const without = now.map(([id]) => id).filter((id) => id !== 2 && id !== 5)
      expect(without).toEqual([1, 3, 4])
    })

    test('moves keys of several columns', async () => {
      await using place = await openPlace(dialect)
      const pages = ['a', 'b,c', 'd'].map((page, index) => ({ book: 1, page, position: index }))
      await place.system.create('pages', pages)
      const moved = { item: '1,b%2Cc', to: '1,a' }
      expect((await place.call(admin, 'POST /utils/sort/pages', moved)).status).toBe(200)
      const rows = await place.system.read('pages', { sort: ['position'] })
      expect(rows.map(({ page }) => page)).toEqual(['b,c', 'a', 'd'])
    })

    test('takes the rights of the caller, and leaves alone what they do not see', async () => {
      await using place = await openPlace(dialect)
      await fill(place, [1, 2, 3, 4])
      expect((await move(place, 4, 1, reader)).status).toBe(200)
      expect(await orderOf(place)).toEqual([
        [4, 1],
        [1, 2],
        [3, 3],
        [2, 4],
      ])
      expect(codeOf(await move(place, 3, 1, reader))).toBe('FORBIDDEN')
      const narrow = { id: READER, policies: ['narrow'] }
      expect(codeOf(await move(place, 3, 1, narrow))).toBe('FORBIDDEN')
      expect(codeOf(await move(place, 3, 1, anonymous))).toBe('FORBIDDEN')
      expect(await orderOf(place)).toEqual([
        [4, 1],
        [1, 2],
        [3, 3],
        [2, 4],
      ])
    })

    test('refuses what makes no sense', async () => {
      await using place = await openPlace(dialect)
      await fill(place, [1, 2])
      for (const [item, to] of [
        [1, undefined],
        [null, 1],
        [{}, 1],
        [undefined, undefined],
      ])
        expect(codeOf(await move(place, item, to))).toBe('INVALID_PAYLOAD')
      for (const to of [4711, 'x', '1,2'])
        expect(codeOf(await move(place, 1, to))).toBe('FORBIDDEN')
      const ends = { item: 1, to: 1 }
      const ask = async (collection: string): Promise<string> =>
        codeOf(await place.call(admin, `POST /utils/sort/${collection}`, ends))
      expect(await ask('plain')).toBe('INVALID_PAYLOAD')
      expect(await ask('nowhere')).toBe('FORBIDDEN')
      expect(await ask('constructor')).toBe('FORBIDDEN')
    })

    test('loses no place when several change it at once', async () => {
      await using place = await openPlace(dialect)
      await fill(
        place,
        Array.from({ length: 8 }, (_, index) => index + 1),
      )
      const answers = await Promise.all(
        [
          [1, 8],
          [8, 1],
          [2, 7],
          [5, 3],
        ].map(([item, to]) => move(place, item, to)),
      )
      for (const { status } of answers) expect([200, 503]).toContain(status)
      expect(answers.some(({ status }) => status === 200)).toBe(true)
      const now = (await orderOf(place)) as readonly (readonly [number, number])[]
      expect(now.map(([, position]) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    })
  })
})

import { DIALECTS } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { openInbox } from '../support/inbox.js'
import { openShop } from './shop.js'

describe.each(DIALECTS)('what settings and rights show on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('the settings of the project, to everybody', async () => {
    await using shop = await openShop(dialect)
    await shop.done('PATCH /settings', {
      project_name: 'Shop',
      project_color: '#00AA55',
      public_registration: true,
    })
    const { data } = await shop.call('GET /server/info', undefined, { as: null })
    expect(data).toEqual({
      project: expect.objectContaining({
        project_name: 'Shop',
        project_color: '#00AA55',
        public_registration: true,
        public_registration_verify_email: true,
        default_language: 'en-US',
      }),
    })
  })

  test('the permissions that come with the Studio, at the end of every list', async () => {
    await using shop = await openShop(dialect)
    const list = async (parameters: string): Promise<readonly Record<string, unknown>[]> =>
      shop.done(`GET /permissions?${parameters}`)
    const implicit = await list('filter[action][_eq]=share&limit=1')
    expect(implicit.length).toBeGreaterThan(10)
    for (const row of implicit)
      expect(row).toMatchObject({ policy: null, system: true, collection: expect.any(String) })
    expect(implicit[0]).not.toHaveProperty('id')
    const { policy } = await shop.user('ada', { grants: [['read', 'relvar_permissions']] })
    const all = await list('limit=-1&fields=policy')
    expect(all[0]).toEqual({ policy })
    expect(all).toHaveLength(implicit.length + 1)
    expect(await list('aggregate[count]=*')).toEqual([{ count: '1' }])
    // Somebody without the Studio has none of them.
    const own = await shop.call('GET /permissions', undefined, {
      as: { token: 'a-static-token-of-ada' },
    })
    expect(own.data).toEqual([expect.objectContaining({ policy })])
  })
})

describe.each(DIALECTS)('notifications on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('are mailed to those who want it, with a link to what they may read', async () => {
    await using inbox = await openInbox()
    const settings = { SMTP_URL: inbox.url, PUBLIC_URL: 'http://localhost:8055' }
    await using shop = await openShop(dialect, settings)
    await shop.done('PATCH /settings', { project_name: 'Shop' })
    const reader = await shop.user('reader', { grants: [['read', 'orders']] })
    const stranger = await shop.user('stranger')
    const quiet = await shop.user('quiet', { values: { email_notifications: false } })
    const gone = await shop.user('gone', { values: { status: 'suspended' } })
    const about = { subject: 'Look <here>', message: 'One\nTwo', collection: 'orders', item: '1' }
    const recipients = [quiet, gone, stranger, reader].map(({ id }) => id)
    await shop.done(
      'POST /notifications',
      recipients.map((recipient) => ({ ...about, recipient })),
    )
    await expect.poll(() => inbox.mails.length, { timeout: 20_000 }).toBe(2)
    const mailTo = (email: string) => inbox.mails.find(({ receivers }) => receivers[0] === email)
    const mail = mailTo(reader.email)
    expect(mail?.subject).toBe('Look <here>')
    expect(mail?.text).toContain('One\nTwo')
    expect(mail?.text).toContain('http://localhost:8055/admin/content/orders/1')
    expect(mail?.text).toContain('Sent by Shop.')
    expect(mail?.html).toContain('Look &lt;here&gt;')
    expect(mailTo(stranger.email)?.text).not.toContain('orders')
  })
})

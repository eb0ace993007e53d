import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allowAll, createEngine, createHooks, type Row, SYSTEM } from '@relvar/query-engine'
import { queueModule, startWorkers, tableQueue } from '@relvar/queue'
import { connect, introspect } from '@relvar/schema-introspect'
import { openSystem } from '@relvar/system'
import { DIALECTS, type TestDialect } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import {
  createMailer,
  InvalidMailError,
  type Mailer,
  type MailerOptions,
  readTemplates,
} from '../src/index.js'
import { type Inbox, openInbox } from './inbox.js'

const SOON = { timeout: 10_000, interval: 20 }
const url = 'https://shop.example.com/reset?token=canary-token&a=<b>'

/** A mailer with its jobs and the inbox that its mails arrive in. */
interface Post extends AsyncDisposable {
  readonly mailer: Mailer
  readonly inbox: Inbox
  jobs(): Promise<readonly Row[]>
  /** The payloads as the table has them. */
  payloads(): Promise<string>
  /** From now on mails are sent. */
  start(mailer?: Mailer): void
  another(options: Partial<MailerOptions>): Mailer
}

async function openPost(dialect: TestDialect): Promise<Post> {
  const database = await dialect.createDatabase()
  const isFile = database.url.startsWith('sqlite:')
  const attach = { relvar: `${database.url.slice('sqlite:'.length)}.relvar` }
  const db = await connect(database.url, isFile ? { attach } : {})
  const system = await openSystem({ db, modules: [queueModule()] })
  const schema = system.withTables(await introspect(db))
  const session = createEngine({ db, schema, policy: allowAll, hooks: createHooks() }).as(SYSTEM)
  const queue = tableQueue({
    db,
    system,
    session: () => session,
    backOff: { first: 10 },
    sweepInterval: 0,
  })
  const inbox = await openInbox()
  const another = (options: Partial<MailerOptions>): Mailer =>
    createMailer({
      transport: inbox.url,
      from: 'Shop <shop@example.com>',
      queue,
      secret: 'a long secret',
      project: 'Tea & Co',
      ...options,
    })
  const mailer = another({})
  const stops: (() => Promise<void>)[] = []
  return {
    mailer,
    inbox,
    another,
    jobs: () => session.read('relvar_jobs', { sort: ['id'] }),
    async payloads() {
      const jobs = sql.id(system.namespace, 'jobs')
      const { rows } = await sql`select ${sql.id('payload')} from ${jobs}`.execute(db)
      return JSON.stringify(rows)
    },
    start(sender = mailer) {
      const workers = startWorkers(queue, sender.handlers, { poll: 20, onError: () => undefined })
      stops.push(() => workers.stop())
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(stops.map((stop) => stop()))
      await inbox[Symbol.asyncDispose]()
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}

describe.each(DIALECTS)('mails by jobs on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('arrive once, with both parts, and lie sealed until then', async () => {
    await using post = await openPost(dialect)
    await post.mailer.send({ to: 'ada@example.com', template: 'password-reset', data: { url } })
    expect(post.inbox.mails).toEqual([])
    const payloads = await post.payloads()
    expect(payloads.length).toBeGreaterThan(100)
    expect(payloads).not.toMatch(/canary-token|ada@example/)
    post.start()
    await vi.waitFor(async () => expect((await post.jobs())[0]?.['state']).toBe('done'), SOON)
    expect(post.inbox.mails).toHaveLength(1)
    const [mail] = post.inbox.mails
    expect(mail?.receivers).toEqual(['ada@example.com'])
    expect(mail?.subject).toBe('Reset your password')
    expect(mail?.from?.text).toBe('"Shop" <shop@example.com>')
    expect(mail?.text).toContain(url)
    expect(mail?.text).toContain('Sent by Tea & Co.')
    expect(mail?.html).toContain('token=canary-token&amp;a=&lt;b&gt;"')
    expect(mail?.messageId).toContain(String((await post.jobs())[0]?.['id']))
  })

  test('are tried again until the server takes them', async () => {
    await using post = await openPost(dialect)
    post.inbox.refusals.push({ code: 451, text: 'Later' }, { code: 421, text: 'Later' })
    await post.mailer.send({ to: 'ada@example.com', template: 'user-invitation', data: { url } })
    post.start()
    await vi.waitFor(() => expect(post.inbox.mails).toHaveLength(1), SOON)
    await vi.waitFor(async () => expect((await post.jobs())[0]?.['state']).toBe('done'), SOON)
    expect((await post.jobs())[0]).toMatchObject({ attempts: 3 })
    expect(post.inbox.mails[0]?.subject).toBe('You are invited to Tea & Co')
  })

  test('are dead when the server refuses them for good, with a reason that tells no secrets', async () => {
    await using post = await openPost(dialect)
    post.inbox.refusals.push({ code: 550, text: 'No canary-token here' })
    await post.mailer.send({ to: 'ada@example.com', template: 'user-registration', data: { url } })
    post.start()
    await vi.waitFor(async () => expect((await post.jobs())[0]?.['state']).toBe('dead'), SOON)
    const [job] = await post.jobs()
    expect(job?.['reason']).toBe(
      'PermanentFailure: The mail server did not take it (EENVELOPE 550).',
    )
    expect(post.inbox.mails).toEqual([])
  })
})

const sqlite = DIALECTS.filter(({ name }) => name === 'sqlite')

describe.each(sqlite)('a mailer', (dialect) => {
  it('uses the templates of a folder in place of ours', async () => {
    await using post = await openPost(dialect)
    const folder = await mkdtemp(join(tmpdir(), 'relvar-mail-'))
    try {
      await writeFile(join(folder, 'password-reset.subject.liquid'), 'Neues Passwort, {{ name }}')
      await writeFile(join(folder, 'notes.md'), '{% nothing to us %}')
      const mailer = post.another({ templates: await readTemplates(folder) })
      const data = { url, name: 'Ada\r\nBcc: eve@example.com' }
      await mailer.send({ to: 'ada@example.com', template: 'password-reset', data })
      post.start(mailer)
      await vi.waitFor(() => expect(post.inbox.mails).toHaveLength(1), SOON)
    } finally {
      await rm(folder, { recursive: true })
    }
    const [mail] = post.inbox.mails
    expect(mail?.subject).toBe('Neues Passwort, Ada Bcc: eve@example.com')
    expect(mail?.bcc).toBeUndefined()
    expect(mail?.receivers).toEqual(['ada@example.com'])
    expect(mail?.html).toContain('Choose a new password')
  })

  it('refuses what is no address and no template, and enqueues nothing', async () => {
    await using post = await openPost(dialect)
    const send = (to: string, template: string): Promise<void> =>
      post.mailer.send({ to, template, data: {} })
    await expect(send('a@b.c\r\nBcc: d@e.f', 'password-reset')).rejects.toThrow(InvalidMailError)
    await expect(send('a@b.c', 'layout')).rejects.toThrow(InvalidMailError)
    await expect(send('a@b.c', 'constructor')).rejects.toThrow(InvalidMailError)
    expect(await post.jobs()).toEqual([])
  })

  it('buries what was sealed with another secret', async () => {
    await using post = await openPost(dialect)
    const other = post.another({ secret: 'another secret' })
    await other.send({ to: 'ada@example.com', template: 'password-reset', data: { url } })
    post.start()
    await vi.waitFor(async () => expect((await post.jobs())[0]?.['state']).toBe('dead'), SOON)
    expect((await post.jobs())[0]?.['reason']).toContain('another secret, or changed')
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DIALECTS } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Exit, RelvarProcess } from '../support/relvar-process.js'
import { openShop, type Shop } from './shop.js'

/** What the rights of the shop below are. */
const HELD = `# Nobody sees anything without signing in
public cannot read orders, relvar_users.email

role Sales can read orders.status, orders of 2, not orders.email, not orders of 1
role Sales can update orders.status of 2, not orders.id
role Sales cannot delete orders
role Administrator can delete orders of 1
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function relvar(databaseUrl: string, args: readonly string[], input = ''): Promise<Exit> {
  const env = { DATABASE_URL: databaseUrl, ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' }
  await using process = new RelvarProcess({ args, cwd: folder, env, input })
  return await process.exited
}

function login(shop: Shop, email: string, password: string): Promise<number> {
  const answer = shop.call('POST /auth/login', { email, password }, { as: null })
  return answer.then(({ status }) => status)
}

describe.each(DIALECTS)('the command line on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('makes users and roles beside a running server', async () => {
    await using shop = await openShop(dialect)
    const run = (line: string, input?: string): Promise<Exit> =>
      relvar(shop.databaseUrl, line.split(' '), input)
    expect(await run('roles create --name Sales')).toMatchObject({ code: 0, stderr: '' })
    const ada = '--email Ada@example.com'
    const made = await run(`users create ${ada} --password first-password --role Sales`)
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toContain('Ada@example.com is a user with the role "Sales" now')
    expect(await login(shop, 'ada@example.com', 'first-password')).toBe(200)

    expect(await run(`users passwd ${ada}`, 'second-password\n')).toMatchObject({ code: 0 })
    expect(await login(shop, 'ada@example.com', 'first-password')).toBe(401)
    expect(await login(shop, 'ada@example.com', 'second-password')).toBe(200)

    const twice = await run(`users create ${ada} --password third-password --role Sales`)
    expect([twice.code, twice.stdout]).toEqual([1, ''])
    expect(twice.stderr).toMatch(/^relvar: .*unique/)
    const nobody = await run('users passwd --email x@example.com --password third-password')
    expect([nobody.code, nobody.stderr]).toEqual([1, 'relvar: There is no user x@example.com.\n'])
    const lost = await run(
      'users create --email b@example.com --password third-password --role Nobody',
    )
    expect([lost.code, lost.stderr]).toEqual([1, 'relvar: There is no role "Nobody".\n'])
  }, 120_000)

  test('makes the first administrator of a database that is new to it', async () => {
    await using database = await dialect.createDatabase()
    await database.execute(['create table notes (id integer not null primary key)'])
    const line = ['users', 'create', '--email', 'first@example.com']
    const made = await relvar(database.url, line, 'a password of the first\nand more')
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toContain('first@example.com is an administrator now')
    const env = { DATABASE_URL: database.url, ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' }
    await using server = new RelvarProcess({ cwd: folder, env })
    const address = await server.address()
    expect(server.output).not.toContain('there is no administrator yet')
    const body = JSON.stringify({ email: 'first@example.com', password: 'a password of the first' })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${address}/auth/login`, { method: 'POST', body, headers })
    expect(answer.status).toBe(200)
  }, 120_000)

  test('tells which statements about rights are not true', async () => {
    await using shop = await openShop(dialect)
    const permissions = { status: { _eq: 'shipped' } }
    await shop.user('Sales', {
      grants: [
        ['read', 'orders', { fields: ['id', 'status'], permissions }],
        ['update', 'orders', { fields: ['status'], permissions }],
      ],
    })
    const file = join(folder, `${dialect.name}.rights`)
    writeFileSync(file, HELD)
    const held = await relvar(shop.databaseUrl, ['permissions', 'test', file])
    expect([held.code, held.stderr]).toEqual([0, ''])
    expect(held.stdout).toMatch(/10 of 10 are true\.\n$/)

    await shop.user('Typist', { grants: [['read', 'ordrs']] })
    await expect.poll(() => shop.server.log).toMatch(/collections that are not there/)
    expect(shop.server.log).toContain('"collection":"ordrs"')
    const warned = await relvar(shop.databaseUrl, ['permissions', 'test', file])
    expect([warned.code, warned.stdout]).toEqual([0, held.stdout])
    expect(warned.stderr).toMatch(
      /^warning: permission \d+ of the policy ".*", to read "ordrs": there is no such collection\.\n$/,
    )

    writeFileSync(file, 'role Sales can delete orders\nuser x@example.com cannot read orders\n')
    const failed = await relvar(shop.databaseUrl, ['permissions', 'test', file])
    expect(failed.code).toBe(1)
    expect(failed.stdout.split('\n')).toEqual([
      'FALSE line 1   role "Sales" can delete orders: no permission allows it',
      'FALSE line 2   user x@example.com cannot read orders: nobody, or nothing, of that name is there',
      '0 of 2 are true.',
      '',
    ])
  }, 120_000)
})

describe('a command line that makes no sense', () => {
  it.each([
    [
      ['users'],
      /^relvar: users is followed by .*:\n {2}relvar users create\n {2}relvar users passwd\n/,
    ],
    [['roles'], /roles is followed by .*:\n {2}relvar roles create\n/],
    [
      ['permissions', 'tset'],
      /no command "permissions tset"\. There are:\n {2}relvar permissions test\n/,
    ],
    [['userz', 'create'], /there is no command "userz create"\.\nTry/],
    [['users', 'create'], /--email is needed/],
    [['users', 'create', '--email', 'a@b.c'], /a password is needed/],
    [['users', 'create', '--name', 'x'], /users create takes no --name/],
    [['users', 'create', 'ada'], /users create takes no arguments/],
    [['roles', 'create'], /--name is needed/],
    [['permissions', 'test'], /takes one argument/],
    [['permissions', 'test', 'nowhere.rights'], /nowhere\.rights cannot be read/],
  ])('is refused: %j', async (args, message) => {
    const { code, stdout, stderr } = await relvar('sqlite:nowhere.db', args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

  it('refuses a file of cases with a line that says nothing about rights', async () => {
    const file = join(folder, 'broken.rights')
    writeFileSync(file, '# fine\nsomebody may do something\n')
    const { code, stderr } = await relvar('sqlite:nowhere.db', ['permissions', 'test', file])
    expect(code).toBe(2)
    expect(stderr).toContain('Line 2')
  })

  it('says what is wrong with a database that is not there', async () => {
    const line = ['roles', 'create', '--name', 'x']
    const { code, stderr } = await relvar('postgres://postgres@127.0.0.1:1/nothing', line)
    expect(code).toBe(1)
    expect(stderr).toContain('DATABASE_URL')
  })
})

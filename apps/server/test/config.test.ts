import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../src/config/config-error.js'
import { readConfig } from '../src/config/config.js'

const folder = mkdtempSync(join(tmpdir(), 'relvar-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const noFile = file('empty.env', '')
const read = (values: Record<string, string>): ReturnType<typeof readConfig> =>
  readConfig({ CONFIG_PATH: noFile, ...values })

function problemsOf(values: Record<string, string>): ConfigError {
  try {
    read(values)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('The configuration was accepted.')
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(read({})).toMatchObject({
      databaseUrl: null,
      HOST: '127.0.0.1',
      PORT: 8055,
      QUERY_LIMIT_MAX: null,
      secrets: [],
      unknown: [],
    })
  })

  it.each([
    ['sqlite:shop.db', 'sqlite:./shop.db'],
    ['sqlite:shop.db', `sqlite:${process.cwd()}/shop.db?mode=rw`],
    ['postgres://me@host:5432/shop', 'postgresql://you:secret@host:5432/shop'],
  ])('takes no METADATA_URL that is the database itself: %s', (DATABASE_URL, METADATA_URL) => {
    const { message } = problemsOf({ DATABASE_URL, METADATA_URL })
    expect(message).toContain('METADATA_URL is the database of DATABASE_URL itself')
    expect(read({ DATABASE_URL, METADATA_URL: 'sqlite:own.db' }).METADATA_URL).toBe('sqlite:own.db')
  })

  it('checks METADATA_URL, and keeps its password out of logs', () => {
    expect(problemsOf({ METADATA_URL: 'nonsense:canary' }).message).toMatch(
      /METADATA_URL is no URL of a database/,
    )
    expect(problemsOf({ METADATA_URL: 'sqlite::memory:' }).message).toContain('in memory')
    expect(problemsOf({ METADATA_URL: 'nonsense:canary' }).message).not.toContain('canary')
    expect(read({ METADATA_URL: 'postgres://me:canary@host/own' }).secrets).toContain('canary')
  })

  it.each([
    ['PORT', '0', 0],
    ['PORT', 'number:3000', 3000],
    ['PORT', 'string:3000', 3000],
    ['SERVER_SHUTDOWN_TIMEOUT', '250', 250],
    ['SERVER_SHUTDOWN_TIMEOUT', '1.5s', 1500],
    ['SERVER_SHUTDOWN_TIMEOUT', '15m', 900_000],
    ['DB_STATEMENT_TIMEOUT', '500 ms', 500],
    ['MAX_PAYLOAD_SIZE', '1mb', 1_048_576],
    ['MAX_PAYLOAD_SIZE', '10KB', 10_240],
    ['MAX_PAYLOAD_SIZE', '2048', 2048],
    ['QUERY_LIMIT_MAX', '-1', null],
    ['QUERY_LIMIT_MAX', 'Infinity', null],
    ['QUERY_LIMIT_MAX', '500', 500],
    ['CORS_ENABLED', 'TRUE', true],
    ['CORS_ENABLED', 'boolean:false', false],
    ['CORS_ORIGIN', '*', true],
    [
      'CORS_ORIGIN',
      'https://a.example/, http://b.example:81',
      ['https://a.example', 'http://b.example:81'],
    ],
    ['CORS_ORIGIN', 'regex:\\.example$', [/\.example$/]],
    ['DB_SCHEMAS', 'public, audit', ['public', 'audit']],
    ['DB_SCHEMAS', 'array:public', ['public']],
    ['DB_SCHEMAS', 'json:["a,b"]', ['a,b']],
    ['DB_PASSWORD', 'string:true', 'true'],
    ['DB_PASSWORD', '0123', '0123'],
    ['LOG_LEVEL', 'WARN', 'warn'],
  ] as const)('reads %s=%s', (name, text, value) => {
    expect(read({ [name]: text })[name]).toEqual(value)
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 8055, databaseUrl: null })
  })

  it('reads a file, and lets the environment win', () => {
    const CONFIG_PATH = file('some.env', 'PORT=1111\nLOG_LEVEL=debug\nSHOE_SIZE=42\n')
    expect(readConfig({ CONFIG_PATH, PORT: '2222' })).toMatchObject({
      PORT: 2222,
      LOG_LEVEL: 'debug',
      unknown: ['SHOE_SIZE'],
    })
  })

  it('reads a secret from the file that NAME_FILE names', () => {
    const path = file('password', 'hunter22\n')
    const config = read({
      DB_PASSWORD_FILE: path,
      DB_CLIENT: 'pg',
      DB_DATABASE: 'shop',
      DB_USER: 'me',
    })
    expect(config.databaseUrl).toBe('postgres://me:hunter22@localhost/shop')
    expect(config.secrets).toEqual(['hunter22'])
  })

  it('lists every problem at once, with the cure, and shows no secret', () => {
    const error = problemsOf({
      PORT: '80555',
      HOST: '0.0.0.0',
      MAX_PAYLOAD_SIZE: 'big',
      DB_STATEMENT_TIMEOUT: '5 fortnights',
      CORS_ENABLED: 'maybe',
      PUBLIC_URL: 'example.com',
      SESSION_COOKIE_SAME_SITE: 'none',
      DB_HOST: 'db.example',
      DB_PASSWORD: 'json:{canary',
      SECRET_FILE: '/nowhere',
      LOG_LEVEL: 'loud',
      DATABASE_URL_FILE: '/nowhere/at-all',
    })
    expect(error.message).toMatchInlineSnapshot(`
      "11 settings need your attention:
        DATABASE_URL_FILE names a file that cannot be read: /nowhere/at-all (ENOENT).
          Correct the path, or leave the variable out.
        SECRET_FILE names a file that cannot be read: /nowhere (ENOENT).
          Correct the path, or leave the variable out.
        DB_PASSWORD is forced to be JSON, but cannot be read as such.
          Correct it, or leave it out.
        DB_STATEMENT_TIMEOUT = "5 fortnights" is not a duration such as 500ms, 30s, 15m, 2h or 7d.
          Correct it, or leave it out for 30s.
        PORT = "80555" is above the largest value, 65535.
          Correct it, or leave it out for 8055.
        CORS_ENABLED = "maybe" is neither true nor false.
          Correct it, or leave it out for false.
        MAX_PAYLOAD_SIZE = "big" is not a size such as 512kb, 1mb or 2gb.
          Correct it, or leave it out for 1mb.
        LOG_LEVEL = "loud" is not one of trace, debug, info, warn, error, fatal, silent.
          Correct it, or leave it out for info.
        PUBLIC_URL = "example.com" is not an address that begins with http:// or https://.
          Write it in full, e.g. https://api.example.com, or leave it out.
        SESSION_COOKIE_SAME_SITE = "none" is taken by browsers for cookies of https alone.
          Set PUBLIC_URL to the https address that people use, or SESSION_COOKIE_SECURE=true.
        DB_HOST is set, but nothing says what kind of database it is.
          Set DB_CLIENT (pg, mysql, mariadb, sqlite3 ...), or DATABASE_URL alone."
    `)
    expect(error.message).not.toContain('canary')
  })

  it('says in which file a problem is', () => {
    const CONFIG_PATH = file('wrong.env', 'PORT=abc\n')
    expect(() => readConfig({ CONFIG_PATH })).toThrow(
      `PORT in ${CONFIG_PATH} = "abc" is not a whole number.`,
    )
  })

  it('wants the file that CONFIG_PATH names', () => {
    expect(() => readConfig({ CONFIG_PATH: '/nowhere/.env' })).toThrow(
      'CONFIG_PATH names a file that cannot be read: /nowhere/.env (ENOENT).',
    )
  })

  it.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost'])('listens on %s', (HOST) => {
    expect(read({ HOST }).HOST).toBe(HOST)
  })

  it.each(['0.0.0.0', '::', '192.168.1.7', 'example.com'])('listens on %s', (HOST) => {
    expect(read({ HOST }).HOST).toBe(HOST)
  })

  it.each([
    [{ SECRET: 'canary' }, 'SECRET'],
    [{ ADMIN_EMAIL: 'me@example.com' }, 'ADMIN_PASSWORD'],
    [{ ADMIN_PASSWORD: 'canary' }, 'ADMIN_EMAIL'],
    [{ ADMIN_TOKEN: 'canary' }, 'ADMIN_TOKEN'],
  ])('refuses %o', (settings, name) => {
    const { problems, message } = problemsOf(settings)
    expect(problems).toMatchObject([{ name }])
    expect(message).not.toContain('canary')
  })

  it.each([
    ['false', false],
    ['true', true],
    ['2', 2],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ])('reads IP_TRUST_PROXY=%s', (text, value) => {
    expect(read({ IP_TRUST_PROXY: text }).IP_TRUST_PROXY).toEqual(value)
  })

  it.each([
    [{}, null],
    [{ SMTP_URL: 'smtp://mail.example.com' }, 'smtp://mail.example.com'],
    [
      { EMAIL_SMTP_HOST: 'mail.example.com', EMAIL_SMTP_USER: 'me', EMAIL_SMTP_PASSWORD: 'p/w' },
      'smtp://me:p%2Fw@mail.example.com',
    ],
    [
      { EMAIL_SMTP_HOST: 'mail.example.com', EMAIL_SMTP_PORT: '465', EMAIL_SMTP_SECURE: 'true' },
      'smtps://mail.example.com:465',
    ],
  ])('sends mails by %o', (settings, url) => {
    expect(read(settings).smtpUrl).toBe(url)
  })
})

describe('the URL of the database', () => {
  it('is refused together with whatever else is wrong, and never shown', () => {
    const { message } = problemsOf({ DATABASE_URL: 'nonsense:secret', PORT: 'abc' })
    expect(message).toContain('DATABASE_URL is no URL of a database.')
    expect(message).toContain('PORT')
    expect(message).not.toContain('secret')
  })

  it.each([
    'mysql://me:secret@db/shop',
    'mssql://sa:secret@localhost/shop',
    'sqlserver://sa:secret@localhost/shop',
    'oracle://me:secret@db/x',
    'cockroachdb://root@db/x',
  ])('may be of every vendor: %s', (DATABASE_URL) => {
    expect(read({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL)
  })
})

describe('the database of DB_* variables', () => {
  it.each([
    [
      {
        DB_CLIENT: 'pg',
        DB_HOST: 'db',
        DB_PORT: '5433',
        DB_DATABASE: 'shop',
        DB_USER: 'me',
        DB_PASSWORD: 'p@ss/w:rd',
      },
      'postgres://me:p%40ss%2Fw%3Ard@db:5433/shop',
    ],
    [{ DB_CLIENT: 'mysql', DB_DATABASE: 'my shop' }, 'mysql://localhost/my%20shop'],
    [
      { DB_CLIENT: 'mariadb', DB_HOST: '::1', DB_DATABASE: 'shop', DB_USER: 'root' },
      'mariadb://root@[::1]/shop',
    ],
    [
      { DB_CLIENT: 'pg', DB_DATABASE: 'shop', DB_SSL: 'true' },
      'postgres://localhost/shop?sslmode=verify-full',
    ],
    [
      { DB_CLIENT: 'mysql', DB_DATABASE: 'shop', DB_SSL: 'true' },
      'mysql://localhost/shop?ssl=%7B%7D',
    ],
    [{ DB_CLIENT: 'sqlite3', DB_FILENAME: './shop.db' }, 'sqlite:./shop.db'],
    [{ DB_CLIENT: 'pg', DB_CONNECTION_STRING: 'postgres://a/b' }, 'postgres://a/b'],
    [
      { DB_CLIENT: 'pg', DB_HOST: 'x', DB_DATABASE: 'y', DATABASE_URL: 'sqlite:z.db' },
      'sqlite:z.db',
    ],
  ] as const)('%o', (values, url) => {
    expect(read(values).databaseUrl).toBe(url)
  })

  it.each([
    [{ DB_CLIENT: 'sqlite3' }, 'DB_FILENAME'],
    [{ DB_CLIENT: 'pg', DB_HOST: 'db' }, 'DB_DATABASE'],
    [{ DB_HOST: 'db' }, 'DB_HOST'],
    [{ DB_FILENAME: 'shop.db' }, 'DB_FILENAME'],
  ] as const)('%o lacks %s', (values, name) => {
    expect(problemsOf(values).problems).toMatchObject([{ name }])
  })
})

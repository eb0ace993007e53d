import { describe, expect, it } from 'vitest'
import { parseDatabaseUrl } from './database-url.js'

describe('parseDatabaseUrl', () => {
  it.each([
    ['sqlite:relative/path.db', 'relative/path.db', null],
    ['sqlite:/abs/olute.db', '/abs/olute.db', null],
    ['sqlite:///abs/olute.db', '/abs/olute.db', null],
    ['sqlite://relative.db', 'relative.db', null],
    ['sqlite::memory:', ':memory:', null],
    ['sqlite:with space ?%20#.db', 'with space ?%20#.db', null],
    ['sqlite:a.db?mode=ro', 'a.db', 'ro'],
    ['SQLite:a.db?mode=rwc', 'a.db', 'rwc'],
    ['file:///a%20b.db', '/a b.db', null],
    ['file:a.db?mode=rw', 'a.db', 'rw'],
  ])('reads %s as a file', (url, path, mode) => {
    expect(parseDatabaseUrl(url)).toEqual({ dialect: 'sqlite', path, mode })
  })

  it.each([
    ['postgres://localhost/shop', 'postgres'],
    ['postgresql://u:p%40ss@localhost:5433/shop?sslmode=require', 'postgres'],
    ['postgres://shop?host=/var/run/postgresql', 'postgres'],
    ['cockroachdb://root@localhost:26257/shop', 'cockroachdb'],
    ['mysql://localhost/shop', 'mysql'],
    ['mariadb://localhost/shop', 'mariadb'],
    ['mssql://localhost/shop', 'mssql'],
    ['sqlserver://localhost/shop', 'mssql'],
    ['oracle://localhost/shop', 'oracle'],
  ])('reads %s as %s', (url, dialect) => {
    expect(parseDatabaseUrl(url).dialect).toBe(dialect)
  })

  it.each([
    ['', 'no scheme'],
    ['localhost/shop', 'no scheme'],
    ['mongodb://localhost/shop', '"mongodb" is no database'],
    ['constructor://localhost', '"constructor" is no database'],
    ['postgres://user:s3cret@host:port/shop', 'not a URL'],
    ['postgres://user:s3cret@/shop', 'not a URL|names no host'],
    ['postgres://user:s3cret%@host/shop', '"%"'],
    ['sqlite:', 'names no file'],
    ['file:///a%.db', '"%"'],
  ])('refuses %j and says why, without the password', (url, reason) => {
    const parse = (): unknown => parseDatabaseUrl(url)
    expect(parse).toThrow(new RegExp(reason))
    expect(parse).toThrow(expect.objectContaining({ code: 'RELVAR_INVALID_DATABASE_URL' }))
    expect(parse).not.toThrow(/s3cret/)
  })
})

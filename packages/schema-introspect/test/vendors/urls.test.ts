import { describe, expect, it } from 'vitest'
import { connectionConfig } from '../../src/connect/mssql/index.js'
import { poolAttributes } from '../../src/connect/oracle/index.js'
import { connect, dialectOf } from '../../src/index.js'

describe('URLs of SQL Server', () => {
  it('name server, database and account, escapes decoded', () => {
    const url = new URL('mssql://sa:p%40ss%2Fword@db.example:1444/my%20shop')
    expect(connectionConfig(url, {})).toMatchObject({
      server: 'db.example',
      authentication: { type: 'default', options: { userName: 'sa', password: 'p@ss/word' } },
      options: { port: 1444, database: 'my shop', encrypt: true, trustServerCertificate: false },
    })
  })

  it('have defaults that do not end statements', () => {
    const { options } = connectionConfig(new URL('mssql://sa:x@db'), {})
    expect(options).toMatchObject({ port: 1433, database: 'master', requestTimeout: 0 })
  })

  it('take what other programs write', () => {
    const url = new URL(
      'sqlserver://me:x@[::1]/shop?encrypt=false&trustServerCertificate=true&instanceName=A&domain=CORP',
    )
    const config = connectionConfig(url, { statementTimeout: 300, readOnly: true })
    expect(config).toMatchObject({
      server: '::1',
      authentication: { type: 'ntlm', options: { domain: 'CORP', userName: 'me' } },
      options: {
        instanceName: 'A',
        encrypt: false,
        trustServerCertificate: true,
        requestTimeout: 300,
        readOnlyIntent: true,
      },
    })
    expect(config.options).not.toHaveProperty('port')
  })
})

describe('URLs of Oracle', () => {
  it('become Easy Connect strings', () => {
    expect(poolAttributes(new URL('oracle://shop:p%40ss@db.example:1522/FREEPDB1'), {})).toEqual({
      user: 'shop',
      password: 'p@ss',
      connectString: 'tcp://db.example:1522/FREEPDB1',
      connectTimeout: 10,
      poolMax: 10,
    })
  })

  it('keep their parameters, and encrypt where they say so', () => {
    const url = new URL('oracle://shop:x@db/pdb?protocol=tcps&wallet_location=/opt/wallet')
    expect(poolAttributes(url, { maxConnections: 3 })).toMatchObject({
      connectString: 'tcps://db:1521/pdb?wallet_location=/opt/wallet',
      poolMax: 3,
    })
  })
})

describe('connections', () => {
  it.each([
    ['mssql://sa:x@127.0.0.1:1/shop', 'mssql'],
    ['oracle://shop:x@127.0.0.1:1/pdb', 'oracle'],
    ['mysql://root:x@127.0.0.1:1/shop', 'mysql'],
    ['cockroachdb://root@127.0.0.1:1/shop', 'cockroachdb'],
  ])(
    'to %s are made with the first statement, which fails where nobody answers',
    async (url, dialect) => {
      const db = await connect(url)
      expect(dialectOf(db)).toBe(dialect)
      await expect(db.selectFrom('t').selectAll().execute()).rejects.toThrow(/connect|refused/i)
      await db.destroy()
    },
  )
})

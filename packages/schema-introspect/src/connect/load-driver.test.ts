import { describe, expect, it } from 'vitest'
import { loadDriver } from './load-driver.js'

const importing = (name: string): Promise<unknown> => import(/* @vite-ignore */ name)

describe('loadDriver', () => {
  it('names the package that is missing, and the command', async () => {
    const name = 'relvar-no-such-driver'
    await expect(loadDriver(name, 'postgres', () => importing(name))).rejects.toMatchObject({
      code: 'RELVAR_MISSING_DRIVER',
      package: name,
      message: expect.stringContaining(`npm install ${name}`),
    })
  })

  it('passes on what goes wrong inside a driver that is there', async () => {
    const broken = new Error('broken native part')
    await expect(loadDriver('pg', 'postgres', () => Promise.reject(broken))).rejects.toBe(broken)
    const other = Object.assign(new Error(`Cannot find package 'its-dependency'`), {
      code: 'ERR_MODULE_NOT_FOUND',
    })
    await expect(loadDriver('pg', 'postgres', () => Promise.reject(other))).rejects.toBe(other)
  })
})

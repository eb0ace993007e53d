import { describe, expect, it } from 'vitest'
import { cleanServers, DIALECTS } from './dialects.js'
import { beginRun, endRun } from './environment.js'
import { skipFileWithout } from './skip-file-without.js'

const servers = DIALECTS.filter(({ name }) => name !== 'sqlite')

skipFileWithout(servers, 'DIALECTS leaves out all that have a server')

describe.each(servers)('what a test leaves on $name', ({ skip, createDatabase }) => {
  it.skipIf(skip)('is dropped at the end of its run, and nothing of another run', async () => {
    await using other = await createDatabase()
    // For this worker alone: the databases of all others keep their names.
    beginRun()
    const left = await createDatabase()
    await left.execute(['create table t (n int)'])
    await cleanServers()
    endRun()
    await expect(left.query('select n from t')).rejects.toThrow(
      /exist|unknown database|open|login|invalid/i,
    )
    await other.execute(['create table t (n int)'])
  })
})

import { cleanServers } from './dialects.js'
import { beginRun, endRun } from './environment.js'
import { startServers } from './servers/start-servers.js'

/** Vitest's `globalSetup`: the servers of the matrix, once for the whole run, and clean after it. */
export async function setup(): Promise<() => Promise<void>> {
  beginRun()
  const servers = await startServers()
  return async () => {
    try {
      await cleanServers()
    } finally {
      await servers[Symbol.asyncDispose]()
      endRun()
    }
  }
}

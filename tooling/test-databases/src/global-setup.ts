import { startServers } from './servers/start-servers.js'

/** Vitest's `globalSetup`: the servers of the matrix, once for the whole run. */
export async function setup(): Promise<() => Promise<void>> {
  const servers = await startServers()
  return async () => servers[Symbol.asyncDispose]()
}

import { connect } from 'node:net'
import type { Server } from 'node:http'
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../config/config-error.js'
import type { Settings } from '../config/variables.js'

type Place = Pick<Settings, 'HOST' | 'PORT' | 'UNIX_SOCKET_PATH'>

/**
 * Listens where the settings say and answers the address for people: `http://localhost:8055`, or
 * the path of the socket. A place that is taken or closed to us is a {@link ConfigError}.
 */
export async function listen(server: Server, place: Place): Promise<string> {
  try {
    if (place.UNIX_SOCKET_PATH !== null) return await listenOnSocket(server, place.UNIX_SOCKET_PATH)
    await start(server, { host: place.HOST, port: place.PORT })
    const { port } = server.address() as AddressInfo
    return `http://${hostForPeople(place.HOST)}:${port}`
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, place)
  }
}

/** A process that was killed leaves its socket's file behind; nobody answers there, so it may go. */
async function listenOnSocket(server: Server, path: string): Promise<string> {
  try {
    await start(server, { path })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || (await isAnswered(path)))
      throw error
    rmSync(path)
    await start(server, { path })
  }
  return path
}

function start(
  server: Server,
  options: { readonly host: string; readonly port: number } | { readonly path: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'))
  })
}

function hostForPeople(host: string): string {
  if (host === '127.0.0.1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function explain(error: NodeJS.ErrnoException, { HOST, PORT, UNIX_SOCKET_PATH }: Place): Error {
  const name = UNIX_SOCKET_PATH === null ? 'PORT' : 'UNIX_SOCKET_PATH'
  const place = UNIX_SOCKET_PATH ?? `${PORT}`
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError([
        {
          name,
          problem: `${place} is taken: something else listens there.`,
          cure: `Stop it, or choose another: ${name}=${UNIX_SOCKET_PATH ?? PORT + 1}.`,
        },
      ])
    case 'EACCES':
      return new ConfigError([
        {
          name,
          problem: `${place} is closed to this account.`,
          cure: 'Ports below 1024 need more rights; choose a higher one.',
        },
      ])
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError([
        {
          name: 'HOST',
          problem: `= "${HOST}" is no address of this machine.`,
          cure: 'Use 127.0.0.1, ::1 or localhost.',
        },
      ])
    default:
      return error
  }
}

import { createServer, connect as connectTcp, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

/** Stands between a driver and its server, so that the server can seem to go away and come back. */
export interface Proxy extends AsyncDisposable {
  /** The URL of the server, by way of the proxy. */
  readonly url: string
  /** Breaks all connections and refuses new ones. */
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** How long what is said on connections made from now on takes to come through, in milliseconds. */
  lag: number
}

export async function startProxy(target: string): Promise<Proxy> {
  const url = new URL(target)
  const { hostname, port } = url
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    // Broken connections are what it is for.
    socket.on('error', () => socket.destroy())
    return socket.on('close', () => sockets.delete(socket))
  }
  const server: Server = createServer((client) => {
    const upstream = keep(connectTcp(Number(port), hostname))
    keep(client)
    upstream.pipe(client)
    if (proxy.lag === 0) client.pipe(upstream)
    else setTimeout(() => client.pipe(upstream), proxy.lag)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  const listen = async (on: number): Promise<void> => {
    server.listen(on, '127.0.0.1')
    await once(server, 'listening')
  }
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await listen(0)
  const own = (server.address() as { port: number }).port
  url.hostname = '127.0.0.1'
  url.port = String(own)
  const proxy: Proxy = {
    url: url.href,
    stop,
    start: () => listen(own),
    lag: 0,
    [Symbol.asyncDispose]: async () => {
      if (server.listening) await stop()
    },
  }
  return proxy
}

import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A way to a server that can be cut and mended: to a client the server behind it goes away and comes back. */
export interface Proxy extends AsyncDisposable {
  readonly port: number
  /** Ends all connections and takes no new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** Makes a proxy to a server; it is cut at first. */
export async function createProxy(host: string, port: number): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const own = await freePort()
  let server: Server | null = null

  async function mend(): Promise<void> {
    server = createServer((client) => {
      const upstream = connect(port, host)
      for (const socket of [client, upstream]) {
        sockets.add(socket)
        // Either end may be cut at any time; its partner follows.
        socket
          .on('error', () => {})
          .once('close', () => {
            sockets.delete(socket)
            client.destroy()
            upstream.destroy()
          })
      }
      client.pipe(upstream).pipe(client)
    })
    await new Promise<void>((resolve, reject) =>
      server?.once('error', reject).listen(own, '127.0.0.1', resolve),
    )
  }

  async function cut(): Promise<void> {
    const closed = new Promise<void>((resolve) =>
      server === null ? resolve() : server.close(() => resolve()),
    )
    server = null
    for (const socket of sockets) socket.destroy()
    await closed
  }

  return { port: own, cut, mend, [Symbol.asyncDispose]: cut }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

import type { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

/** What `pg` has of a session and its types do not name. */
interface Session {
  readonly processID: number
  readonly secretKey: number
}

interface Control {
  readonly connection: Wire
  readonly host: string
  readonly port: number
}

interface Wire extends EventEmitter {
  readonly stream: Socket
  readonly ssl: unknown
  readonly sslNegotiation: string
  readonly connect: (portOrPath: number | string, host?: string) => void
  readonly requestSsl: () => void
  readonly cancel: (processID: number, secretKey: number) => void
}

const SILENCE_MS = 10_000

/**
 * Asks the server to cancel what a session is running, by the protocol's own request: CockroachDB has no
 * `pg_cancel_backend`, and a server without a free connection still takes it. The server closes
 * the connection when it has passed the request on; until then the session must run nothing else.
 *
 * @param control a client of the same settings that was never connected
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 * @see https://www.cockroachlabs.com/docs/stable/cancel-query
 */
export function cancelRunning(control: pg.Client, session: pg.PoolClient): Promise<void> {
  const { processID, secretKey } = session as unknown as Session
  const { connection, host, port } = control as unknown as Control
  const cancel = (): void => connection.cancel(processID, secretKey)
  return new Promise((resolve, reject) => {
    connection.once('connect', () => {
      if (!connection.ssl) cancel()
      // `direct` has begun with TLS already.
      else if (connection.sslNegotiation !== 'direct') connection.requestSsl()
    })
    connection.once('sslconnect', cancel)
    connection.stream.setTimeout(SILENCE_MS, () =>
      connection.stream.destroy(new Error('The server does not answer a request to cancel.')),
    )
    connection.once('end', resolve)
    connection.on('error', reject)
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
    else connection.connect(port, host)
  })
}

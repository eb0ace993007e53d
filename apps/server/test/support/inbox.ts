import type { AddressInfo } from 'node:net'
import { callbackify } from 'node:util'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail server that takes everything. */
export interface Inbox extends AsyncDisposable {
  readonly url: string
  readonly mails: readonly ReceivedMail[]
}

export interface ReceivedMail extends ParsedMail {
  readonly receivers: readonly string[]
}

export async function openInbox(): Promise<Inbox> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const receivers = envelope.rcptTo.map(({ address }) => address)
      const keep = async (): Promise<void> =>
        void mails.push({ ...(await simpleParser(stream)), receivers })
      callbackify(keep)(done)
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

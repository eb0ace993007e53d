import type { AddressInfo } from 'node:net'
import { callbackify } from 'node:util'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail server that takes everything but what is told. */
export interface Inbox extends AsyncDisposable {
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  /** What the next receivers are refused with, first to last. */
  readonly refusals: Refusal[]
}

export interface Refusal {
  readonly code: number
  readonly text: string
}

export interface ReceivedMail extends ParsedMail {
  readonly receivers: readonly string[]
}

export async function openInbox(): Promise<Inbox> {
  const mails: ReceivedMail[] = []
  const refusals: Refusal[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      const refusal = refusals.shift()
      done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
    },
    onData(stream, session, done) {
      const receivers = session.envelope.rcptTo.map(({ address }) => address)
      const keep = async (): Promise<void> => {
        mails.push({ ...(await simpleParser(stream)), receivers })
      }
      callbackify(keep)(done)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refusals,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

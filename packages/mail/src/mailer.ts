import { type Handlers, PermanentFailure, type Queue, type RunningJob } from '@relvar/queue'
import { createTransport } from 'nodemailer'
import { addressOf } from './address.js'
import { defaultTemplates } from './default-templates.js'
import { InvalidMailError, InvalidTemplateError } from './errors.js'
import { createRenderer, type Renderer } from './render.js'
import { createSeal, type Seal } from './seal.js'
import type { Templates } from './templates.js'

/** A mail to one person. */
export interface Mail {
  readonly to: string
  /** `password-reset`, or whichever there is. */
  readonly template: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Mailer {
  /**
   * Enqueues a mail: it is sent outside the request, again and again until the server takes it.
   *
   * @throws InvalidMailError where the address or the template is none
   */
  send(mail: Mail): Promise<void>
  /** What sends them, for `startWorkers`. */
  readonly handlers: Handlers
}

/** A message as nodemailer takes it. */
export interface Message {
  readonly from: string
  readonly to: { readonly name: string; readonly address: string }
  readonly messageId: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly disableFileAccess: true
  readonly disableUrlAccess: true
}

/** What sends messages: any transporter of nodemailer is one. */
export interface Transport {
  sendMail(message: Message): Promise<unknown>
}

export interface MailerOptions {
  /** `smtps://user:password@mail.example.com`, or a transporter of one's own. */
  readonly transport: string | Transport
  /** The sender: `Shop <shop@example.com>`. */
  readonly from: string
  readonly queue: Pick<Queue, 'enqueue'>
  /** Mails wait sealed with a key made of this: they hold links that open accounts. The same on all servers. */
  readonly secret: string
  /** What templates know as `project`; asked for each mail where it may change. */
  readonly project: string | (() => Promise<string>)
  /** {@link readTemplates} of a folder; the default ones unless told. */
  readonly templates?: Templates
}

const KIND = 'mail'

/**
 * Sends mails by durable jobs.
 *
 * @example
 * const mailer = createMailer({ transport: smtpUrl, from, queue, secret, project: 'Shop' })
 * startWorkers(queue, mailer.handlers, { onError })
 * await mailer.send({ to: 'ada@example.com', template: 'password-reset', data: { url } })
 *
 * @throws InvalidTemplateError
 */
export function createMailer(options: MailerOptions): Mailer {
  const { queue, secret, templates = defaultTemplates } = options
  const renderer = createRenderer(templates)
  const seal = createSeal(secret, 'relvar mail')
  const transport: Transport =
    typeof options.transport === 'string' ? createTransport(options.transport) : options.transport
  return {
    async send({ to, template, data }) {
      if (!renderer.has(template)) throw new InvalidMailError(`There is no mail "${template}".`)
      const mail: Mail = { to: addressOf(to), template, data }
      await queue.enqueue({ kind: KIND, payload: seal.close(JSON.stringify(mail)) })
    },
    handlers: {
      [KIND]: async (job) => {
        const { from, project } = options
        const name = typeof project === 'string' ? project : await project()
        const message = messageOf(job, opened(seal, job.payload), renderer, { from, project: name })
        await deliver(transport, message)
      },
    },
  }
}

function opened(seal: Seal, payload: unknown): Mail {
  try {
    return JSON.parse(seal.open(String(payload))) as Mail
  } catch {
    // What the seal or the parser says could quote the mail.
    throw new PermanentFailure('The mail was sealed with another secret, or changed.')
  }
}

/** A mail that is sent twice, because nobody could note the first time, has the same id: inboxes show it once. */
function messageOf(
  { key }: RunningJob,
  { to, template, data }: Mail,
  renderer: Renderer,
  { from, project }: { readonly from: string; readonly project: string },
): Message {
  return {
    from,
    to: { name: '', address: to },
    messageId: `<${key}@relvar>`,
    ...rendered(renderer, template, { ...data, project }),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function rendered(
  renderer: Renderer,
  template: string,
  data: Mail['data'],
): ReturnType<Renderer['render']> {
  try {
    return renderer.render(template, data)
  } catch (error) {
    if (error instanceof InvalidTemplateError) throw new PermanentFailure(error.message)
    throw error
  }
}

/** Servers quote what they refuse, so of their answers only the codes are kept. */
async function deliver(transport: Transport, message: Message): Promise<void> {
  try {
    await transport.sendMail(message)
  } catch (error) {
    const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
    const codes = [code, responseCode].filter((each) => each !== undefined).join(' ')
    const reason = `The mail server did not take it (${codes || 'no code'}).`
    throw isRefusal(code, responseCode) ? new PermanentFailure(reason) : new Error(reason)
  }
}

/** 5yz answers to the receiver or the message are final: RFC 5321 section 4.2.1. Those to a login are ours to mend. */
function isRefusal(code: unknown, responseCode: unknown): boolean {
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && Number(responseCode) >= 500
}

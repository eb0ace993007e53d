import type { Mailer as AuthMailer } from '@relvar/auth'
import { createMailer, type Mailer, readTemplates } from '@relvar/mail'
import type { Queue } from '@relvar/queue'
import type { Logger } from 'pino'
import { ConfigError } from '../config/config-error.js'
import type { Config } from '../config/config.js'
import type { Door } from './door.js'
import { projectName } from './project.js'
import { reasonOf } from '../database/away.js'

export interface MailParts {
  readonly config: Config
  readonly secret: string
  readonly queue: Pick<Queue, 'enqueue'>
  readonly door: Door
  readonly logger: Logger
}

/** What sends mails: by `SMTP_URL`, or nobody where that is not set. */
export async function createMails(parts: MailParts): Promise<Mailer> {
  const { config, secret, queue, door, logger } = parts
  if (config.smtpUrl === null) return { ...sendsNothing(logger), handlers: {} }
  const templates = await templatesOf(config)
  return createMailer({
    transport: config.smtpUrl,
    from: config.EMAIL_FROM,
    queue,
    secret,
    project: () => projectName(door),
    ...templates,
  })
}

/** The log names the kind of mail only: its link opens an account. */
function sendsNothing(logger: Logger): AuthMailer {
  return {
    send: ({ template }) => {
      logger.warn({ template }, 'A mail was not sent: SMTP_URL is not set.')
      return Promise.resolve()
    },
  }
}

async function templatesOf({
  EMAIL_TEMPLATES_PATH: folder,
}: Config): Promise<{ readonly templates?: Awaited<ReturnType<typeof readTemplates>> }> {
  if (folder === null) return {}
  try {
    return { templates: await readTemplates(folder) }
  } catch (error) {
    const problem = `= "${folder}" cannot be read: ${reasonOf(error)}`
    const cure = 'Name a folder of templates, or leave it out for those that come along.'
    throw new ConfigError([{ name: 'EMAIL_TEMPLATES_PATH', problem, cure }], { cause: error })
  }
}

import { flag, integer, text } from '../value-types.js'
import type { Variables } from './variable.js'

/** Mails, and who takes them. */
export interface MailSettings {
  readonly EMAIL_FROM: string
  readonly SMTP_URL: string | null
  readonly EMAIL_SMTP_HOST: string | null
  readonly EMAIL_SMTP_PORT: number | null
  readonly EMAIL_SMTP_USER: string | null
  readonly EMAIL_SMTP_PASSWORD: string | null
  readonly EMAIL_SMTP_SECURE: boolean
  readonly EMAIL_TEMPLATES_PATH: string | null
}

export const mailVariables: Variables<MailSettings> = {
  EMAIL_FROM: {
    type: text,
    default: 'no-reply@example.com',
    about: 'The sender of mails: `shop@example.com` or `Shop <shop@example.com>`.',
  },
  SMTP_URL: {
    type: text,
    default: null,
    secret: true,
    about:
      'The server that takes mails: `smtps://user:password@mail.example.com`. Without it no mail is sent.',
  },
  EMAIL_SMTP_HOST: {
    type: text,
    default: null,
    about: 'The same in parts: the host.',
  },
  EMAIL_SMTP_PORT: {
    type: integer(1, 65_535),
    default: null,
    about: 'With `EMAIL_SMTP_HOST`: its port.',
  },
  EMAIL_SMTP_USER: {
    type: text,
    default: null,
    about: 'With `EMAIL_SMTP_HOST`: the account.',
  },
  EMAIL_SMTP_PASSWORD: {
    type: text,
    default: null,
    secret: true,
    about: 'With `EMAIL_SMTP_HOST`: its password.',
  },
  EMAIL_SMTP_SECURE: {
    type: flag,
    default: 'false',
    about:
      'With `EMAIL_SMTP_HOST`: encrypted from the start. Otherwise as soon as the server offers it.',
  },
  EMAIL_TEMPLATES_PATH: {
    type: text,
    default: null,
    about:
      'A folder of templates of your own: `password-reset.subject.liquid`, `.html.liquid`, `.text.liquid` and so on.',
  },
}

/** Mail from templates, sent by durable jobs. */

export { createMailer } from './mailer.js'
export type { Mail, Mailer, MailerOptions, Message, Transport } from './mailer.js'
export { readTemplates } from './templates.js'
export type { Templates } from './templates.js'
export { createSeal, type Seal } from './seal.js'
export { InvalidMailError, InvalidTemplateError } from './errors.js'

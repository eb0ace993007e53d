import type { Settings } from './variables.js'

/** Where mails are handed over: `SMTP_URL`, or what its parts say; null where neither is set. */
export function smtpUrl(settings: Settings): string | null {
  const { SMTP_URL, EMAIL_SMTP_HOST, EMAIL_SMTP_PORT, EMAIL_SMTP_SECURE } = settings
  if (SMTP_URL !== null) return SMTP_URL
  if (EMAIL_SMTP_HOST === null) return null
  const port = EMAIL_SMTP_PORT === null ? '' : `:${EMAIL_SMTP_PORT}`
  const scheme = EMAIL_SMTP_SECURE ? 'smtps' : 'smtp'
  return `${scheme}://${accountOf(settings)}${EMAIL_SMTP_HOST}${port}`
}

function accountOf({ EMAIL_SMTP_USER: user, EMAIL_SMTP_PASSWORD: password }: Settings): string {
  if (user === null) return ''
  const secret = password === null ? '' : `:${encodeURIComponent(password)}`
  return `${encodeURIComponent(user)}${secret}@`
}

import type { Session } from '@relvar/query-engine'
import type { AllowedUrls, AttemptLimits, AuthOptions, AuthSettings, Lifetimes } from './options.js'

/** The options with their defaults. */
export interface AuthConfig extends Omit<AuthOptions, 'settings'> {
  readonly settings: (session?: Session) => Promise<AuthSettings>
  readonly lifetimes: Lifetimes
  readonly limits: AttemptLimits
  readonly urls: AllowedUrls
  readonly issuer: string
  readonly stallTime: number
  readonly registerStallTime: number
  readonly now: () => number
}

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

const lifetimes: Lifetimes = {
  access: 15 * MINUTE,
  refresh: 7 * DAY,
  session: DAY,
  grace: 10_000,
  verification: 7 * DAY,
  invite: 7 * DAY,
}

const limits: AttemptLimits = {
  account: { points: 10, duration: MINUTE },
  address: { points: 50, duration: MINUTE },
  registration: { points: 5, duration: MINUTE },
}

const settings: AuthSettings = {
  auth_login_attempts: 25,
  auth_password_policy: null,
  public_registration: false,
  public_registration_role: null,
  public_registration_verify_email: true,
  public_registration_email_filter: null,
}

const urls: AllowedUrls = {
  public: 'http://localhost:8055',
  passwordReset: [],
  invite: [],
  verification: [],
}

export function configOf(options: AuthOptions): AuthConfig {
  return {
    ...options,
    settings: async (session) => ({ ...settings, ...(await options.settings?.(session)) }),
    lifetimes: { ...lifetimes, ...options.lifetimes },
    limits: { ...limits, ...options.limits },
    urls: { ...urls, ...options.urls },
    issuer: options.issuer ?? 'relvar',
    stallTime: options.stallTime ?? 500,
    registerStallTime: options.registerStallTime ?? 750,
    now: options.now ?? Date.now,
  }
}

import type { Item } from '@relvar/studio-ui'

/** The settings as a form has them: nothing is an empty text. */
export interface ProjectDraft {
  readonly project_name: string
  readonly project_descriptor: string
  readonly project_url: string
  readonly project_color: string
  readonly default_language: string
  readonly default_appearance: string
  readonly public_note: string
  /** Which rule passwords follow; an expression is one's own. */
  readonly rule: 'standard' | 'strong' | 'custom'
  readonly auth_password_policy: string
  readonly auth_login_attempts: number | string
  readonly public_registration: boolean
  readonly public_registration_role: string
  readonly public_registration_verify_email: boolean
}

const STRONG = '/^.{15,}$/'

/** @param settings as `/settings` has them */
export function draftOf(settings: Item): ProjectDraft {
  const text = (name: string): string => String(settings[name] ?? '')
  const policy = text('auth_password_policy')
  const attempts = settings['auth_login_attempts']
  return {
    project_name: text('project_name'),
    project_descriptor: text('project_descriptor'),
    project_url: text('project_url'),
    project_color: text('project_color'),
    default_language: text('default_language'),
    default_appearance: text('default_appearance'),
    public_note: text('public_note'),
    rule: policy === '' ? 'standard' : policy === STRONG ? 'strong' : 'custom',
    auth_password_policy: policy,
    auth_login_attempts: typeof attempts === 'number' ? attempts : '',
    public_registration: settings['public_registration'] === true,
    public_registration_role: text('public_registration_role'),
    public_registration_verify_email: settings['public_registration_verify_email'] === true,
  }
}

/**
 * What has to be written: what differs from what is there.
 *
 * @example
 * settingsOf({ ...draftOf(settings), rule: 'strong' }, settings) // { auth_password_policy: '/^.{15,}$/' }
 */
export function settingsOf(draft: ProjectDraft, settings: Item): Item {
  const { rule, ...rest } = draft
  const policy = { standard: '', strong: STRONG, custom: draft.auth_password_policy }[rule]
  const wanted = { ...rest, auth_password_policy: policy }
  const values = Object.entries(wanted).map(
    ([name, value]) => [name, value === '' ? null : value] as const,
  )
  return Object.fromEntries(values.filter(([name, value]) => value !== (settings[name] ?? null)))
}

import { expect, it } from 'vitest'
import { draftOf, settingsOf } from './project-draft.js'

const settings = {
  project_name: 'Corner shop',
  project_descriptor: null,
  project_url: null,
  project_color: '#6644FF',
  default_language: 'en-US',
  default_appearance: 'auto',
  public_note: null,
  auth_password_policy: null,
  auth_login_attempts: 25,
  public_registration: false,
  public_registration_role: null,
  public_registration_verify_email: true,
}

it('writes nothing where nothing was changed', () => {
  expect(settingsOf(draftOf(settings), settings)).toEqual({})
})

it('writes nothing as null, and rules of passwords as expressions', () => {
  const draft = draftOf(settings)
  expect(settingsOf({ ...draft, auth_login_attempts: '' }, settings)).toEqual({
    auth_login_attempts: null,
  })
  const strong = settingsOf({ ...draft, rule: 'strong' }, settings)
  expect(strong).toEqual({ auth_password_policy: '/^.{15,}$/' })
  const now = { ...settings, ...strong }
  expect(draftOf(now).rule).toBe('strong')
  expect(settingsOf({ ...draftOf(now), rule: 'standard' }, now)).toEqual({
    auth_password_policy: null,
  })
  const own = { ...settings, auth_password_policy: '/^./' }
  expect(draftOf(own)).toMatchObject({ rule: 'custom', auth_password_policy: '/^./' })
})

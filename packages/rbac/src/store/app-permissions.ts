import type { SystemNames } from '@relvar/query-engine'
import type { Filter } from '@relvar/query-engine/query'
import { allow, type Permission, type PermissionParts } from '../permission.js'

const own = (column: string): Filter => ({ [column]: { _eq: '$CURRENT_USER' } })

const PROFILE = [
  'id',
  'first_name',
  'last_name',
  'last_page',
  'email',
  'password',
  'location',
  'title',
  'description',
  'tags',
  'provider',
  'avatar',
  'language',
  'appearance',
  'theme_light',
  'theme_dark',
  'tfa_secret',
  'status',
  'role',
]

const SETTINGS = [
  'id',
  'project_url',
  'project_logo',
  'module_bar',
  'storage_asset_transform',
  'storage_asset_presets',
  'custom_aspect_ratios',
  'basemaps',
  'mapbox_key',
  'visual_editor_urls',
  'collaborative_editing_enabled',
  'report_error_url',
  'default_save_action',
]

/** What everybody may do who works with the Studio, beside what their policies say. */
export function appPermissions(names: SystemNames): readonly Permission[] {
  const may = (action: Permission['action'], table: string, parts?: PermissionParts): Permission =>
    allow(action, names.id(table), parts)
  const ownPreset: PermissionParts = { rows: own('user'), check: own('user') }
  return [
    ...['collections', 'fields', 'relations', 'translations'].map((table) => may('read', table)),
    may('read', 'activity', { rows: own('user') }),
    may('read', 'comments', { rows: own('user_created') }),
    may('create', 'comments', { check: own('user_created') }),
    may('update', 'comments', { fields: ['comment'], rows: own('user_created') }),
    may('delete', 'comments', { rows: own('user_created') }),
    may('read', 'notifications', { rows: own('recipient') }),
    may('update', 'notifications', { fields: ['status'], rows: own('recipient') }),
    may('read', 'presets', { rows: readablePresets }),
    may('create', 'presets', { presets: { user: '$CURRENT_USER' }, check: own('user') }),
    may('update', 'presets', ownPreset),
    may('delete', 'presets', { rows: own('user') }),
    may('read', 'roles', { rows: { id: { _in: '$CURRENT_ROLES' } } }),
    may('read', 'settings', { fields: SETTINGS }),
    may('read', 'shares', { rows: own('user_created') }),
    may('read', 'users', { fields: PROFILE, rows: own('id') }),
  ]
}

/** One's own, those of one's role, and those for everybody. */
const readablePresets: Filter = {
  _or: [
    own('user'),
    { _and: [{ user: { _null: true } }, { role: { _eq: '$CURRENT_ROLE' } }] },
    { _and: [{ user: { _null: true } }, { role: { _null: true } }] },
  ],
}

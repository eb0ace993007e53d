import type { SystemColumn, SystemReference, SystemTable } from '@relvar/query-engine'

const text: SystemColumn = { type: 'text' }
const name: SystemColumn = { type: 'string' }
const json: SystemColumn = { type: 'json' }
const on: SystemColumn = { type: 'boolean', required: true, default: true }
const off: SystemColumn = { type: 'boolean', required: true, default: false }
const file: SystemColumn = link('files')

function link(table: SystemReference['table']): SystemColumn {
  return { type: 'uuid', references: { table, onDelete: 'set null' } }
}

function word(value: string): SystemColumn {
  return { type: 'string', length: 64, required: true, default: value }
}

/** @param words the first is the default */
function oneOf(column: string, ...words: readonly [string, ...string[]]): SystemColumn {
  return { ...word(words[0]), traits: { validation: { [column]: { _in: words } } } }
}

/** The settings of the project: one row, there from the first start. */
export const settings: SystemTable = {
  name: 'settings',
  columns: {
    id: { type: 'integer' },
    project_name: { type: 'string', required: true, default: 'Relvar' },
    project_descriptor: name,
    project_url: name,
    project_id: { type: 'uuid', required: true },
    project_color: word('#6644FF'),
    project_logo: file,
    project_owner: name,
    project_usage: { type: 'string', length: 64 },
    org_name: name,
    product_updates: { type: 'boolean' },
    project_status: { type: 'string', length: 64 },
    default_language: word('en-US'),
    default_save_action: word('save-and-quit'),
    default_appearance: oneOf('default_appearance', 'auto', 'light', 'dark'),
    default_theme_light: name,
    default_theme_dark: name,
    theme_light_overrides: json,
    theme_dark_overrides: json,
    custom_css: text,
    public_foreground: file,
    public_background: file,
    public_favicon: file,
    public_note: text,
    module_bar: json,
    visual_editor_urls: json,
    auth_login_attempts: { type: 'integer', default: 25 },
    auth_password_policy: text,
    public_registration: off,
    public_registration_role: link('roles'),
    public_registration_verify_email: on,
    public_registration_email_filter: json,
    storage_asset_transform: oneOf('storage_asset_transform', 'all', 'none', 'presets'),
    storage_asset_presets: json,
    storage_default_folder: link('folders'),
    custom_aspect_ratios: json,
    report_error_url: name,
    report_bug_url: name,
    report_feature_url: name,
    mapbox_key: name,
    basemaps: json,
    collaborative_editing_enabled: off,
    mcp_enabled: off,
    mcp_allow_deletes: off,
    mcp_oauth_enabled: off,
    mcp_oauth_dcr_enabled: off,
    mcp_oauth_cimd_enabled: off,
    mcp_system_prompt_enabled: on,
    // Clients of this wire ask for them by name. There are no licences: nothing reads what they hold.
    license_key: { type: 'string', traits: { secret: 'conceal' } },
    license_token: { type: 'text', traits: { secret: 'conceal' } },
  },
  traits: { singleton: true },
}

/** The key of the only row. */
export const SETTINGS_ID = 1

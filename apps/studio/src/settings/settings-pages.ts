import { IconShieldCheck, type TablerIcon } from '@tabler/icons-react'
import { settingsWords } from './words.js'

/** A page of the settings, as their navigation and the palette list it. */
export interface SettingsPage {
  readonly to: string
  readonly label: string
  readonly icon: TablerIcon
}

/** In the order of the navigation. */
export const settingsPages: readonly SettingsPage[] = [
  { to: '/settings/policies', label: settingsWords.policies, icon: IconShieldCheck },
]

import {
  IconAdjustments,
  IconBookmark,
  IconHelpCircle,
  IconLanguage,
  IconSchema,
  IconServer,
  IconShieldCheck,
  IconSitemap,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import { dataModelWords } from '../data-model/words.js'
import { presetsWords } from './presets-words.js'
import { translationsWords } from './translations-words.js'
import { settingsWords } from './words.js'

/** A page of the settings, as their navigation and the palette list it. */
export interface SettingsPage {
  readonly to: string
  readonly label: string
  readonly icon: TablerIcon
}

/** In the order of the navigation. */
export const settingsPages: readonly SettingsPage[] = [
  { to: '/settings/project', label: settingsWords.project, icon: IconAdjustments },
  { to: '/settings/data-model', label: dataModelWords.title, icon: IconSchema },
  { to: '/settings/diagram', label: dataModelWords.diagram, icon: IconSitemap },
  { to: '/settings/policies', label: settingsWords.policies, icon: IconShieldCheck },
  { to: '/settings/roles', label: settingsWords.roles, icon: IconUsersGroup },
  { to: '/settings/explain', label: settingsWords.explain, icon: IconHelpCircle },
  { to: '/settings/presets', label: presetsWords.title, icon: IconBookmark },
  { to: '/settings/translations', label: translationsWords.title, icon: IconLanguage },
  { to: '/settings/system', label: settingsWords.system, icon: IconServer },
]

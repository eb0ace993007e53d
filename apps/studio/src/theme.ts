import {
  createTheme,
  type CSSVariablesResolver,
  Input,
  type MantineThemeOverride,
} from '@mantine/core'
import { accentOf, ownAccent } from './look/accent.js'

/**
 * Menus, lists of choices and hints stand beside what opens them, so they belong to the landmark or the dialog that it
 * is in; placed by the window, they leave the boxes around them.
 */
const BESIDE = { withinPortal: false, floatingStrategy: 'fixed' } as const

/** The list itself is what scrolls: a box between it and its choices would be no part of it for those who hear it. */
const CHOICES = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: 224, overflowY: 'auto' } },
} as const

/** A dialog is named as a page is. */
const NAMED = { title: { fontWeight: 600 } } as const

/** Dialogs come without a way that stays as a transform, by which all within would be placed and cut off. */
const IN_PLACE = { transition: 'fade', duration: 120 } as const

/** The design, as far as it is not Mantine's own: a grid of 4 px, corners of 8 px, Inter, one accent. */
const theme: MantineThemeOverride = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 8,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { ...BESIDE, transitionProps: { duration: 80 }, withArrow: false } },
    Modal: { defaultProps: { transitionProps: IN_PLACE, centered: true }, styles: NAMED },
    Drawer: { defaultProps: { transitionProps: IN_PLACE }, styles: NAMED },
    // The name of a dialog is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Popover: { defaultProps: BESIDE },
    Combobox: { defaultProps: BESIDE },
    Select: CHOICES,
    MultiSelect: CHOICES,
    TagsInput: CHOICES,
    Autocomplete: CHOICES,
    Menu: {
      defaultProps: {
        ...BESIDE,
        transitionProps: { duration: 80 },
        shadow: 'md',
        // It would be a child of the menu that is no item of it.
        withInitialFocusPlaceholder: false,
      },
    },
    // Fingers need 24 pixels.
    ActionIcon: { styles: { root: { '--ai-size-sm': '24px' } } },
    CloseButton: { styles: { root: { '--cb-size-sm': '24px' } } },
    // Browsers draw it in from the edge that fields stand at.
    Fieldset: { styles: { root: { marginInline: 0 } } },
    // What cannot be changed is still to be read; what does not fit says so.
    Input: Input.extend({
      styles: { input: { opacity: 1, textOverflow: 'ellipsis' } },
      vars: () => ({
        wrapper: {
          '--input-disabled-color': 'var(--mantine-color-text)',
          '--input-disabled-bg': 'light-dark(var(--mantine-color-gray-1), transparent)',
        } as never,
      }),
    }),
    // What people write runs in the direction of its own letters; code says that it does not.
    TextInput: { defaultProps: { attributes: { input: { dir: 'auto' } } } },
    Textarea: { defaultProps: { attributes: { input: { dir: 'auto' } } } },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
  },
})

/** What settings say of the colour where nobody has chosen one. */
const NO_COLOR = '#6644FF'

/** The design in the colour of a project; as long as that is not known, and where it has none, in our own. */
export function themeOf(color: string = NO_COLOR): MantineThemeOverride {
  const accent = color.toUpperCase() === NO_COLOR ? null : accentOf(color)
  return { ...theme, colors: { accent: accent ?? ownAccent } }
}

/** Links, quiet text and placeholders reach a contrast of 4.5 in both schemes, also on a tinted ground. */
export const colors: CSSVariablesResolver = ({ colors: { accent = ownAccent } }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#5c636a',
    '--mantine-color-error': '#c92a2a',
  },
  dark: {
    '--mantine-color-anchor': accent[3],
    '--mantine-color-dimmed': '#a6a7ab',
    '--mantine-color-placeholder': '#a6a7ab',
    '--mantine-color-error': '#ff8787',
  },
})

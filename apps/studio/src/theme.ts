import {
  createTheme,
  type CSSVariablesResolver,
  Input,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

/** The one accent; the shade that carries text reaches a contrast of 4.5 on white. */
const accent: MantineColorsTuple = [
  '#eef1ff',
  '#dde2fb',
  '#b9c2f2',
  '#93a0ea',
  '#7483e3',
  '#5f70de',
  '#5064d8',
  '#4054c0',
  '#384aad',
  '#2d3f99',
]

/** The design, as far as it is not Mantine's own: a grid of 4 px, corners of 8 px, Inter, one accent. */
export const theme: MantineThemeOverride = createTheme({
  colors: { accent },
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
    Tooltip: { defaultProps: { transitionProps: { duration: 80 }, withArrow: false } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, centered: true } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
    // What cannot be changed is still to be read.
    Input: Input.extend({
      styles: { input: { opacity: 1 } },
      vars: () => ({ wrapper: { '--input-disabled-color': 'var(--mantine-color-text)' } as never }),
    }),
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
  },
})

/** Links, quiet text and placeholders reach a contrast of 4.5 in both schemes, also on a tinted ground. */
export const colors: CSSVariablesResolver = () => ({
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

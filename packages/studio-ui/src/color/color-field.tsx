import { ColorInput, type ColorInputProps, MantineThemeProvider } from '@mantine/core'
import { type ReactElement, useMemo } from 'react'
import { useStudio } from '../provider/studio-provider.js'

const SWATCHES = [
  '#4054c0',
  '#1864ab',
  '#0b7285',
  '#2b8a3e',
  '#e67700',
  '#c92a2a',
  '#a61e4d',
  '#495057',
]

/**
 * A colour, typed or picked; what moves in the picker says what it is.
 *
 * @example
 * <ColorField label="Colour" value={color} onChange={setColor} />
 */
export function ColorField(props: ColorInputProps): ReactElement {
  const { saturation, hue, opacity } = useStudio().messages.color
  // The input hands nothing on to its picker but what a theme says.
  const theme = useMemo(() => {
    const defaultProps = { saturationLabel: saturation, hueLabel: hue, alphaLabel: opacity }
    return { components: { ColorPicker: { defaultProps } } }
  }, [saturation, hue, opacity])
  return (
    <MantineThemeProvider theme={theme}>
      <ColorInput
        withEyeDropper={false}
        popoverProps={{ withinPortal: false }}
        swatches={SWATCHES}
        swatchesPerRow={SWATCHES.length}
        {...props}
      />
    </MantineThemeProvider>
  )
}

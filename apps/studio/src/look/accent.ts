import type { MantineColorsTuple } from '@mantine/core'

/** The accent of projects that have no colour of their own; the shade that carries text reaches a contrast of 4.5. */
export const ownAccent: MantineColorsTuple = [
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

/** The shade whose colourfulness is that of the colour that was chosen. */
const MAIN = 6

/**
 * The shades of a colour that somebody chose. Each is as bright as the one of {@link ownAccent} in its place, so that
 * whatever is chosen can be read where that can.
 *
 * @param color `#ffcc00` or `#fc0`
 * @returns null for what is no such colour
 *
 * @example
 * accentOf('#ffcc00')?.[7] // a dark yellow
 */
export function accentOf(color: string): MantineColorsTuple | null {
  const rgb = rgbOf(color)
  if (rgb === null) return null
  const { chroma, hue } = polarOf(rgb)
  const full = chromaOf(ownAccent[MAIN])
  const shades = ownAccent.map((own) =>
    shadeOf(brightnessOf(own), (chroma * chromaOf(own)) / full, hue),
  )
  return shades as unknown as MantineColorsTuple
}

/**
 * The relative luminance of a colour, from 0 to 1.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
export function brightnessOf(color: string): number {
  const [red, green, blue] = (rgbOf(color) ?? [0, 0, 0]).map(linearOf) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Each from 0 to 1. */
type Rgb = readonly [red: number, green: number, blue: number]

function rgbOf(color: string): Rgb | null {
  const digits = /^#(?:([\da-f])([\da-f])([\da-f])|([\da-f]{2})([\da-f]{2})([\da-f]{2}))$/i.exec(
    color.trim(),
  )
  if (digits === null) return null
  const parts = digits.slice(1).filter((part) => part !== undefined)
  return parts.map((part) => Number.parseInt(part.padEnd(2, part), 16) / 255) as unknown as Rgb
}

function hexOf(rgb: Rgb): string {
  const part = (value: number): string =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, '0')
  return `#${rgb.map(part).join('')}`
}

function linearOf(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function encodedOf(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
}

function chromaOf(color: string): number {
  return polarOf(rgbOf(color) ?? [0, 0, 0]).chroma
}

/** Chroma and hue in OKLCH, see https://bottosson.github.io/posts/oklab/ for the numbers. */
function polarOf(rgb: Rgb): { readonly chroma: number; readonly hue: number } {
  const [red, green, blue] = rgb.map(linearOf) as unknown as Rgb
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
  return { chroma: Math.hypot(a, b), hue: Math.atan2(b, a) }
}

function rgbOfPolar(lightness: number, chroma: number, hue: number): Rgb {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    encodedOf(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    encodedOf(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    encodedOf(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ]
}

/** The colour of a hue that is so bright: as colourful as told, or as a screen can show. */
function shadeOf(brightness: number, chroma: number, hue: number): string {
  const colorAt = (lightness: number): string => {
    const isShown = (part: number): boolean => {
      const rgb = rgbOfPolar(lightness, part * chroma, hue)
      return rgb.every((value) => value >= 0 && value <= 1)
    }
    return hexOf(rgbOfPolar(lightness, chroma * (isShown(1) ? 1 : largest(isShown)), hue))
  }
  return colorAt(largest((lightness) => brightnessOf(colorAt(lightness)) <= brightness))
}

/** The largest number from 0 to 1 that something holds of, where it holds up to one and not beyond. */
function largest(holds: (value: number) => boolean): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 16; step++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

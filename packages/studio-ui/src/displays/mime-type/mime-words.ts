/** What a file holds: what of, and in which format. */
export interface FileFormat {
  readonly kind: 'audio' | 'font' | 'image' | 'text' | 'video' | 'file'
  /** `JPEG`, `PDF`; '' where the type says no more than its kind. */
  readonly format: string
}

/** Names of formats that are not those of their types. */
const names: Readonly<Record<string, readonly [format: string, extension: string]>> = {
  'application/gzip': ['Gzip', 'gz'],
  'application/javascript': ['JavaScript', 'js'],
  'application/msword': ['Word', 'doc'],
  'application/octet-stream': ['', 'bin'],
  'application/vnd.ms-excel': ['Excel', 'xls'],
  'application/vnd.ms-powerpoint': ['PowerPoint', 'ppt'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': [
    'PowerPoint',
    'pptx',
  ],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['Excel', 'xlsx'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['Word', 'docx'],
  'audio/mpeg': ['MP3', 'mp3'],
  'image/jpeg': ['JPEG', 'jpg'],
  'image/svg+xml': ['SVG', 'svg'],
  'image/vnd.microsoft.icon': ['ICO', 'ico'],
  'text/javascript': ['JavaScript', 'js'],
  'text/markdown': ['Markdown', 'md'],
  'text/plain': ['', 'txt'],
  'video/quicktime': ['QuickTime', 'mov'],
}

const KINDS = ['audio', 'font', 'image', 'text', 'video'] as const

/** @example formatOf('image/jpeg') // { kind: 'image', format: 'JPEG' } */
export function formatOf(type: string): FileFormat {
  const kind = KINDS.find((each) => type.startsWith(`${each}/`)) ?? 'file'
  return { kind, format: names[essenceOf(type)]?.[0] ?? plainName(type).toUpperCase() }
}

/** @example extensionOf('text/plain; charset=utf-8') // 'txt' */
export function extensionOf(type: string): string {
  return names[essenceOf(type)]?.[1] ?? plainName(type)
}

/** Without what is said of the coding. */
function essenceOf(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase()
}

/** Of `application/vnd.rar` and `application/x-tar` what tells it from others. */
function plainName(type: string): string {
  const name = essenceOf(type).split('/')[1] ?? type
  return name.replace(/^(x-|vnd\.)/, '').replace(/\+.*$/, '')
}

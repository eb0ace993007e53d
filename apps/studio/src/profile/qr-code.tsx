import encodeQr from 'qr'
import type { ReactElement } from 'react'

interface QrCodeProps {
  readonly text: string
  readonly label: string
}

/** A text for cameras: dark on light in both schemes, as they expect it. */
export function QrCode({ text, label }: QrCodeProps): ReactElement {
  const rows = encodeQr(text, 'raw', { border: 2 })
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      role="img"
      aria-label={label}
      width={200}
      height={200}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

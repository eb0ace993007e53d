import type { ReactElement } from 'react'

/** The mark of the product in the colour of the project. */
export function ProjectMark(): ReactElement {
  return (
    <svg width={28} height={28} viewBox="0 0 32 32" aria-hidden style={{ flexShrink: 0 }}>
      <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
      <path d="M9 10h14M9 16h14M9 22h8" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}

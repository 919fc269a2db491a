/** Three shifts on a day: the mark of Muster. Beside the name, so it has none itself. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1f5aae" />
      <g fill="#fff">
        <rect x="5" y="8" width="13" height="4" rx="2" />
        <rect x="10" y="14" width="17" height="4" rx="2" />
        <rect x="7" y="20" width="12" height="4" rx="2" opacity=".75" />
      </g>
    </svg>
  )
}

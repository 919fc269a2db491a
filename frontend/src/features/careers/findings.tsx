import { Text } from '@mantine/core'
import { Status } from '@/parts/status'
import classes from './careers.module.css'
import type { Finding } from './queries'
import { useCareerStrings } from './strings'
import { useFindingWords, VERDICTS } from './words'

/** What a move asks, one requirement a line: met, lacking or not known. */
export function Findings({ finding }: { finding: Finding }) {
  const parts = finding.kind === 'all' ? finding.parts : [finding]
  return (
    <ul className={classes.findings}>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names and keep their places
        <Line key={place} finding={part} />
      ))}
    </ul>
  )
}

function Line({ finding }: { finding: Finding }) {
  const t = useCareerStrings()
  const { title, figure, why, earliest } = useFindingWords()(finding)
  return (
    <li>
      <div className={classes.finding}>
        <span>{title}</span>
        <Status standing={VERDICTS[finding.verdict]}>{t(`verdicts.${finding.verdict}`)}</Status>
      </div>
      <Text size="sm" c="dimmed">
        {[figure, why, earliest].filter(Boolean).join(' · ')}
      </Text>
      {finding.parts.length > 0 && <Findings finding={{ ...finding, kind: 'all' }} />}
    </li>
  )
}

import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Requirement } from '@/api/types'
import { Status } from '@/parts/status'
import { useStaffingStrings } from './strings'

/** Marks a requirement whose forecast was adjusted since; nothing where it stands. */
export function Outdated({ requirement: { outdatedBy = [] } }: { requirement: Requirement }) {
  const t = useStaffingStrings()
  if (outdatedBy.length === 0) return null
  return <Status standing="warn">{t('outdated.mark')}</Status>
}

/** Says so in a sentence, with the way to start from the numbers of today. */
export function OutdatedNotice({ requirement }: { requirement: Requirement }) {
  const t = useStaffingStrings()
  const count = requirement.outdatedBy?.length ?? 0
  if (count === 0) return null
  return (
    <Group role="status" gap="xs" mb="sm">
      <Status standing="warn">{t('outdated.mark')}</Status>
      <Text span>{t('outdated.text', { count })}</Text>
      <Anchor
        underline="always"
        renderRoot={(props) => (
          <Link to="/staffing" search={{ forecast: requirement.forecastId }} {...props} />
        )}
      >
        {t('outdated.again')}
      </Anchor>
    </Group>
  )
}

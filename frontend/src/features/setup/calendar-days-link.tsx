import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Calendar } from '@/api/types'
import { useSetupStrings } from './strings'

/** Leads to the special days of a calendar. */
export function CalendarDaysLink({ calendar }: { calendar: Calendar }) {
  const t = useSetupStrings()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link to="/calendars/$calendarId" params={{ calendarId: calendar.id }} {...props} />
      )}
      aria-label={t('daysOf', { name: calendar.name })}
    >
      {t('showDays')}
    </Anchor>
  )
}

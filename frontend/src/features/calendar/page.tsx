import { ActionIcon, Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { calendarYearQuery } from '@/api/calendar-days'
import { useNames } from '@/api/resource'
import { calendars } from '@/api/workforce'
import { ArrowLeft, ChevronRight } from '@/design/icons'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { useCalendarStrings } from './strings'
import { YearEditor } from './year-editor'

const route = getRouteApi('/shell/calendars/$calendarId')

/** The special days of one calendar, a year at a time. */
export function CalendarPage() {
  const t = useCalendarStrings()
  const { calendarId } = route.useParams()
  const { year = new Date().getFullYear() } = route.useSearch()
  const navigate = route.useNavigate()
  const name = useNames(calendars)(calendarId)
  const query = useQuery(calendarYearQuery(calendarId, year))
  const go = (to: number) => void navigate({ search: (old) => ({ ...old, year: to }) })
  const trail = (
    <Anchor
      key="calendars"
      renderRoot={(props) => (
        <Link to="/setup/$register" params={{ register: 'calendars' }} {...props} />
      )}
    >
      {t('calendars')}
    </Anchor>
  )
  return (
    <Page
      title={name || t('title')}
      trail={[trail]}
      actions={
        <Group gap={4}>
          <ActionIcon
            variant="default"
            size={34}
            aria-label={t('before')}
            onClick={() => go(year - 1)}
          >
            <ArrowLeft size={16} aria-hidden />
          </ActionIcon>
          <Text fw={600} w={56} ta="center" aria-live="polite">
            {year}
          </Text>
          <ActionIcon
            variant="default"
            size={34}
            aria-label={t('after')}
            onClick={() => go(year + 1)}
          >
            <ChevronRight size={16} aria-hidden />
          </ActionIcon>
        </Group>
      }
    >
      <Loaded query={query}>
        {(data) => (
          <YearEditor
            key={`${year} ${data.etag}`}
            calendarId={calendarId}
            year={year}
            data={data}
          />
        )}
      </Loaded>
    </Page>
  )
}

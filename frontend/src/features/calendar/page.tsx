import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { calendarYearQuery } from '@/api/calendar-days'
import { useNames } from '@/api/resource'
import { useSite } from '@/api/sites'
import { calendars } from '@/api/workforce'
import { todayIn } from '@/features/forecast/days'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import type { CalendarSearch } from './route'
import { useCalendarStrings } from './strings'
import { YearSwitch } from './year-switch'
import { YearView } from './year-view'

const route = getRouteApi('/shell/calendars/$calendarId')

/** The holidays, make-up workdays, school breaks and events of one calendar, a year at a time. */
export function CalendarPage() {
  const t = useCalendarStrings()
  const { calendarId } = route.useParams()
  const search = route.useSearch()
  const thisYear = Number(todayIn(useSite()?.zone, new Date()).slice(0, 4))
  const { year = thisYear } = search
  const navigate = route.useNavigate()
  const name = useNames(calendars)(calendarId)
  const query = useQuery(calendarYearQuery(calendarId, year))
  const show = (change: Partial<CalendarSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
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
      actions={<YearSwitch year={year} onYear={(to) => show({ year: to, entry: undefined })} />}
    >
      <Loaded query={query}>
        {(data) => (
          <YearView
            calendarId={calendarId}
            year={year}
            data={data}
            search={search}
            onChange={show}
          />
        )}
      </Loaded>
    </Page>
  )
}

import { Anchor } from '@mantine/core'
import { Link, Navigate } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { useSite } from '@/api/sites'
import { calendars } from '@/api/workforce'
import { CalendarIcon } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { useCalendarStrings } from './strings'

/** Leads to the calendar of the site on screen, or says that it has none. */
export function CalendarStartPage() {
  const t = useCalendarStrings()
  const site = useSite()
  const query = useList(calendars)
  if (site?.calendarId) {
    const params = { calendarId: site.calendarId }
    return <Navigate to="/calendars/$calendarId" params={params} search={(old) => old} replace />
  }
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {() => (
          <Empty
            icon={CalendarIcon}
            title={t('siteHasNone')}
            text={t('siteHasNoneText')}
            action={
              <Anchor
                renderRoot={(props) => (
                  <Link to="/setup/$register" params={{ register: 'sites' }} {...props} />
                )}
              >
                {t('toSites')}
              </Anchor>
            }
          />
        )}
      </Loaded>
    </Page>
  )
}

import { Button, Menu } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Forecast } from '@/api/types'
import { trackJob } from '@/app/jobs/tracked'
import { ChevronDown, RefreshIcon } from '@/design/icons'
import { toast } from '@/parts/toast'
import { addDays, daysBetween, todayIn } from './days'
import { useOrderForecasts } from './queries'
import { useForecastStrings } from './strings'

const route = getRouteApi('/shell/forecast/$forecastId')

/**
 * The days to forecast again: those of the run that are still to come, so that
 * all that happened since can teach; once none is left, as many from today on.
 */
export function daysAgain({ from, days }: Pick<Forecast, 'from' | 'days'>, today: string) {
  const left = daysBetween(today, addDays(from, days))
  if (today <= from) return { from, days }
  return { from: today, days: left > 0 ? left : days }
}

interface Props {
  forecast: Forecast
  onRemove: () => void
}

/** Forecasts a queue again in one step, or with other days and another past; or lets go of the run. */
export function ForecastAgain({ forecast, onRemove }: Props) {
  const t = useForecastStrings()
  const navigate = route.useNavigate()
  const order = useOrderForecasts()
  const { queueId, siteId, zone } = forecast
  const again = () =>
    order.mutate(
      { queueIds: [queueId], ...daysAgain(forecast, todayIn(zone, new Date())) },
      {
        onSuccess: ({ forecastIds: [id], jobId }) => {
          trackJob(jobId)
          if (id === undefined) return
          // what is laid over and compared stays; the days in sight are those of the new run
          void navigate({
            params: { forecastId: id },
            search: (old) => ({ ...old, job: jobId, from: undefined, to: undefined }),
          })
        },
        onError: (error) => toast.failed(error.message),
      },
    )
  return (
    <Button.Group>
      <Button
        variant="default"
        leftSection={<RefreshIcon size={16} aria-hidden />}
        loading={order.isPending}
        onClick={again}
      >
        {t('run.again')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label={t('run.moreActs')}>
            <ChevronDown size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            renderRoot={(props: object) => (
              <Link
                to="/forecast"
                search={{ queue: queueId, order: true, site: siteId }}
                {...props}
              />
            )}
          >
            {t('run.againOtherwise')}
          </Menu.Item>
          <Menu.Item disabled={forecast.state === 'queued'} onClick={onRemove}>
            {t('run.removeThis')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}

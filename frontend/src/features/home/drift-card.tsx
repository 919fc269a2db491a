import { Alert, Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { driftQuery } from '@/api/accuracy'
import { useSite } from '@/api/sites'
import { WarnIcon } from '@/design/icons'
import { useHomeStrings } from './strings'

const NAMED = 3

/** Queues of the site whose forecasts have gone astray, where there are any. */
export function DriftCard() {
  const t = useHomeStrings()
  const site = useSite()
  const { data } = useQuery({ ...driftQuery(site?.id), enabled: site !== undefined })
  const alarms = data?.alarms ?? []
  if (alarms.length === 0) return null
  const names = alarms.slice(0, NAMED).map(({ queueName }) => queueName)
  const others = alarms.length - names.length
  return (
    <Alert
      mt="md"
      color="orange"
      variant="outline"
      icon={<WarnIcon size={18} aria-hidden />}
      title={t('drift.title', { count: alarms.length })}
    >
      {names.join(', ')}
      {others > 0 && ` ${t('drift.others', { count: others })}`}.{' '}
      <Anchor renderRoot={(props) => <Link to="/accuracy" search={(old) => old} {...props} />}>
        {t('drift.action')}
      </Anchor>
    </Alert>
  )
}

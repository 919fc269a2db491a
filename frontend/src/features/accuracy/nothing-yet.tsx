import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AccuracyReport } from '@/api/types'
import { AccuracyIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { Empty } from '@/parts/empty'
import { useAccuracyStrings } from './strings'

/** Said where no forecast has met what came. */
export function NothingYet({ report }: { report: AccuracyReport }) {
  const t = useAccuracyStrings()
  const format = useFormat()
  return (
    <Empty
      icon={AccuracyIcon}
      title={t('empty')}
      text={t('emptyText', {
        from: format.day(report.from),
        to: format.day(report.to),
        made: t('leadDays', { count: report.lead }),
      })}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/forecast" {...props} />}>
          {t('toForecasts')}
        </Button>
      }
    />
  )
}

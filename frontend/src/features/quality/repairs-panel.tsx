import { Panel } from '@/parts/panel'
import classes from './quality.module.css'
import { RepairTable } from './repair-table'
import type { RepairOfDay } from './states'
import { useQualityStrings } from './strings'

interface Props {
  repairs: readonly RepairOfDay[]
  intervalMin: number
  onDay: (day: string) => void
}

/** Everything that the models learn otherwise than it was observed. */
export function RepairsPanel({ repairs, intervalMin, onDay }: Props) {
  const t = useQualityStrings()
  return (
    <Panel title={t('repairs')}>
      <p className={classes.note}>{repairs.length === 0 ? t('noRepairs') : t('repairsText')}</p>
      {repairs.length > 0 && (
        <RepairTable
          label={t('repairsLabel')}
          repairs={repairs}
          intervalMin={intervalMin}
          onDay={onDay}
        />
      )}
    </Panel>
  )
}

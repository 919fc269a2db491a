import { Button, Group, Switch, Text } from '@mantine/core'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import type { ForecastIntervals } from '../queries'
import { useForecastStrings } from '../strings'
import classes from './adjust.module.css'
import type { Adjustment } from './change'
import { type AdjustmentScore, fieldsOf } from './queries'
import type { Layers } from './use-layers'
import { rangeText, useChangeWords } from './words'

type IdleReason = ForecastIntervals['idleAdjustments'][number]['reason']

interface Props {
  one: Adjustment
  zone: string
  layers: Layers
  open: boolean
  /** Why it changes nothing in this forecast. */
  idle?: IdleReason
  onEdit: () => void
  onShow: () => void
}

/** One adjustment: what it does, when, why and whose it is, and a switch. */
export function LayerRow({ one, zone, layers, open, idle, onEdit, onShow }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const changeWords = useChangeWords()
  const mayAdjust = useMay('demand:manage')
  const name = changeWords(one)
  const toggle = (active: boolean) =>
    layers.act({ do: 'edit', of: one, fields: { ...fieldsOf(one), active } })
  return (
    <li data-open={open || undefined}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} td={one.active ? undefined : 'line-through'}>
          {name}
        </Text>
        <Switch
          aria-label={t('adjust.switch', { what: name, reason: one.reason })}
          checked={one.active}
          disabled={!mayAdjust || layers.busy}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
      </Group>
      <Text size="sm">{rangeText(format, one, zone)}</Text>
      <p className={classes.why}>{one.reason}</p>
      {idle && <Status standing="info">{t(`adjust.idle.${idle}`)}</Status>}
      <p className={classes.about}>
        {t(`adjust.types.${one.type}`)} · {one.createdByName || t('adjust.system')} ·{' '}
        {format.dateTime(one.createdAt, zone)}
      </p>
      <Score score={layers.scores.find(({ adjustment }) => adjustment?.id === one.id)} />
      <Group gap={4} mt={4}>
        <Button size="compact-sm" variant="default" onClick={onShow}>
          {t('adjust.show')}
        </Button>
        {mayAdjust && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('adjust.editNamed', { what: name, reason: one.reason })}
              onClick={onEdit}
            >
              {t('adjust.edit')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={layers.busy}
              aria-label={t('adjust.withdrawNamed', { what: name, reason: one.reason })}
              onClick={() => layers.act({ do: 'withdraw', of: [one] })}
            >
              {t('adjust.withdraw')}
            </Button>
          </>
        )}
      </Group>
    </li>
  )
}

/** Whether it helped, once the days it was made for are over. */
function Score({ score }: { score: AdjustmentScore | undefined }) {
  const t = useForecastStrings()
  const format = useFormat()
  if (score?.wapeWith === undefined || score.wapeWithout === undefined) return null
  const helped = score.wapeWith < score.wapeWithout
  return (
    <Status standing={helped ? 'ok' : 'warn'}>
      {t(helped ? 'adjust.helped' : 'adjust.hurt', {
        with: format.percent(score.wapeWith, 1),
        without: format.percent(score.wapeWithout, 1),
      })}
    </Status>
  )
}

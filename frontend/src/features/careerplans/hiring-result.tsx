import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { confirm } from '@/parts/confirm'
import { DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { toast } from '@/parts/toast'
import {
  capacityPlansQuery,
  type HiringPlan,
  type HiringResult,
  handOver,
  usePlanChange,
} from './queries'
import { usePlanStrings } from './strings'

interface Props {
  plan: HiringPlan
  result: HiringResult
}

/** The need against people, and the classes. */
export function HiringResultPanels({ plan, result }: Props) {
  const t = usePlanStrings()
  const format = useFormat()
  const month = (place: number) => format.month((result.months[place] ?? '').slice(0, 7), 'short')
  return (
    <>
      <Panel title={t('need')}>
        <Plot
          label={t('needLabel')}
          places={result.months.map((_, place) => month(place))}
          axisText={month}
          lines={[
            { name: t('needLine'), values: result.need, colour: 'var(--shift-n-text)' },
            {
              name: t('without'),
              values: result.without,
              colour: 'var(--shift-l-text)',
              style: 'dashed',
            },
            { name: t('with'), values: result.with, colour: 'var(--primary-text)' },
          ]}
          numberText={(value) => format.number(value)}
          valueText={(value) => format.number(value, 1)}
          height={280}
        />
        <Text size="sm" c="dimmed" mt="sm">
          {t('hereNow', { count: Math.round(result.present) })}{' '}
          {result.own ? t('ownExits', { count: result.exits }) : t('averages')}{' '}
          {result.skipped > 0 && t('skipped', { count: result.skipped })}
        </Text>
      </Panel>
      <Panel title={t('classes')} actions={<HandOver plan={plan} result={result} />}>
        <Classes result={result} month={month} />
        <Costs plan={plan} result={result} />
      </Panel>
    </>
  )
}

function Classes({ result, month }: { result: HiringResult; month: (place: number) => string }) {
  const t = usePlanStrings()
  const format = useFormat()
  const rows = result.classes.map((people, place) => ({ people, place }))
  const held = rows.filter(({ people, place }) => people > 0 || (result.short[place] ?? 0) > 0.05)
  if (rows.every(({ people }) => people === 0)) return <Text>{t('noClasses')}</Text>
  return (
    <DataTable
      label={t('classes')}
      rows={held}
      rowKey={({ place }) => place}
      columns={[
        { key: 'month', header: t('begins'), names: true, cell: ({ place }) => month(place) },
        {
          key: 'people',
          header: t('size'),
          align: 'end',
          cell: ({ people }) => (people > 0 ? format.number(people) : '–'),
        },
        {
          key: 'gap',
          header: t('gap'),
          align: 'end',
          cell: ({ place }) => format.number(result.short[place] ?? 0, 1),
        },
      ]}
    />
  )
}

function Costs({ plan: { currency }, result }: Props) {
  const t = usePlanStrings()
  const format = useFormat()
  const money = (minor: number) => format.money({ minor, currency })
  const off = result.costMinor > 0 ? 1 - result.boundMinor / result.costMinor : 0
  return (
    <Stack gap={4} mt="sm">
      <Text>
        {t('costs', {
          cost: money(result.costMinor),
          hires: money(result.hireMinor),
          classes: money(result.classMinor),
          short: money(result.shortMinor),
          spare: money(result.surplusMinor),
          nothing: money(result.nothingMinor),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {result.proven ? t('proven') : t('unproven', { percent: format.percent(off, 1) })}
      </Text>
    </Stack>
  )
}

/** Puts the classes into the capacity plan, once somebody has said yes. */
function HandOver({ plan, result }: Props) {
  const t = usePlanStrings()
  const may = useMay('demand:manage')
  const wanted = may && result.capacityPlanId > 0
  const plans = useQuery({ ...capacityPlansQuery, enabled: wanted })
  const hand = usePlanChange(handOver)
  const capacity = plans.data?.find(({ id }) => id === result.capacityPlanId)
  if (!wanted || !capacity) return null
  const ask = () =>
    confirm({
      title: t('handOver'),
      text: t('handOverAsk', { group: plan.group, plan: capacity.name }),
      yes: t('handOver'),
      no: t('cancel'),
      act: () =>
        hand.mutate(
          { id: plan.id, capacityVersion: capacity.version },
          { onSuccess: () => toast.done(t('handedOver')) },
        ),
    })
  return (
    <>
      <Button loading={hand.isPending} onClick={ask}>
        {t('handOver')}
      </Button>
      {hand.error && <ErrorPanel error={hand.error} />}
    </>
  )
}

import { Alert, Stack, Text } from '@mantine/core'
import { WarnIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import classes from './netstaffing.module.css'
import type { NetReport } from './queries'
import { useNetStrings } from './strings'
import { trouble } from './trouble'

/** The need between its bounds, who is there, how sure all of it is, and what stands out. */
export function HoursPanel({ report }: { report: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  const { hours, plan } = report
  if (!hours) return null
  const shown = [
    [t('hours.pooled'), hours.pooled],
    [t('hours.required'), hours.required],
    [t('hours.alone'), hours.dedicated],
    [t(plan ? 'hours.planned' : 'hours.present'), hours.present],
  ] as const
  const saved = hours.dedicated - hours.required
  return (
    <Panel title={t('hours.title')}>
      <dl className={classes.figures}>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{format.number(value, 1)}</dd>
          </div>
        ))}
      </dl>
      <Stack gap={4}>
        <Text>
          {saved > 0.005 * hours.dedicated
            ? t('hours.saves', {
                hours: format.number(saved, 1),
                share: format.percent(saved / hours.dedicated, 1),
              })
            : t('hours.costs')}
        </Text>
        <Founded report={report} />
        <Text c="dimmed">{t('hours.between')}</Text>
        <Warnings report={report} />
      </Stack>
    </Panel>
  )
}

/** How well the figures are founded. */
function Founded({ report: { simulation } }: { report: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  if (!simulation) return <Text c="dimmed">{t('hours.formulas')}</Text>
  const words = {
    count: simulation.replications,
    error: format.number(200 * simulation.worstSe, 1),
  }
  return (
    <Text c="dimmed">
      {simulation.precise ? t('hours.founded', words) : t('hours.shaky', words)}
    </Text>
  )
}

function Warnings({ report }: { report: NetReport }) {
  const t = useNetStrings()
  const { away, single } = trouble(report)
  const lines = [
    away.length > 0 && t('warn.away', { groups: away.join(', ') }),
    single.length > 0 && t('warn.single', { queues: single.join(', ') }),
  ].filter((line) => line !== false)
  if (lines.length === 0) return null
  return (
    <Alert mt="sm" color="yellow" variant="outline" icon={<WarnIcon size={18} aria-hidden />}>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Alert>
  )
}

import { NativeSelect } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { wordsOf } from '@/parts/inputs/choices'
import { Panel } from '@/parts/panel'
import { count, share, wait } from './estimate'
import type { SimulatedQueue, SimulationReport, Variant } from './queries'
import { VARIANTS } from './route'
import { useSimulationStrings } from './strings'

interface Props {
  report: SimulationReport
  variant: (typeof VARIANTS)[number]
  onVariant: (variant: (typeof VARIANTS)[number]) => void
}

/** What the contacts of each queue met, and of all together. */
export function QueuesPanel({ report, variant, onVariant }: Props) {
  const t = useSimulationStrings()
  const format = useFormat()
  const rows =
    report.all && report.queues.length > 1
      ? [...report.queues, { ...report.all, name: t('all') }]
      : report.queues
  const column = (
    key: string,
    header: string,
    cell: (queue: SimulatedQueue) => string,
  ): Column<SimulatedQueue> => ({ key, header, cell, align: 'end' })
  const level = (queue: SimulatedQueue, of: Variant) => queue.serviceLevel[of] ?? {}
  const ninety = (queue: SimulatedQueue) => {
    const found = queue.percentiles.find((one) => one.share === 0.9)?.waitS
    return found === undefined ? '–' : `${format.number(found, 1)} s`
  }
  const columns: Column<SimulatedQueue>[] = [
    { key: 'queue', header: t('queues.queue'), names: true, cell: ({ name }) => name },
    column('offered', t('queues.offered'), ({ offered }) => count(format, offered)),
    column('level', t('queues.serviceLevel'), (queue) => share(format, level(queue, variant))),
    column('asa', t('queues.asa'), ({ asaS }) => wait(format, asaS)),
    column('wait90', t('queues.wait90'), ninety),
    column('pWait', t('queues.pWait'), ({ pWait }) => share(format, pWait)),
    column('abandon', t('queues.abandon'), ({ abandon }) => share(format, abandon)),
    column('left', t('queues.left'), ({ leftWaiting }) => count(format, leftWaiting)),
  ]
  return (
    <Panel
      title={t('queues.title')}
      actions={
        <NativeSelect
          aria-label={t('queues.variant')}
          value={variant}
          data={wordsOf(VARIANTS, (one) => t(`variants.${one}`))}
          onChange={(event) => {
            const next = VARIANTS.find((one) => one === event.currentTarget.value)
            if (next) onVariant(next)
          }}
        />
      }
    >
      <DataTable
        label={t('queues.label')}
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
      />
    </Panel>
  )
}

import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { QualityPage, useRowName, useZone } from './frame'
import { GradersPanel } from './graders-panel'
import { type Sample, samplesQuery, useImportContacts } from './queries'
import { useJudgedStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality/samples')
const DrawDrawer = lazily(async () => (await import('./draw-drawer')).DrawDrawer)

/** What was drawn for which purpose, from contacts that were brought in, for which graders. */
export function SamplesPage() {
  const t = useJudgedStrings()
  const may = useMay('vendors:manage')
  const own = useMay('vendors:own')
  const { draw, purpose, gradedBy } = route.useSearch()
  const navigate = route.useNavigate()
  const samples = useQuery(samplesQuery)
  return (
    <QualityPage
      actions={
        (may || own) && (
          <Button onClick={() => void navigate({ search: { draw: true } })}>{t('draw')}</Button>
        )
      }
    >
      <Text c="dimmed" mb="md" maw={860}>
        {t('samplesText')}
      </Text>
      <Panel title={t('tab.samples')}>
        <Loaded query={samples}>
          {(rows) =>
            rows.length === 0 ? <Empty title={t('noSamples')} /> : <Samples rows={rows} />
          }
        </Loaded>
      </Panel>
      <GradersPanel />
      {may && <Import />}
      {draw && (
        <DrawDrawer
          purpose={purpose}
          gradedBy={gradedBy}
          onClose={() => void navigate({ search: {} })}
        />
      )}
    </QualityPage>
  )
}

function Samples({ rows }: { rows: readonly Sample[] }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const columns: Column<Sample>[] = [
    {
      key: 'name',
      header: t('name'),
      names: true,
      cell: ({ id, order }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/vendors/quality/samples/$sampleId" params={{ sampleId: id }} {...props} />
          )}
        >
          {order.name}
        </Anchor>
      ),
    },
    {
      key: 'purpose',
      header: t('purpose'),
      sortBy: ({ order }) => order.purpose,
      cell: ({ order }) => t(`purposes.${order.purpose}`),
    },
    {
      key: 'employer',
      header: t('employer'),
      cell: ({ order }) => (order.employerId ? name(order.employerId) : t('everyone')),
    },
    {
      key: 'progress',
      header: t('state'),
      cell: ({ done, waiting }) => (
        <Status standing={waiting === 0 ? 'ok' : 'info'}>
          {t('progress', { done: format.number(done), all: format.number(done + waiting) })}
        </Status>
      ),
    },
    {
      key: 'half',
      header: t('halfWidth'),
      align: 'end',
      cell: ({ plan }) => (plan.halfWidth > 0 ? format.percent(plan.halfWidth, 1) : '–'),
    },
    {
      key: 'days',
      header: t('from'),
      cell: ({ order }) => `${format.day(order.from)} – ${format.day(order.to)}`,
    },
  ]
  return (
    <DataTable label={t('tab.samples')} columns={columns} rows={rows} rowKey={({ id }) => id} />
  )
}

function Import() {
  const t = useJudgedStrings()
  const format = useFormat()
  const zone = useZone()
  const bring = useImportContacts()
  const take = (file: File) =>
    bring.mutate(
      { file, zone, dryRun: false },
      {
        onSuccess: ({ added, known }) =>
          toast.done(t('imported', { added: format.number(added), known: format.number(known) })),
      },
    )
  return (
    <Panel title={t('importTitle')}>
      {bring.error && <ErrorPanel error={bring.error} />}
      <FileDrop
        label={t('importDrop')}
        hint={t('importHint')}
        accept=".csv,text/csv"
        busy={bring.isPending}
        onFile={take}
      />
    </Panel>
  )
}

import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { ChartPanel } from './chart-panel'
import { WindowFilters } from './filters'
import { QualityPage, useRowName, useWindow, useZone } from './frame'
import { type Alarm, alarmsQuery, chartsQuery, useWatch } from './queries'
import { useJudgedStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality/alarms')
const AlarmDrawer = lazily(async () => (await import('./alarm-drawer')).AlarmDrawer)

/** The charts of every row, and what was done about those that passed their limit. */
export function AlarmsPage() {
  const t = useJudgedStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const window = useWindow(search)
  const may = useMay('vendors:manage')
  const alarms = useQuery(alarmsQuery)
  const charts = useQuery(chartsQuery(window))
  const watch = useWatch()
  const name = useRowName()
  const show = (change: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  const look = () =>
    watch.mutate(window, {
      onSuccess: ({ raised }) => toast.done(t('raised', { count: raised })),
    })
  const open = alarms.data?.find(({ id }) => id === search.alarm)
  return (
    <QualityPage
      actions={
        may && (
          <Button onClick={look} loading={watch.isPending}>
            {t('watch')}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="md">
        {t('alarmsText')}
      </Text>
      {watch.error && <ErrorPanel error={watch.error} />}
      <Panel title={t('tab.alarms')}>
        <Loaded query={alarms}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t('noAlarms')} />
            ) : (
              <AlarmTable rows={rows} onOpen={(alarm) => show({ alarm })} />
            )
          }
        </Loaded>
      </Panel>
      <WindowFilters window={window} onChange={show} />
      <Loaded query={charts}>
        {(all) => {
          const rows = [...new Set(all.map(({ employerId }) => employerId))]
          const chosen = search.employer ?? rows[0]
          return (
            <>
              <Group gap="xs" mb="md">
                {rows.map((id) => (
                  <Button
                    key={id}
                    size="compact-md"
                    variant={id === chosen ? 'filled' : 'default'}
                    aria-pressed={id === chosen}
                    onClick={() => show({ employer: id })}
                  >
                    {name(id)}
                  </Button>
                ))}
              </Group>
              {all
                .filter(({ employerId }) => employerId === chosen)
                .map((chart) => (
                  <ChartPanel key={chart.kind} chart={chart} window={window} />
                ))}
            </>
          )
        }}
      </Loaded>
      {open && (
        <AlarmDrawer alarm={open} editable={may} onClose={() => show({ alarm: undefined })} />
      )}
    </QualityPage>
  )
}

const STATE = { open: 'bad', acting: 'warn', checking: 'info', closed: 'ok' } as const

function AlarmTable({ rows, onOpen }: { rows: readonly Alarm[]; onOpen: (id: number) => void }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const zone = useZone()
  const columns: Column<Alarm>[] = [
    {
      key: 'at',
      header: t('at'),
      sortBy: ({ at }) => at,
      cell: ({ at }) => format.dateTime(at, zone),
    },
    {
      key: 'employer',
      header: t('employer'),
      names: true,
      sortBy: ({ employerId }) => name(employerId),
      cell: ({ employerId }) => name(employerId),
    },
    { key: 'chart', header: t('chart'), cell: ({ chart }) => t(`charts.${chart}`) },
    {
      key: 'state',
      header: t('state'),
      cell: ({ state }) => <Status standing={STATE[state]}>{t(`alarmState.${state}`)}</Status>,
    },
    { key: 'owner', header: t('owner'), cell: ({ owner }) => owner },
    {
      key: 'open',
      header: t('open'),
      cell: ({ id }) => (
        <Button size="compact-sm" variant="default" onClick={() => onOpen(id)}>
          {t('open')}
        </Button>
      ),
    },
  ]
  return <DataTable label={t('tab.alarms')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}

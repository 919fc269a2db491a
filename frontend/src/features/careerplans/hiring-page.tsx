import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { HiringResultPanels } from './hiring-result'
import { PlanActions } from './plan-actions'
import { computeHiring, type HiringPlan, hiringPlansQuery, removeHiring } from './queries'
import type { PlanSearch } from './route'
import { RunState } from './run-state'
import { usePlanStrings } from './strings'

const Form = lazily(async () => (await import('./hiring-form')).HiringForm)
const route = getRouteApi('/shell/careers/hiring')

/** Whom to hire: plans, and the classes of one of them against the need. */
export function HiringPage() {
  const t = usePlanStrings()
  const manages = useMay('careers:manage')
  const { open, edit } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(hiringPlansQuery)
  const show = (change: PlanSearch) =>
    void navigate({ search: (old: PlanSearch) => ({ ...old, ...change }) })
  const close = () => show({ edit: undefined })
  return (
    <Page
      title={t('hiring')}
      actions={manages && <Button onClick={() => show({ edit: 'new' })}>{t('new')}</Button>}
    >
      <Text c="dimmed" maw={820} mb="md">
        {t('hiringText')}
      </Text>
      <Loaded query={query}>
        {(list) => {
          const kept = list.find(({ id }) => id === open) ?? list[0]
          if (!kept) return <Text c="dimmed">{t('none')}</Text>
          return (
            <Stack gap="md">
              {list.length > 1 && <Plans list={list} />}
              <Panel
                title={kept.name}
                actions={
                  manages && (
                    <PlanActions
                      kept={kept}
                      compute={computeHiring}
                      remove={removeHiring}
                      onEdit={() => show({ edit: 'open', open: kept.id })}
                      onGone={() => show({ open: undefined })}
                    />
                  )
                }
              >
                {kept.description && <Text>{kept.description}</Text>}
                <RunState run={kept.last} />
              </Panel>
              {kept.last?.result && <HiringResultPanels plan={kept} result={kept.last.result} />}
              {manages && edit === 'open' && <Form kept={kept} onClose={close} onKept={close} />}
            </Stack>
          )
        }}
      </Loaded>
      {manages && edit === 'new' && (
        <Form
          kept={undefined}
          onClose={close}
          onKept={(id) => show({ open: id, edit: undefined })}
        />
      )}
    </Page>
  )
}

function Plans({ list }: { list: readonly HiringPlan[] }) {
  const t = usePlanStrings()
  const format = useFormat()
  return (
    <DataTable
      label={t('hiring')}
      rows={list}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('name'),
          names: true,
          cell: ({ id, name }) => (
            <Anchor
              renderRoot={(props) => <Link to="/careers/hiring" search={{ open: id }} {...props} />}
            >
              {name}
            </Anchor>
          ),
        },
        {
          key: 'hires',
          header: t('hires'),
          align: 'end',
          cell: ({ last }) =>
            last?.result ? format.number(last.result.classes.reduce((a, b) => a + b, 0)) : '–',
        },
        {
          key: 'cost',
          header: t('cost'),
          align: 'end',
          cell: ({ last, currency }) =>
            last?.result ? format.money({ minor: last.result.costMinor, currency }) : '–',
        },
      ]}
    />
  )
}

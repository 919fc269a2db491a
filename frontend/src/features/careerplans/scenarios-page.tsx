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
import { EarlierRun, RunChoice } from './earlier-runs'
import { PlanActions } from './plan-actions'
import {
  computeScenario,
  removeScenario,
  type Scenario,
  type ScenarioRun,
  scenarioQuery,
  scenariosQuery,
} from './queries'
import type { PlanSearch } from './route'
import { RunState } from './run-state'
import { ScenarioBasis } from './scenario-basis'
import { ScenarioResult } from './scenario-result'
import { usePlanStrings } from './strings'

const Form = lazily(async () => (await import('./scenario-form')).ScenarioForm)
const route = getRouteApi('/shell/careers/scenarios')

/** What if: scenarios side by side, and one of them in full. */
export function ScenariosPage() {
  const t = usePlanStrings()
  const manages = useMay('careers:manage')
  const { open, edit, run } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(scenariosQuery)
  const shown = open ?? query.data?.[0]?.id
  const show = (change: PlanSearch) =>
    void navigate({ search: (old: PlanSearch) => ({ ...old, ...change }) })
  return (
    <Page
      title={t('scenarios')}
      actions={manages && <Button onClick={() => show({ edit: 'new' })}>{t('new')}</Button>}
    >
      <Text c="dimmed" maw={820} mb="md">
        {t('scenariosText')}
      </Text>
      <Loaded query={query}>
        {(list) => (
          <Stack gap="md">
            {list.length === 0 ? <Text c="dimmed">{t('none')}</Text> : <Compared list={list} />}
            {shown !== undefined && list.length > 0 && (
              <One id={shown} run={run} manages={manages} edits={edit === 'open'} show={show} />
            )}
          </Stack>
        )}
      </Loaded>
      {manages && edit === 'new' && (
        <Form
          kept={undefined}
          onClose={() => show({ edit: undefined })}
          onKept={(id) => show({ open: id, edit: undefined })}
        />
      )}
    </Page>
  )
}

interface OneProps {
  id: number
  run: number | undefined
  manages: boolean
  edits: boolean
  show: (change: PlanSearch) => void
}

function One({ id, run, manages, edits, show }: OneProps) {
  const query = useQuery(scenarioQuery(id))
  const choose = (chosen: number | undefined) => show({ run: chosen })
  return (
    <Loaded query={query}>
      {(kept) => (
        <>
          <Panel
            title={kept.name}
            actions={
              manages && (
                <PlanActions
                  kept={kept}
                  compute={computeScenario}
                  remove={removeScenario}
                  onEdit={() => show({ edit: 'open' })}
                  onGone={() => show({ open: undefined, run: undefined })}
                />
              )
            }
          >
            {kept.description && <Text mb="sm">{kept.description}</Text>}
            <RunChoice kept={kept} shown={run} onShow={choose} />
            <RunState run={kept.last} />
            {run === undefined && kept.last?.change && <ScenarioBasis run={kept.last} />}
          </Panel>
          {run !== undefined && <EarlierRun kept={kept} shown={run} onShow={choose} />}
          {run === undefined && kept.last?.change && (
            <ScenarioResult key={kept.last.id} run={kept.last} currency={kept.currency} />
          )}
          {manages && edits && (
            <Form
              kept={kept}
              onClose={() => show({ edit: undefined })}
              onKept={() => show({ edit: undefined })}
            />
          )}
        </>
      )}
    </Loaded>
  )
}

function Compared({ list }: { list: readonly Scenario[] }) {
  const t = usePlanStrings()
  const format = useFormat()
  const between = (low: number, high: number) =>
    t('range', { low: format.signed(low, 1), high: format.signed(high, 1) })
  const unless = (row: Scenario, write: (change: NonNullable<ScenarioRun['change']>) => string) =>
    row.last?.change ? write(row.last.change) : '–'
  return (
    <Panel title={t('compared')}>
      <DataTable
        label={t('compared')}
        rows={list}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('name'),
            names: true,
            cell: (row) => (
              <Anchor
                renderRoot={(props) => (
                  <Link to="/careers/scenarios" search={{ open: row.id }} {...props} />
                )}
              >
                {row.name}
              </Anchor>
            ),
          },
          { key: 'months', header: t('months'), align: 'end', cell: (row) => row.horizon },
          {
            key: 'exits',
            header: t('exits'),
            align: 'end',
            cell: (row) =>
              unless(row, ({ exits }) => {
                const range = between(exits.parameterLow, exits.parameterHigh)
                return `${format.signed(exits.value, 1)} (${range})`
              }),
          },
          {
            key: 'promotions',
            header: t('promotions'),
            align: 'end',
            cell: (row) => unless(row, ({ promotions }) => format.signed(promotions.value, 1)),
          },
          {
            key: 'attrition',
            header: t('attrition'),
            align: 'end',
            cell: ({ last }) =>
              last?.base && last.after
                ? `${format.percent(last.base.attrition[0] ?? 0, 1)} → ${format.percent(last.after.attrition[0] ?? 0, 1)}`
                : '–',
          },
          {
            key: 'cost',
            header: t('cost'),
            align: 'end',
            cell: (row) =>
              unless(row, ({ total }) =>
                format.money({ minor: total.costMinor, currency: row.currency }),
              ),
          },
        ]}
      />
    </Panel>
  )
}

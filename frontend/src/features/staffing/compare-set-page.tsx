import { Alert, Anchor, Button, Group, MultiSelect, Text, TextInput } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSite } from '@/api/sites'
import type { Requirement } from '@/api/types'
import { Copy } from '@/design/icons'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { requirementIntervalsQuery, requirementsQuery } from './queries'
import { MOST_COMPARED } from './route'
import { SetTable } from './set-table'
import { useStaffingStrings } from './strings'
import { useGoalShort } from './words'

const route = getRouteApi('/shell/staffing/compare')

/** Two to four requirements side by side, under a name; the address keeps the set. */
export function CompareSetPage() {
  const t = useStaffingStrings()
  const site = useSite()
  const { requirement: chosen = [], name } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(requirementsQuery(undefined))
  return (
    <Page
      title={name ?? t('set.title')}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/staffing" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      actions={chosen.length > 1 && <CopyLink />}
    >
      <Loaded query={query}>
        {(all) => {
          const here = all.filter(({ id, siteId }) => siteId === site?.id || chosen.includes(id))
          const picked = chosen.flatMap((one) => here.find(({ id }) => id === one) ?? [])
          return (
            <>
              <Choice
                here={here}
                chosen={chosen}
                name={name}
                onChange={(next) =>
                  void navigate({ search: (old) => ({ ...old, ...next }), replace: true })
                }
              />
              {picked.length > 1 ? <Compared picked={picked} /> : <Text>{t('set.pickFirst')}</Text>}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

interface ChoiceProps {
  here: readonly Requirement[]
  chosen: readonly number[]
  name: string | undefined
  onChange: (next: { requirement?: number[]; name?: string }) => void
}

function Choice({ here, chosen, name, onChange }: ChoiceProps) {
  const t = useStaffingStrings()
  const format = useFormat()
  const goalShort = useGoalShort()
  return (
    <Group align="flex-end" mb="md">
      <TextInput
        label={t('set.name')}
        placeholder={t('set.namePlaceholder')}
        w={240}
        maxLength={100}
        value={name ?? ''}
        onChange={(event) => onChange({ name: event.currentTarget.value || undefined })}
      />
      <MultiSelect
        label={t('set.pick')}
        style={{ flex: '1 1 360px' }}
        maxValues={MOST_COMPARED}
        searchable
        value={chosen.map(String)}
        data={here.map(({ id, queueName, from, goal, createdAt, zone }) => ({
          value: String(id),
          label: t('set.option', {
            queue: queueName,
            from: format.day(from),
            goal: goalShort(goal),
            made: format.dateTime(createdAt, zone),
          }),
        }))}
        onChange={(values) =>
          onChange({ requirement: values.length > 0 ? values.map(Number) : undefined })
        }
      />
    </Group>
  )
}

function Compared({ picked }: { picked: readonly Requirement[] }) {
  const t = useStaffingStrings()
  const results = useQueries({ queries: picked.map(({ id }) => requirementIntervalsQuery(id)) })
  const failed = results.find(({ isError }) => isError)
  if (failed) return <ErrorPanel error={failed.error} />
  const intervals = results.flatMap(({ data }) => data ?? [])
  if (intervals.length < picked.length) return null
  return (
    <Panel title={t('set.label')}>
      <SetTable
        requirements={picked}
        intervals={intervals}
        apart={<Alert color="yellow">{t('set.apart')}</Alert>}
      />
      <Text c="dimmed" size="sm" mt="xs">
        {t('set.keep')}
      </Text>
    </Panel>
  )
}

function CopyLink() {
  const t = useStaffingStrings()
  const copy = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => toast.done(t('set.copied')),
      () => toast.failed(t('set.notCopied')),
    )
  return (
    <Button
      variant="default"
      leftSection={<Copy size={15} aria-hidden />}
      onClick={() => void copy()}
    >
      {t('set.copy')}
    </Button>
  )
}

import { Alert, Anchor, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { type Scenario, type ScenarioRun, scenarioRunQuery, scenarioRunsQuery } from './queries'
import { ScenarioBasis } from './scenario-basis'
import { ScenarioResult } from './scenario-result'
import { usePlanStrings } from './strings'

interface Props {
  kept: Scenario
  /** The result on screen; absent: the newest. */
  shown: number | undefined
  onShow: (run: number | undefined) => void
}

/** Chooses among the results of a scenario; nothing where there is but one. */
export function RunChoice({ kept, shown, onShow }: Props) {
  const t = usePlanStrings()
  const format = useFormat()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const { data: runs = [] } = useQuery(scenarioRunsQuery(kept.id))
  const done = runs.filter(({ doneAt }) => doneAt !== undefined)
  if (done.length < 2 && shown === undefined) return null
  const newest = String(kept.last?.id ?? '')
  const label = (run: ScenarioRun) => {
    const day = format.dateTime(run.askedAt, zone)
    return run.of === kept.version ? day : t('runOfVersion', { day, version: run.of })
  }
  return (
    <NativeSelect
      label={t('runs')}
      description={t('runsHow')}
      maw={380}
      mb="sm"
      value={String(shown ?? newest)}
      onChange={(event) => {
        const run = event.currentTarget.value
        onShow(run === newest ? undefined : Number(run))
      }}
      data={done.map((run) => ({ value: String(run.id), label: label(run) }))}
    />
  )
}

/** An earlier result in full, said to be one. */
export function EarlierRun({ kept, shown, onShow }: Props & { shown: number }) {
  const t = usePlanStrings()
  const query = useQuery(scenarioRunQuery(kept.id, shown))
  return (
    <Loaded query={query}>
      {(run) => (
        <>
          <Alert variant="default" mb="md" title={t('earlierRun')}>
            {run.of === kept.version
              ? t('earlierSame')
              : t('earlierVersion', { version: run.of, now: kept.version })}{' '}
            <Anchor component="button" type="button" onClick={() => onShow(undefined)}>
              {t('newestRun')}
            </Anchor>
            <ScenarioBasis run={run} />
          </Alert>
          {run.change && <ScenarioResult key={run.id} run={run} currency={kept.currency} />}
        </>
      )}
    </Loaded>
  )
}

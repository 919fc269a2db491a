import { Alert, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { RefusalPanel } from '@/features/careers/refusals/panel'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { AveragesPanel, CardPanel, GatesPanel, SpreadPanel } from './card'
import { PeoplePanel } from './people'
import { learn, stateQuery, useWarningChange, type WarningState } from './queries'
import { useWarningStrings } from './strings'
import { TurnButton } from './turn'
import { useMoment } from './words'

/** With whom somebody should talk, and what that rests on. HR alone sees it. */
export function WarningPage() {
  const t = useWarningStrings()
  const query = useQuery(stateQuery)
  return (
    <Page title={t('title')}>
      <Text maw={820} mb="md">
        {t('what')}
      </Text>
      <Loaded query={query}>{(state) => <Answer state={state} />}</Loaded>
    </Page>
  )
}

function Answer({ state }: { state: WarningState }) {
  const t = useWarningStrings()
  const { model } = state
  const { on } = state.switch
  return (
    <div>
      <SwitchPanel state={state} />
      {on && !model && <Alert mb="md">{t('none')}</Alert>}
      {on && model && !model.shown && (
        <Alert mb="md" title={t('averagesOnly')}>
          {t('averagesText')}
        </Alert>
      )}
      {on && <PeoplePanel named={model?.shown ?? false} />}
      {on && state.distribution.length > 0 && <SpreadPanel shares={state.distribution} />}
      {model && <GatesPanel model={model} />}
      {model && <CardPanel model={model} />}
      {model && model.averages.length > 0 && <AveragesPanel model={model} />}
    </div>
  )
}

function SwitchPanel({ state }: { state: WarningState }) {
  const t = useWarningStrings()
  const moment = useMoment()
  const { on, at, by, reason } = state.switch
  return (
    <Panel title={t(on ? 'on' : 'off')} actions={<TurnButton on={on} />}>
      <Stack gap="xs" align="flex-start">
        {at && <Text>{t('since', { when: moment(at), name: by, reason })}</Text>}
        {!on && <Text c="dimmed">{t('offText')}</Text>}
        {on && <LearnButton state={state} />}
      </Stack>
    </Panel>
  )
}

function LearnButton({ state }: { state: WarningState }) {
  const t = useWarningStrings()
  const format = useFormat()
  const change = useWarningChange(learn)
  return (
    <>
      {state.model && (
        <Status standing={state.model.shown ? 'ok' : 'warn'}>
          {t('learnt')}
          {colon()}
          {format.day(state.model.madeAt.slice(0, 10), 'full')}
        </Status>
      )}
      {change.error && <RefusalPanel error={change.error} />}
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate(undefined, { onSuccess: () => toast.done(t('done')) })}
      >
        {t('learn')}
      </Button>
    </>
  )
}

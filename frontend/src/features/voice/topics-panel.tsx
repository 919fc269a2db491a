import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { ChangeWord, useReasonName } from './frame'
import {
  isRunning,
  type Run,
  reasonsQuery,
  runQuery,
  runsQuery,
  useOrderRun,
  type Window,
} from './queries'
import { useVoiceStrings } from './strings'
import classes from './voice.module.css'

const TopicDrawer = lazily(async () => (await import('./topic-drawer')).TopicDrawer)

interface Props {
  window: Window
  topic: number | undefined
  may: boolean
  onTopic: (id: number | undefined) => void
}

/** The ten largest topics of the newest run over these contacts, or of the newest at all. */
export function TopicsPanel({ window, topic, may, onTopic }: Props) {
  const t = useVoiceStrings()
  const runs = useQuery(runsQuery)
  const order = useOrderRun()
  const of = runs.data?.filter(({ programmeId }) => programmeId === window.programmeId)
  const newest = of?.find(({ done }) => done)
  const waiting = of?.some(isRunning)
  return (
    <Panel
      title={t('topics')}
      actions={
        may && (
          <Button
            variant="default"
            loading={order.isPending || waiting}
            onClick={() => order.mutate(window)}
          >
            {t('run')}
          </Button>
        )
      }
    >
      {order.error && <ErrorPanel error={order.error} />}
      {waiting && <Text role="status">{t('running')}</Text>}
      {newest ? (
        <Newest id={newest.id} topic={topic} may={may} onTopic={onTopic} />
      ) : (
        !waiting && <Empty title={t('topicsNone')} />
      )}
    </Panel>
  )
}

function Newest(props: Omit<Props, 'window'> & { id: number }) {
  const run = useQuery(runQuery(props.id))
  return <Loaded query={run}>{(data) => <Topics {...props} run={data} />}</Loaded>
}

function Topics({ run, topic, may, onTopic }: Omit<Props, 'window'> & { run: Run }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const name = useReasonName()
  const reasons = useQuery(reasonsQuery)
  const open = run.topics.find(({ id }) => id === topic)
  return (
    <>
      <Text c="dimmed" size="sm" mb="xs">
        {t('topicsText', {
          texts: format.number(run.sampled),
          from: format.day(run.from),
          to: format.day(run.to),
        })}
      </Text>
      {run.topics.map((one, at) => (
        <article key={one.id} className={classes.topic}>
          <div className={classes.head}>
            <b>{one.name || t('unnamed', { place: String(at + 1) })}</b>
            <span>{t('contactsOf', { count: format.number(one.size) })}</span>
            <ChangeWord change={one.change} />
            {one.reasonId > 0 && (
              <span>
                {t('reason')}
                {colon()}
                {name(reasons.data?.find(({ id }) => id === one.reasonId))}
              </span>
            )}
            {may && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${t('work')}${colon()}${one.name || t('unnamed', { place: String(at + 1) })}`}
                onClick={() => onTopic(one.id)}
              >
                {t('work')}
              </Button>
            )}
          </div>
          <Text size="sm">
            {t('terms')}
            {colon()}
            {one.terms.join(' · ')}
          </Text>
          <ul className={classes.quotes}>
            {one.examples.slice(0, 3).map((example) => (
              <li key={example.id}>{example.text}</li>
            ))}
          </ul>
        </article>
      ))}
      {open && may && (
        <TopicDrawer
          key={open.id}
          topic={open}
          others={run.topics.filter(({ id }) => id !== open.id)}
          onClose={() => onTopic(undefined)}
        />
      )}
    </>
  )
}

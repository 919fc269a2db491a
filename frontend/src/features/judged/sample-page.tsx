import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { SequentialPlot } from '@/parts/plot/sequential'
import { Status } from '@/parts/status'
import { useRowName } from './frame'
import { type Sample, type SampleTest, type SampleTests, sampleQuery, testsQuery } from './queries'
import { useJudgedStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality/samples/$sampleId')
const STANDING = { continue: 'info', accept: 'ok', reject: 'bad' } as const

/** What was drawn, and where the test of it stands. */
export function SamplePage() {
  const t = useJudgedStrings()
  const { sampleId } = route.useParams()
  const query = useQuery(sampleQuery(sampleId))
  const trail = [
    <Link key="up" to="/vendors/quality/samples">
      {t('tab.samples')}
    </Link>,
  ]
  return (
    <Page title={query.data?.order.name ?? t('tab.samples')} trail={trail}>
      <Loaded query={query}>
        {(sample) => (
          <>
            <Purpose sample={sample} />
            {(sample.order.purpose === 'lot' || sample.order.purpose === 'screening') && (
              <Tests sample={sample} />
            )}
            <Drawn sample={sample} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Purpose({ sample }: { sample: Sample }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const { order, plan, done, waiting } = sample
  return (
    <Group gap="lg" mb="md">
      <Text fw={600}>{t(`purposes.${order.purpose}`)}</Text>
      <Text>{order.employerId ? name(order.employerId) : t('everyone')}</Text>
      <Text>{`${format.day(order.from)} – ${format.day(order.to)}`}</Text>
      <Status standing={waiting === 0 ? 'ok' : 'info'}>
        {t('progress', { done: format.number(done), all: format.number(done + waiting) })}
      </Status>
      {plan.halfWidth > 0 && (
        <Text>
          {t('halfWidth')} {format.percent(plan.halfWidth, 1)}
        </Text>
      )}
    </Group>
  )
}

function Drawn({ sample }: { sample: Sample }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const { order, plan } = sample
  return (
    <Panel title={t('sampleDrawn')}>
      <DataTable
        label={t('sampleDrawn')}
        rows={plan.strata}
        rowKey={({ employerId, stratum }) => `${employerId} ${stratum}`}
        columns={[
          {
            key: 'employer',
            header: t('employer'),
            names: true,
            cell: ({ employerId }) => name(employerId),
          },
          { key: 'stratum', header: t('stratum'), cell: ({ stratum }) => stratum || '–' },
          {
            key: 'contacts',
            header: t('contacts'),
            align: 'end',
            cell: ({ contacts }) => format.number(contacts),
          },
          // a screening is drawn by person, whatever the kinds
          ...(order.purpose === 'screening'
            ? []
            : [
                {
                  key: 'drawn',
                  header: t('drawn'),
                  align: 'end',
                  cell: ({ draw }) => format.number(draw),
                } satisfies Column<Sample['plan']['strata'][number]>,
              ]),
        ]}
      />
    </Panel>
  )
}

function Tests({ sample }: { sample: Sample }) {
  const t = useJudgedStrings()
  const query = useQuery(testsQuery(sample.id))
  const [person, setPerson] = useState<number>()
  return (
    <Loaded query={query}>
      {(tests) => {
        const shown = tests.tests.find(({ personId }) => personId === person) ?? tests.tests[0]
        return (
          <Panel title={t('test.title')}>
            <Errors tests={tests} />
            {sample.order.purpose === 'screening' && tests.tests.length > 0 && (
              <People tests={tests.tests} shown={shown?.personId} onShow={setPerson} />
            )}
            {shown ? (
              <One sample={sample} tests={tests} one={shown} />
            ) : (
              <Text>{t('test.none')}</Text>
            )}
          </Panel>
        )
      }}
    </Loaded>
  )
}

/** What the test tells apart, how often it is wrong, and how long it takes. */
function Errors({ tests }: { tests: SampleTests }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const share = (value: number) => format.percent(value, 1)
  return (
    <>
      <Text maw={860}>
        {t('test.goal', { good: share(tests.good), bad: share(tests.bad) })}{' '}
        {t('test.errors', {
          producer: share(tests.producer),
          consumer: share(tests.consumer),
          refused: share(tests.atGood.reject),
          taken: share(tests.atBad.accept),
        })}
      </Text>
      <Text c="dimmed" maw={860} mb="md">
        {t('test.length', {
          good: format.number(tests.atGood.items, 0),
          bad: format.number(tests.atBad.items, 0),
          most: format.number(tests.most),
        })}{' '}
        {t('test.order')}
        {tests.leftOut > 0 && ` ${t('test.leftOut', { count: tests.leftOut })}`}
      </Text>
    </>
  )
}

function One({ sample, tests, one }: { sample: Sample; tests: SampleTests; one: SampleTest }) {
  const t = useJudgedStrings()
  const { verdict, items, failed, failures } = one
  const lot = sample.order.purpose === 'lot'
  const after = failures.length - items
  return (
    <>
      <Group gap="sm" mt="md" mb="xs">
        {!lot && <Text fw={600}>{one.name}</Text>}
        <Status standing={STANDING[verdict]}>
          {t(lot ? `test.lot.${verdict}` : `test.person.${verdict}`)}
        </Status>
        <Text>{t('test.rests', { items, failed })}</Text>
      </Group>
      {lot && (
        <Text c="dimmed">
          {t('test.single', { draw: sample.plan.draw, allowed: sample.plan.allowed })}
        </Text>
      )}
      {lot && verdict === 'continue' && sample.waiting === 0 && (
        <Text fw={600}>
          {t(failed <= sample.plan.allowed ? 'test.atEnd.accept' : 'test.atEnd.reject')}
        </Text>
      )}
      {after > 0 && <Text c="dimmed">{t('test.after', { count: after })}</Text>}
      <SequentialPlot
        label={t('test.path')}
        failures={failures}
        test={tests}
        reach={lot ? sample.plan.draw : sample.plan.least}
        words={{
          path: t('test.path'),
          accept: t('test.acceptLine'),
          reject: t('test.rejectLine'),
          items: t('test.items'),
        }}
      />
    </>
  )
}

interface PeopleProps {
  tests: readonly SampleTest[]
  shown: number | undefined
  onShow: (person: number) => void
}

function People({ tests, shown, onShow }: PeopleProps) {
  const t = useJudgedStrings()
  const format = useFormat()
  const employer = useRowName()
  const columns: Column<SampleTest>[] = [
    {
      key: 'name',
      header: t('agent'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ personId, name }) => (
        <Anchor
          component="button"
          type="button"
          aria-pressed={personId === shown}
          fw={personId === shown ? 600 : undefined}
          onClick={() => onShow(personId)}
        >
          {name}
        </Anchor>
      ),
    },
    {
      key: 'employer',
      header: t('employer'),
      cell: ({ employerId }) => employer(employerId),
    },
    {
      key: 'items',
      header: t('test.judged'),
      align: 'end',
      sortBy: ({ items }) => items,
      cell: ({ items }) => format.number(items),
    },
    {
      key: 'failed',
      header: t('test.path'),
      align: 'end',
      sortBy: ({ failed }) => failed,
      cell: ({ failed }) => format.number(failed),
    },
    {
      key: 'verdict',
      header: t('test.verdict'),
      sortBy: ({ verdict }) => verdict,
      cell: ({ verdict }) => (
        <Status standing={STANDING[verdict]}>{t(`test.person.${verdict}`)}</Status>
      ),
    },
  ]
  return (
    <DataTable
      label={t('test.title')}
      columns={columns}
      rows={tests}
      rowKey={({ personId }) => personId}
    />
  )
}

import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '@/format'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { type FairReport, type FairSheet, reportQuery } from './queries'
import { RoundsPanel } from './rounds'
import { Sheet } from './sheet'
import { useFairChanceStrings } from './strings'
import { useAttributeName } from './words'

const GroupsDrawer = lazily(async () => (await import('./groups-drawer')).GroupsDrawer)
const route = getRouteApi('/shell/careers/fairness')

const SECTIONS = [
  ['rounds', ['promoted', 'applied', 'scored']],
  ['elections', ['elected', 'stood']],
  ['ladder', ['ready', 'climbed']],
  ['leaving', ['left', 'dismissed']],
] as const satisfies readonly (readonly [string, readonly FairSheet['measure'][]])[]

/** How groups fared in a year of careers, and how its rounds were held. */
export function FairChancesPage() {
  const t = useFairChanceStrings()
  const query = useQuery(reportQuery)
  const [writes, setWrites] = useState(false)
  return (
    <Page
      title={t('title')}
      actions={
        <Group gap="sm">
          <Button onClick={() => setWrites(true)}>{t('groups.write')}</Button>
          <Button component={Link} to="/careers/fairness/impact" variant="default">
            {t('impact')}
          </Button>
          <Button component="a" href="/api/v1/career-fairness.csv" download variant="default">
            {t('groupsFile')}
          </Button>
          <Button
            component="a"
            href="/api/v1/career-fairness.csv?part=rounds"
            download
            variant="default"
          >
            {t('roundsFile')}
          </Button>
        </Group>
      }
    >
      <Loaded query={query}>{(report) => <Report report={report} />}</Loaded>
      {writes && <GroupsDrawer onClose={() => setWrites(false)} />}
    </Page>
  )
}

function Report({ report }: { report: FairReport }) {
  const t = useFairChanceStrings()
  const format = useFormat()
  const attributeName = useAttributeName()
  const { by } = route.useSearch()
  const navigate = route.useNavigate()
  const attribute = report.attributes.find(({ name }) => name === by) ?? report.attributes[0]
  return (
    <Stack gap="md">
      <Text c="dimmed" maw={820}>
        {t('window', { from: format.day(report.from, 'full'), to: format.day(report.to, 'full') })}{' '}
        {t('how', { smallest: report.smallest })}
      </Text>
      {attribute ? (
        <div>
          <NativeSelect
            label={t('by')}
            value={attribute.name}
            onChange={(event) => void navigate({ search: { by: event.currentTarget.value } })}
            data={report.attributes.map(({ name }) => ({
              value: name,
              label: attributeName(name),
            }))}
            maw={260}
            mb="md"
          />
          {SECTIONS.map(([section, measures]) => (
            <Panel key={section} title={t(`sections.${section}`)}>
              {measures.map((measure) => {
                const sheet = attribute.sheets.find((s) => s.measure === measure)
                return sheet && <Sheet key={measure} sheet={sheet} />
              })}
            </Panel>
          ))}
          <Text size="sm" c="dimmed" maw={820}>
            {t('explain')}
          </Text>
        </div>
      ) : (
        <Text maw={820}>{t('none')}</Text>
      )}
      <RoundsPanel report={report} />
      <Looked report={report} />
    </Stack>
  )
}

/** What a reader must not take the report to say. */
function Looked({ report }: { report: FairReport }) {
  const t = useFairChanceStrings()
  const format = useFormat()
  const all = SECTIONS.flatMap(([, measures]) => measures)
  return (
    <Panel title={t('looked')}>
      <Text maw={820}>
        {t('lookedAt', { list: format.list(all.map((measure) => t(`measures.${measure}`))) })}
      </Text>
      <Text mt="sm">{t('notLookedAt')}</Text>
      <ul>
        {report.notLookedAt.map((what) => (
          <li key={what}>{t(`not.${what}`)}</li>
        ))}
      </ul>
    </Panel>
  )
}

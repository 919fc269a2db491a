import { Button, Group, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { DayField } from '@/parts/inputs/day'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Figures } from './figures'
import { type AdherenceReport, siteAdherenceQuery } from './queries'
import type { AdherenceSearch } from './route'
import { useAdherenceStrings } from './strings'
import { PeopleTable, TeamTable } from './tables'
import { TeamChoice } from './team-choice'

const PersonDrawer = lazily(async () => (await import('./person-drawer')).PersonDrawer, null)
const FileDrawer = lazily(async () => (await import('./file-drawer')).FileDrawer, null)
const TermsDrawer = lazily(async () => (await import('./terms-drawer')).TermsDrawer, null)

const route = getRouteApi('/shell/adherence')

/** How the people of a site kept their published shifts. */
export function AdherencePage() {
  const t = useAdherenceStrings()
  const { from, to, team, person, file, terms } = route.useSearch()
  const navigate = route.useNavigate()
  const site = useSite()
  const may = useMay('rosters:manage')
  const query = useQuery({
    ...siteAdherenceQuery(site?.id ?? 0, { from, to }, team),
    enabled: site !== undefined,
    placeholderData: keepPreviousData,
  })
  const show = (change: Partial<AdherenceSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <DayField
            label={t('from')}
            w={150}
            value={from ?? query.data?.from ?? null}
            onChange={(day) => show({ from: day ?? undefined })}
          />
          <DayField
            label={t('to')}
            w={150}
            value={to ?? query.data?.to ?? null}
            onChange={(day) => show({ to: day ?? undefined })}
          />
          {site && (
            <TeamChoice site={site.id} team={team} onChoose={(chosen) => show({ team: chosen })} />
          )}
          {may && (
            <Button variant="default" onClick={() => show({ terms: true })}>
              {t('terms.open')}
            </Button>
          )}
          {may && <Button onClick={() => show({ file: true })}>{t('file.open')}</Button>}
        </Group>
        <Loaded query={query}>
          {(report) => <Report report={report} onOpen={(id) => show({ person: id })} />}
        </Loaded>
      </Stack>
      {person && query.data && (
        <PersonDrawer
          key={person}
          person={person}
          from={query.data.from}
          to={query.data.to}
          onClose={() => show({ person: undefined })}
        />
      )}
      {may && file && <FileDrawer onClose={() => show({ file: undefined })} />}
      {may && terms && site && (
        <TermsDrawer key={site.id} site={site.id} onClose={() => show({ terms: undefined })} />
      )}
    </Page>
  )
}

function Report({ report, onOpen }: { report: AdherenceReport; onOpen: (id: number) => void }) {
  const t = useAdherenceStrings()
  if (report.people.length === 0) return <Text>{t('nobody')}</Text>
  return (
    <Stack gap="md">
      <Text c="dimmed" maw={760}>
        {t('explain')}
      </Text>
      {report.total.known === 0 ? <Text>{t('nothing')}</Text> : <Figures sum={report.total} />}
      {report.teams.length > 1 && <TeamTable teams={report.teams} />}
      <PeopleTable people={report.people} onOpen={onOpen} />
    </Stack>
  )
}

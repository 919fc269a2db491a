import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { employers, queues } from '@/api/workforce'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page, TrailLink } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { Changes } from './changes'
import {
  type ContractVersion,
  type Programme,
  programmeQuery,
  useForce,
  useForgetDraft,
  versionsQuery,
} from './queries'
import { useVendorStrings } from './strings'
import { Terms } from './terms'

const route = getRouteApi('/shell/vendors/programmes/$programmeId')

/** One programme: what it is, and what was agreed, version by version. */
export function ProgrammePage() {
  const t = useVendorStrings()
  const { programmeId } = route.useParams()
  const { version } = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMay('vendors:manage')
  const programme = useQuery(programmeQuery(programmeId))
  const versions = useQuery(versionsQuery(programmeId))
  const list = versions.data ?? []
  const shown = list.find(({ id }) => id === version) ?? current(list)
  const draft = list.find(({ state }) => state === 'draft')
  const add = may && (
    <Button
      renderRoot={(props) => (
        <Link
          to="/vendors/programmes/$programmeId/draft"
          params={{ programmeId }}
          search={{ basis: shown?.id }}
          {...props}
        />
      )}
    >
      {t(draft ? 'changeDraft' : 'newDraft')}
    </Button>
  )
  return (
    <Page
      title={programme.data?.name ?? t('programme')}
      trail={[
        <TrailLink key="rows" renderRoot={(props) => <Link to="/vendors" {...props} />}>
          {t('title')}
        </TrailLink>,
      ]}
      actions={add}
    >
      <Loaded query={programme}>{(one) => <About programme={one} />}</Loaded>
      <Panel title={t('versions')}>
        <Loaded query={versions}>
          {(all) =>
            all.length > 0 ? (
              <Timeline
                versions={all}
                shown={shown}
                onShow={(id) => void navigate({ search: { version: id } })}
              />
            ) : (
              <Text c="dimmed">{t('noVersions')}</Text>
            )
          }
        </Loaded>
      </Panel>
      {shown && <Shown version={shown} before={before(list, shown)} />}
    </Page>
  )
}

/** The version in force with the latest first day, else the newest draft. */
function current(list: readonly ContractVersion[]) {
  return list.findLast(({ state }) => state === 'in_force') ?? list.at(-1)
}

function before(list: readonly ContractVersion[], shown: ContractVersion) {
  return list.findLast(({ number, state }) => number < shown.number && state === 'in_force')
}

function About({ programme }: { programme: Programme }) {
  const t = useVendorStrings()
  const format = useFormat()
  const employer = useNames(employers)
  const queue = useNames(queues)
  return (
    <Stack gap={4} mb="md" maw={820}>
      <Text>
        {t('aboutLine', {
          employer: employer(programme.employerId),
          mode: t(`modes.${programme.mode}`),
          from: format.day(programme.from),
        })}
      </Text>
      {programme.motive && <Text>{t('motiveLine', { text: programme.motive })}</Text>}
      {programme.businessCase && <Text>{t('caseLine', { text: programme.businessCase })}</Text>}
      {programme.queues.map((q) => (
        <Text key={q.queueId}>
          {t('queueLine', {
            queue: queue(q.queueId),
            least: format.percent(q.minShare),
            most: format.percent(q.maxShare),
            surge: format.number(q.surgeAgents),
          })}{' '}
          <Anchor
            underline="always"
            renderRoot={(props) => (
              <Link to="/vendors/shortfall" search={{ queue: q.queueId }} {...props} />
            )}
          >
            {t('toBoard')}
          </Anchor>
        </Text>
      ))}
      {programme.shares.map((s) => (
        <Text key={`${s.allocationId}-${s.queueId}`}>
          {t('shareLine', {
            queue: queue(s.queueId),
            share: format.percent(s.share, 1),
            from: format.day(s.from),
            to: format.day(s.to),
          })}
        </Text>
      ))}
    </Stack>
  )
}

interface TimelineProps {
  versions: readonly ContractVersion[]
  shown: ContractVersion | undefined
  onShow: (id: number) => void
}

/** The versions in the order of their numbers. */
function Timeline({ versions, shown, onShow }: TimelineProps) {
  const t = useVendorStrings()
  const format = useFormat()
  return (
    <Group gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {versions.map((v) => (
        <li key={v.id}>
          <Button
            variant={v.id === shown?.id ? 'filled' : 'default'}
            aria-pressed={v.id === shown?.id}
            onClick={() => onShow(v.id)}
            h="auto"
            py={6}
          >
            <span>
              {t('versionName', { number: v.number })}
              {v.state === 'draft' ? ` · ${t('states.draft')}` : ''}
              <br />
              {v.until
                ? t('fromTo', { from: format.day(v.terms.from), to: format.day(v.until) })
                : t('fromOn', { from: format.day(v.terms.from) })}
            </span>
          </Button>
        </li>
      ))}
    </Group>
  )
}

interface ShownProps {
  version: ContractVersion
  before: ContractVersion | undefined
}

function Shown({ version, before }: ShownProps) {
  const t = useVendorStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const force = useForce()
  const forget = useForgetDraft()
  const draft = version.state === 'draft'
  const actions = may && draft && (
    <Group gap="xs">
      <Button variant="default" loading={forget.isPending} onClick={() => forget.mutate(version)}>
        {t('forgetDraft')}
      </Button>
      <Button loading={force.isPending} onClick={() => force.mutate(version)}>
        {t('putInForce', { from: format.day(version.terms.from) })}
      </Button>
    </Group>
  )
  return (
    <>
      <Panel title={t('terms', { number: version.number })} actions={actions}>
        {force.isError && <ErrorPanel error={force.error} />}
        {forget.isError && <ErrorPanel error={forget.error} />}
        <Group gap="sm" mb="sm">
          <Status standing={draft ? 'info' : 'ok'}>{t(`states.${version.state}`)}</Status>
          {version.note && <Text c="dimmed">{version.note}</Text>}
        </Group>
        <Terms terms={version.terms} />
      </Panel>
      {before && (
        <Panel title={t('changed', { number: before.number })}>
          <Changes before={before.terms} after={version.terms} />
        </Panel>
      )}
    </>
  )
}

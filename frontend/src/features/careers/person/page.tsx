import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useRungNames } from '../readiness-page'
import { useCareerStrings } from '../strings'
import { VERDICTS } from '../words'
import { EvidencePanel } from './evidence'
import { LeavePanel } from './leave'
import { PlaceButton } from './place'
import { type CareerPath, careerQuery } from './queries'
import { useCareerPersonStrings } from './strings'

const route = getRouteApi('/shell/careers/people/$personId')

/** Where somebody stands, what is known of them, and what HR enters by hand. */
export function CareerPersonPage() {
  const t = useCareerPersonStrings()
  const { personId } = route.useParams()
  const query = useQuery(careerQuery(personId))
  const manages = useMay('careers:manage')
  const edits = useMay('workforce:manage')
  return (
    <Page
      title={query.data?.name ?? ''}
      note={query.data?.code}
      trail={[
        <Link key="readiness" to="/careers/readiness">
          {t('readiness')}
        </Link>,
      ]}
    >
      <Loaded query={query}>
        {(career) => (
          <Stack gap={0}>
            <Stands career={career} action={manages && <PlaceButton career={career} />} />
            <Moves career={career} />
            <LeavePanel person={personId} edits={edits} />
            <EvidencePanel person={personId} manages={manages} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Stands({ career, action }: { career: CareerPath; action: React.ReactNode }) {
  const t = useCareerPersonStrings()
  const format = useFormat()
  const rungName = useRungNames()
  return (
    <Panel title={t('stands')} actions={action}>
      {career.spells.length === 0 ? (
        <Text>{t('none')}</Text>
      ) : (
        <ol>
          {career.spells.map((spell) => (
            <li key={`${spell.rung} ${spell.from}`}>
              <b>{rungName(spell.rung)}</b> {t('since', { day: format.day(spell.from) })}{' '}
              {spell.to && t('until', { day: format.day(spell.to) })}
              <Text size="sm" c="dimmed">
                {spell.reason}
              </Text>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function Moves({ career }: { career: CareerPath }) {
  const t = useCareerPersonStrings()
  const careers = useCareerStrings()
  const rungName = useRungNames()
  return (
    <Panel title={t('moves')}>
      {career.moves.length === 0 && <Text>{t('noMoves')}</Text>}
      <Stack gap="xs">
        {career.moves.map((move) => (
          <div key={move.to}>
            {careers(`moves.${move.kind}`)}
            {colon()}
            <b>{rungName(move.to)}</b>{' '}
            <Status standing={VERDICTS[move.verdict]}>{careers(`ready.${move.verdict}`)}</Status>{' '}
            {t('met', { met: move.met, asked: move.asked })}
          </div>
        ))}
      </Stack>
    </Panel>
  )
}

import { Button, Drawer, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { programmesQuery } from '../vendors/queries'
import { useReasonName, useWindow, VoiceFrame } from './frame'
import { Goals } from './goals'
import { ImportPanels } from './import-panels'
import { contactsQuery, type Report, reportQuery, type Window } from './queries'
import { ReasonsTable } from './reasons-table'
import type { VoiceSearch } from './route'
import { useVoiceStrings } from './strings'
import { TopicsPanel } from './topics-panel'
import { WindowFilter } from './window-filter'

const route = getRouteApi('/shell/vendors/voice')

/** Why customers come: the three goals, the tree of reasons, and what they write. */
export function VoicePage() {
  const t = useVoiceStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const window = useWindow(search)
  const may = useMay('vendors:manage')
  const report = useQuery(reportQuery(window))
  const programmes = useQuery(programmesQuery)
  const show = (change: Partial<VoiceSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  const programmeName = (id: number) =>
    programmes.data?.find((one) => one.id === id)?.name ?? t('everyone')
  return (
    <VoiceFrame>
      <Text c="dimmed" mb="md" maw={860}>
        {t('text')}
      </Text>
      <WindowFilter window={window} show={show} />
      <Loaded query={report}>
        {(data) => (
          <>
            <Goals goals={data.goals} />
            <Panel title={t('reasons')}>
              {data.total.contacts === 0 ? (
                <Empty title={t('none')} />
              ) : (
                <ReasonsTable
                  report={data}
                  programmeName={programmeName}
                  onRead={(reason) => show({ reason })}
                />
              )}
            </Panel>
            {search.reason !== undefined && (
              <SaidDrawer
                report={data}
                reason={search.reason}
                window={window}
                may={may}
                onClose={() => show({ reason: undefined })}
              />
            )}
          </>
        )}
      </Loaded>
      <TopicsPanel
        window={window}
        topic={search.topic}
        may={may}
        onTopic={(topic) => show({ topic })}
      />
      {may && <ImportPanels />}
    </VoiceFrame>
  )
}

/** What customers of a reason said, and the way to make a problem of it. */
function SaidDrawer(props: {
  report: Report
  reason: number
  window: Window
  may: boolean
  onClose: () => void
}) {
  const t = useVoiceStrings()
  const format = useFormat()
  const name = useReasonName()
  const navigate = useNavigate()
  const query = useQuery(contactsQuery(props.window, props.reason))
  const row = props.report.reasons.find(({ reason }) => reason?.id === props.reason)
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={props.onClose}
      title={name(row?.reason)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {row?.reason && (
          <Text c="dimmed">
            {t('driver')}
            {colon()}
            {t(`drivers.${row.reason.driver}`)}
          </Text>
        )}
        {props.may && (
          <Button
            variant="default"
            onClick={() =>
              void navigate({ to: '/vendors/voice/problems', search: { new: props.reason } })
            }
          >
            {t('openProblem')}
          </Button>
        )}
        <Loaded query={query}>
          {(list) =>
            list.map((one) => (
              <Text key={one.id} style={{ overflowWrap: 'anywhere' }}>
                <b>{format.day(one.day)}</b> {one.code}
                {colon()}
                {one.text}
              </Text>
            ))
          }
        </Loaded>
      </Stack>
    </Drawer>
  )
}

import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useNames } from '@/api/resource'
import { sites } from '@/api/workforce'
import { useNamed } from '@/features/careers/words'
import { useFormat } from '@/format'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { CandidatesPanel } from './candidates'
import { ChannelsPanel } from './channels'
import { FunnelPanel } from './funnel'
import { StateWord } from './list-page'
import {
  approveRequisition,
  closeRequisition,
  type RequisitionReport,
  requisitionQuery,
  useRequisitionChange,
} from './queries'
import { Rules } from './rules'
import { useRequisitionStrings } from './strings'

const FormDrawer = lazily(async () => (await import('./form-drawer')).FormDrawer)
const route = getRouteApi('/shell/careers/requisitions/$id')

/** A requisition: what is asked and why, who applied, and what channels brought. */
export function RequisitionPage() {
  const t = useRequisitionStrings()
  const { id } = route.useParams()
  const query = useQuery(requisitionQuery(id))
  return (
    <Page
      title={query.data?.name ?? t('title')}
      trail={[
        <Link key="all" to="/careers/requisitions">
          {t('title')}
        </Link>,
      ]}
    >
      <Loaded query={query}>
        {(report) => (
          <Stack gap={0}>
            <Head report={report} />
            <Asked report={report} />
            {report.state !== 'draft' && (
              <>
                <FunnelPanel report={report} />
                <CandidatesPanel report={report} />
                <ChannelsPanel report={report} />
              </>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Head({ report }: { report: RequisitionReport }) {
  const t = useRequisitionStrings()
  const format = useFormat()
  const siteName = useNames(sites)
  const named = useNamed()
  const approve = useRequisitionChange(approveRequisition)
  const close = useRequisitionChange(closeRequisition)
  const [edits, setEdits] = useState(false)
  const { state } = report
  return (
    <Stack gap="xs" mb="md">
      <Group gap="lg">
        <StateWord state={state} />
        <Text>{report.role}</Text>
        {report.rungName && <Text>{t('beginsOn', { rung: named(report.rungName) })}</Text>}
        <Text>{siteName(report.siteId)}</Text>
        <Text>{t('filled', { hired: report.hired, seats: report.seats })}</Text>
        <Text>
          {t('startsOn')} {format.day(report.startsOn)}
        </Text>
      </Group>
      {state === 'draft' && report.own && <Text c="dimmed">{t('notOwn')}</Text>}
      <Rules error={approve.error ?? close.error} />
      <Group>
        {state === 'draft' && (
          <>
            <Button
              loading={approve.isPending}
              disabled={report.own}
              onClick={() => approve.mutate(report, { onSuccess: () => toast.done(t('approved')) })}
            >
              {t('approve')}
            </Button>
            <Button variant="default" onClick={() => setEdits(true)}>
              {t('change')}
            </Button>
          </>
        )}
        {state !== 'closed' && (
          <Button variant="default" loading={close.isPending} onClick={() => close.mutate(report)}>
            {t('close')}
          </Button>
        )}
      </Group>
      {edits && <FormDrawer of={report} onClose={() => setEdits(false)} />}
    </Stack>
  )
}

function Asked({ report }: { report: RequisitionReport }) {
  const t = useRequisitionStrings()
  const task = (code: string) => report.needs.find((need) => need.code === code)?.task ?? code
  return (
    <Panel title={t('conditions')}>
      {report.conditions.length === 0 ? (
        <Text c="dimmed">{t('noConditions')}</Text>
      ) : (
        <List>
          {report.conditions.map((one) => (
            <List.Item key={one.code}>
              {one.what}
              <Text size="sm" c="dimmed">
                {t('serves')} – {task(one.need)}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {report.wishes.length > 0 && (
        <Text mt="sm" size="sm">
          {t('grants')} – {report.wishes.map((wish) => t(`wish.${wish}`)).join(' · ')}
        </Text>
      )}
    </Panel>
  )
}

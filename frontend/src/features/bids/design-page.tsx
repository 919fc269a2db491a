import { Button, Group, Progress, Select, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { finished, useJob } from '@/api/jobs'
import { useList, useSave } from '@/api/resource'
import { useMay } from '@/api/session'
import { agreements } from '@/api/workforce'
import { failureText } from '@/app/jobs/failure'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { agreementFields, agreementValues } from '@/features/setup/agreement-values'
import { templatesOf } from '@/features/setup/design-templates'
import { DesignAnswer } from '@/features/shiftdesign/answer'
import type { DesignedShift } from '@/features/shiftdesign/order'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { toast } from '@/parts/toast'
import { designQuery, type KeptDesign } from './queries'
import { useBidStrings } from './strings'

const route = getRouteApi('/shell/bids/designs/$designId')

/** One kept design: its shifts, what they cover, their rotation; and what can be made of them. */
export function KeptDesignPage() {
  const t = useBidStrings()
  const { designId } = route.useParams()
  const query = useQuery(designQuery(designId))
  const may = useMay('rosters:manage')
  useSiteInAddress(query.data?.siteId)
  const offer = may && query.data?.done && (
    <Button renderRoot={(props) => <Link to="/bids" search={{ offer: designId }} {...props} />}>
      {t('offerLines')}
    </Button>
  )
  return (
    <Page
      title={query.data?.name ?? t('design')}
      trail={[
        <Link key="bids" to="/bids">
          {t('back')}
        </Link>,
      ]}
      actions={offer}
    >
      <Loaded query={query}>
        {(design) =>
          design.answer ? <Answer answer={design.answer} /> : <Searching design={design} />
        }
      </Loaded>
    </Page>
  )
}

function Searching({ design }: { design: KeptDesign }) {
  const t = useBidStrings()
  const client = useQueryClient()
  const { data: job } = useJob(design.jobId)
  const over = job ? finished(job) : false
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: ['kept-designs'] })
  }, [over, client])
  if (job?.state === 'failed' || job?.state === 'cancelled') {
    return <Text>{t('failed', { reason: failureText(job) })}</Text>
  }
  return (
    <Stack gap="xs" maw={560}>
      <Text role="status">{t('searching')}</Text>
      <Progress
        value={Math.max(3, 100 * (job?.fraction ?? 0))}
        animated
        aria-label={t('searching')}
      />
    </Stack>
  )
}

type Made = NonNullable<Parameters<typeof DesignAnswer>[0]['design']>

function Answer({ answer }: { answer: Made }) {
  const t = useBidStrings()
  const mayManage = useMay('workforce:manage')
  const { data: all = [] } = useList(agreements)
  const [chosen, setChosen] = useState<string | null>(null)
  const save = useSave(agreements)
  const agreement = all.find(({ id }) => String(id) === chosen)
  const add = (shifts: readonly DesignedShift[]) => {
    if (!agreement) return
    const values = agreementValues(agreement)
    values.templates.push(...templatesOf(shifts, values.templates))
    const once = { 'Idempotency-Key': crypto.randomUUID() }
    save.mutate(
      { of: agreement, fields: agreementFields(values), once },
      {
        onSuccess: ({ name }) => toast.done(t('templatesAdded', { count: shifts.length, name })),
      },
    )
  }
  return (
    <Stack gap="md" maw={900}>
      {mayManage && (
        <Group align="flex-end">
          <Select
            label={t('useTemplates')}
            placeholder={t('pickAgreement')}
            data={optionsOf(all)}
            value={chosen}
            onChange={setChosen}
          />
        </Group>
      )}
      {save.error && <ErrorPanel error={save.error} />}
      <DesignAnswer
        level={2}
        design={answer}
        onOffer={agreement && !save.isPending ? add : undefined}
      />
    </Stack>
  )
}

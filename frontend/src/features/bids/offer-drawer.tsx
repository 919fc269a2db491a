import {
  Button,
  Drawer,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, body } from '@/api/client'
import type { Roster, Site } from '@/api/types'
import { useShellStrings } from '@/app/strings'
import { instantOf } from '@/features/forecast/instants'
import { rostersQuery } from '@/features/roster/queries'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { wordsOf } from '@/parts/inputs/choices'
import { clockOf } from '@/parts/inputs/clock'
import { type Opening, Opens } from './opens'
import { type NewBid, useOfferBid } from './queries'
import { useBidStrings } from './strings'

const RULES = ['seniority', 'points', 'rotation'] as const
const DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

interface Props {
  design: number
  site: Site
  onClose: () => void
}

/** Offers the lines of a design: for which roster, to whom, how long and by which rule. */
export function OfferDrawer({ design, site, onClose }: Props) {
  const t = useBidStrings()
  const shell = useShellStrings()
  const { data: rosters } = useQuery(rostersQuery)
  const here = rosters?.filter(({ siteId, state }) => siteId === site.id && state !== 'building')
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('offerTitle')}
      position="right"
      size="md"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {here?.length === 0 && <Text c="dimmed">{t('noRosters')}</Text>}
      {here?.[0] && <Offer design={design} site={site} rosters={here} first={here[0]} />}
    </Drawer>
  )
}

/** Everybody whom a roster plans. */
function usePlanned(id: number) {
  return useQuery({
    queryKey: ['rosters', id, 'people'],
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/grid', { params: { path: { id } } })).people,
  })
}

interface OfferProps {
  design: number
  site: Site
  rosters: readonly Roster[]
  first: Roster
}

function Offer({ design, site, rosters, first }: OfferProps) {
  const t = useBidStrings()
  const format = useFormat()
  const navigate = useNavigate()
  const offer = useOfferBid()
  const [name, setName] = useState('')
  const [rosterId, setRoster] = useState(first.id)
  const [people, setPeople] = useState<string[]>([])
  const [opens, setOpens] = useState<Opening>({ later: false, day: '', clock: '08:00' })
  const [days, setDays] = useState<number | string>(DAYS)
  const [rule, setRule] = useState<NewBid['rule']>('seniority')
  const planned = usePlanned(rosterId)
  const all = planned.data ?? []
  const clock = clockOf(opens.clock)
  const ready = !opens.later || (opens.day !== '' && clock !== undefined)
  const submit = () => {
    const at =
      opens.later && clock
        ? Date.parse(instantOf({ day: opens.day, clock }, site.zone))
        : Date.now()
    const order: NewBid = {
      name,
      rule,
      designId: design,
      rosterId,
      opensAt: new Date(at).toISOString(),
      closesAt: new Date(at + (Number(days) || DAYS) * DAY_MS).toISOString(),
      personIds: people.length > 0 ? people.map(Number) : all.map(({ id }) => id),
    }
    offer.mutate(order, {
      onSuccess: ({ id }) => void navigate({ to: '/bids/$bidId', params: { bidId: id } }),
    })
  }
  return (
    <Stack gap="sm">
      <TextInput
        label={t('name')}
        required
        maxLength={120}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('roster')}
        allowDeselect={false}
        searchable
        data={rosters.map((one) => ({
          value: String(one.id),
          label: `${one.name} (${format.day(one.from)})`,
        }))}
        value={String(rosterId)}
        onChange={(value) => {
          setRoster(Number(value))
          setPeople([])
        }}
      />
      <MultiSelect
        label={t('people')}
        placeholder={people.length === 0 ? t('everybody', { count: all.length }) : undefined}
        searchable
        clearable
        data={all.map(({ id, code, name: who }) => ({
          value: String(id),
          label: `${who} (${code})`,
        }))}
        value={people}
        onChange={setPeople}
      />
      <Select
        label={t('rule')}
        description={`${t(`rulesText.${rule}`)} ${t('ties')}`}
        allowDeselect={false}
        data={wordsOf(RULES, (word) => t(`rules.${word}`))}
        value={rule}
        onChange={(value) => setRule(RULES.find((one) => one === value) ?? 'seniority')}
      />
      <Opens opening={opens} zone={site.zone} onChange={setOpens} />
      <NumberInput
        label={t('days')}
        suffix={` ${t('daysUnit')}`}
        min={1}
        max={90}
        allowDecimal={false}
        value={days}
        onChange={setDays}
      />
      {planned.error && <ErrorPanel error={planned.error} />}
      {offer.error && <ErrorPanel error={offer.error} />}
      <Group justify="flex-end">
        <Button
          disabled={name.trim() === '' || all.length === 0 || !ready}
          loading={offer.isPending}
          onClick={submit}
        >
          {t('offer')}
        </Button>
      </Group>
    </Stack>
  )
}

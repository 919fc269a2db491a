import { Group, NumberInput, Stack, Table, Text, Title } from '@mantine/core'
import { colon } from '@/i18n/colon'
import type { AllocationInput } from './queries'
import { useVendorStrings } from './strings'
import { en } from './strings.en'

type Queue = AllocationInput['queues'][number]
type Offer = Queue['offers'][number]

interface Props {
  queue: Queue
  currency: string
  onChange: (queue: Queue) => void
}

const FIGURES = ['cost', 'good', 'bad', 'minShare', 'maxShare', 'capacity', 'surge'] as const
const TYPED = 'typed'

/** What a queue gets and what each programme offers for it, with where each figure comes from. */
export function OffersFields({ queue, currency, onChange }: Props) {
  const t = useVendorStrings()
  const source = (text: string) =>
    text in en.sources ? t(`sources.${text as keyof typeof en.sources}`) : text
  const put = (place: number, key: (typeof FIGURES)[number], value: number) => {
    const of = (offer: Offer): Offer => ({
      ...offer,
      [key]: value,
      ...(key === 'cost' && { costSource: TYPED }),
      ...((key === 'good' || key === 'bad') && { qualitySource: TYPED }),
    })
    onChange({ ...queue, offers: queue.offers.map((o, i) => (i === place ? of(o) : o)) })
  }
  return (
    <Stack gap="xs">
      <Title order={3}>{queue.name}</Title>
      <Group align="end">
        <NumberInput
          label={t('volume')}
          description={source(queue.volumeSource)}
          min={1}
          value={queue.volume}
          onChange={(value) => onChange({ ...queue, volume: Number(value), volumeSource: TYPED })}
        />
        <NumberInput
          label={t('floor')}
          min={0}
          max={1}
          step={0.01}
          value={queue.floor}
          onChange={(value) => onChange({ ...queue, floor: Number(value) })}
        />
      </Group>
      <Table.ScrollContainer minWidth={900}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('programme')}</Table.Th>
              {FIGURES.map((key) => (
                <Table.Th key={key}>
                  {key === 'cost' ? t('figures.cost', { currency }) : t(`figures.${key}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {queue.offers.map((offer, place) => (
              <Table.Tr key={offer.programmeId}>
                <Table.Th scope="row">
                  {offer.name}
                  <Text size="xs" c="dimmed">
                    {t('sourcesLine', {
                      cost: source(offer.costSource),
                      quality: source(offer.qualitySource),
                    })}
                  </Text>
                </Table.Th>
                {FIGURES.map((key) => (
                  <Table.Td key={key}>
                    <NumberInput
                      aria-label={`${offer.name}${colon()}${
                        key === 'cost' ? t('figures.cost', { currency }) : t(`figures.${key}`)
                      }`}
                      min={0}
                      decimalScale={3}
                      hideControls
                      value={offer[key]}
                      onChange={(value) => put(place, key, Number(value))}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  )
}
